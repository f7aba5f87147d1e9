import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { rangeShape, withinShape, word } from '../shapes.js';
import { rangeSymbols, rangeWords, spaced, withinWords } from '../wording.js';

export const lab = {
  kind: 'lab',
  area: 'measurement',
  schema: z.strictObject({
    ...rangeShape,
    ...withinShape,
    analyte: word,
    unit: word.optional(),
    formula: word.optional(),
    corrected: word.optional(),
  }),
  reads: ['lab', 'birthDate', 'sex', 'vital'],
  absence: 'measure',
  presumption: 'none',
  recoverable: true,
  coordinator: (p) => `${spaced(p.analyte)} ${rangeSymbols(p, p.unit)}${withinWords(p.within)}`,
  patient: (p) => `Your blood or urine test for ${spaced(p.analyte)} is ${rangeWords(p, p.unit)}`,
} satisfies KindDefinition<'lab'>;
