import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { rangeShape, withinShape, word } from '../shapes.js';
import { rangeSymbols, rangeWords, spaced, withinWords } from '../wording.js';

export const vital = {
  kind: 'vital',
  area: 'measurement',
  schema: z.strictObject({
    ...rangeShape,
    ...withinShape,
    measure: word,
    unit: word.optional(),
    formula: word.optional(),
    sex: z.enum(['female', 'male']).optional(),
  }),
  reads: ['vital', 'sex'],
  absence: 'measure',
  presumption: 'none',
  recoverable: true,
  coordinator: (p) => `${spaced(p.measure)} ${rangeSymbols(p, p.unit)}${withinWords(p.within)}`,
  patient: (p) => `Your ${spaced(p.measure)} is ${rangeWords(p, p.unit)}`,
} satisfies KindDefinition<'vital'>;
