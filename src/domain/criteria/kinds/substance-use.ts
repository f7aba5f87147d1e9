import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { word } from '../shapes.js';
import { spaced } from '../wording.js';

export const substanceUse = {
  kind: 'substanceUse',
  area: 'person',
  schema: z.strictObject({ substance: word, is: z.enum(['current', 'former', 'ever', 'never']) }),
  reads: ['smoking', 'finding'],
  absence: 'unknown',
  presumption: 'none',
  recoverable: true,
  coordinator: (p) => `${spaced(p.substance)} use: ${p.is}`,
  patient: (p) => `Your use of ${spaced(p.substance)}: ${p.is}`,
} satisfies KindDefinition<'substanceUse'>;
