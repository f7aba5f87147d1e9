import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { concepts } from '../shapes.js';
import { conceptNames } from '../wording.js';

export const familyHistory = {
  kind: 'familyHistory',
  area: 'person',
  schema: z.strictObject({ anyOf: concepts }),
  reads: ['finding'],
  absence: 'unknown',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) => `Family history of ${conceptNames(p.anyOf)}`,
  patient: (p) => `Someone in your close family has had ${conceptNames(p.anyOf)}`,
} satisfies KindDefinition<'familyHistory'>;
