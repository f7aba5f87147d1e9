import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { rangeShape, word } from '../shapes.js';
import { rangeSymbols } from '../wording.js';

export const signature = {
  kind: 'signature',
  area: 'molecular',
  schema: z.strictObject({
    ...rangeShape,
    name: word,
    is: z.enum(['high', 'low', 'stable', 'deficient', 'proficient', 'positive', 'negative']).optional(),
    unit: word.optional(),
  }),
  reads: ['signature'],
  absence: 'tested',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) => `${p.name.toUpperCase()} ${p.is ?? rangeSymbols(p, p.unit)}`,
  patient: (p) => `A test of your tumor's genes (${p.name.toUpperCase()}) shows the result the trial asks for`,
} satisfies KindDefinition<'signature'>;
