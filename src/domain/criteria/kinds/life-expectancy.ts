import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { rangeShape } from '../shapes.js';
import { rangeSymbols } from '../wording.js';

export const lifeExpectancy = {
  kind: 'lifeExpectancy',
  area: 'person',
  schema: z.strictObject({ ...rangeShape, unit: z.enum(['d', 'wk', 'mo', 'a']) }),
  reads: [],
  absence: 'attest',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) => `Life expectancy ${rangeSymbols(p, p.unit)}`,
  patient: () => 'Your doctor expects that you will be well enough to take part for long enough',
} satisfies KindDefinition<'lifeExpectancy'>;
