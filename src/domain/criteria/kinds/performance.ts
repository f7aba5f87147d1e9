import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { rangeShape } from '../shapes.js';
import { rangeSymbols, rangeWords } from '../wording.js';

const scaleNames = { ecog: 'ECOG', karnofsky: 'Karnofsky', lansky: 'Lansky' };

export const performance = {
  kind: 'performance',
  area: 'person',
  schema: z.strictObject({ ...rangeShape, scale: z.enum(['ecog', 'karnofsky', 'lansky']) }),
  reads: ['performance'],
  absence: 'measure',
  presumption: 'none',
  recoverable: true,
  coordinator: (p) => `${scaleNames[p.scale]} performance status ${rangeSymbols(p)}`,
  patient: (p) => `How well you manage daily life, scored by your care team (${scaleNames[p.scale]}), is ${rangeWords(p)}`, // prettier-ignore
} satisfies KindDefinition<'performance'>;
