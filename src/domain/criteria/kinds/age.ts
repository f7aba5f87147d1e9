import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { rangeShape } from '../shapes.js';
import { rangeSymbols, rangeWords } from '../wording.js';

export const age = {
  kind: 'age',
  area: 'person',
  schema: z.strictObject({ ...rangeShape, unit: z.enum(['a', 'mo', 'wk', 'd']) }),
  reads: ['birthDate'],
  absence: 'unknown',
  presumption: 'none',
  recoverable: true,
  coordinator: (p) => `Age ${rangeSymbols(p, p.unit)}`,
  patient: (p) => `Your age is ${rangeWords(p, p.unit)}`,
} satisfies KindDefinition<'age'>;
