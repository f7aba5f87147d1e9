import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { rangeShape, withinShape, word } from '../shapes.js';
import { rangeSymbols, spaced, withinWords } from '../wording.js';

export const functionTest = {
  kind: 'functionTest',
  area: 'measurement',
  schema: z.strictObject({
    ...rangeShape,
    ...withinShape,
    test: word,
    unit: word.optional(),
    result: word.optional(),
  }),
  reads: ['finding', 'vital'],
  absence: 'measure',
  presumption: 'none',
  recoverable: true,
  coordinator: (p) => `${spaced(p.test)} ${p.result ?? rangeSymbols(p, p.unit)}${withinWords(p.within)}`,
  patient: (p) => `A test of how your body works (${spaced(p.test)}) gives a good enough result`,
} satisfies KindDefinition<'functionTest'>;
