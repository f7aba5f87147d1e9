import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { words } from '../shapes.js';
import { listed } from '../wording.js';

export const tnm = {
  kind: 'tnm',
  area: 'tumour',
  schema: z.strictObject({
    t: words.optional(),
    n: words.optional(),
    m: words.optional(),
    basis: z.enum(['clinical', 'pathologic']).optional(),
  }),
  reads: ['tnm', 'metastasis', 'stage', 'cancer', 'extent', 'diseaseStatus'],
  absence: 'unknown',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) =>
    `TNM ${[p.basis, ...[p.t, p.n, p.m].map((categories) => categories && listed(categories))].filter((part) => part !== undefined).join(' ')}`, // prettier-ignore
  patient: () => 'The size of your tumor and how far it has spread fit this trial',
} satisfies KindDefinition<'tnm'>;
