import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { withinShape, word } from '../shapes.js';
import { spaced, withinWords } from '../wording.js';

export const supportiveCare = {
  kind: 'supportiveCare',
  area: 'health',
  schema: z.strictObject({ ...withinShape, type: word, ongoing: z.boolean().optional() }),
  reads: ['procedure', 'medication', 'finding'],
  absence: 'list',
  presumption: 'letsThrough',
  coveredBy: ['procedures', 'medications'],
  recoverable: true,
  coordinator: (p) => `${p.ongoing ? 'Ongoing ' : ''}${spaced(p.type)}${withinWords(p.within)}`,
  patient: (p) => `You have had ${spaced(p.type)}${withinWords(p.within)}`,
} satisfies KindDefinition<'supportiveCare'>;
