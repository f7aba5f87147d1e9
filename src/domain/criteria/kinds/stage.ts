import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { word, words } from '../shapes.js';
import { listed } from '../wording.js';

export const stage = {
  kind: 'stage',
  area: 'tumour',
  schema: z.strictObject({
    anyOf: words,
    system: word.optional(),
    edition: word.optional(),
    basis: z.enum(['clinical', 'pathologic']).optional(),
  }),
  reads: ['stage', 'tnm', 'metastasis', 'cancer', 'extent', 'diseaseStatus'],
  absence: 'unknown',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) => `${[p.basis, p.system, 'stage'].filter((part) => part !== undefined).join(' ')} ${listed(p.anyOf)}`, // prettier-ignore
  patient: (p) => `Your cancer's stage is ${listed(p.anyOf)}`,
} satisfies KindDefinition<'stage'>;
