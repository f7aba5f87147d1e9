import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { words } from '../shapes.js';
import { listed, spaced } from '../wording.js';

export const labFinding = {
  kind: 'labFinding',
  area: 'measurement',
  schema: z.strictObject({
    analytes: words,
    direction: z.enum(['high', 'low', 'abnormal']).optional(),
    result: z.enum(['positive', 'negative']).optional(),
    symptomatic: z.boolean().optional(),
  }),
  reads: ['lab', 'condition', 'finding'],
  absence: 'measure',
  presumption: 'none',
  recoverable: true,
  coordinator: (p) => `${p.symptomatic ? 'Symptomatic ' : ''}${p.direction ?? p.result ?? 'abnormal'} ${listed(p.analytes.map(spaced))}`, // prettier-ignore
  patient: (p) => `Your test for ${listed(p.analytes.map(spaced))} is ${p.direction ?? p.result ?? 'abnormal'}`,
} satisfies KindDefinition<'labFinding'>;
