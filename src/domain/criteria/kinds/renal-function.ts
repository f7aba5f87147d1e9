import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { rangeShape, withinShape, word } from '../shapes.js';
import { rangeSymbols, rangeWords } from '../wording.js';

const formulaNames = {
  ckdEpi: 'CKD-EPI',
  mdrd: 'MDRD',
  cockcroftGault: 'Cockcroft-Gault',
  measured: 'measured',
  any: 'any method',
};

export const renalFunction = {
  kind: 'renalFunction',
  area: 'measurement',
  schema: z.strictObject({
    ...rangeShape,
    ...withinShape,
    formula: z.enum(['ckdEpi', 'mdrd', 'cockcroftGault', 'measured', 'any']),
    unit: word.optional(),
  }),
  reads: ['lab', 'birthDate', 'sex', 'vital'],
  absence: 'measure',
  presumption: 'none',
  recoverable: true,
  coordinator: (p) => `Renal function (${formulaNames[p.formula]}) ${rangeSymbols(p, p.unit)}`,
  patient: (p) => `How well your kidneys work, measured or worked out, is ${rangeWords(p, p.unit)}`,
} satisfies KindDefinition<'renalFunction'>;
