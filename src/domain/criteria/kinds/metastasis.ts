import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { word, words } from '../shapes.js';
import { listed, spaced } from '../wording.js';

export const metastasis = {
  kind: 'metastasis',
  area: 'tumour',
  schema: z.strictObject({
    site: word,
    status: words.optional(),
    only: z.boolean().optional(),
    allowed: words.optional(),
    resectable: z.boolean().optional(),
  }),
  reads: ['metastasis', 'cancer', 'tnm', 'stage', 'extent', 'diseaseStatus'],
  absence: 'list',
  presumption: 'letsThrough',
  coveredBy: ['conditions'],
  recoverable: false,
  coordinator: (p) =>
    `${p.only ? 'Only ' : ''}${p.status ? `${listed(p.status.map(spaced))} ` : ''}metastases: ${spaced(p.site)}`,
  patient: (p) => `Your cancer has spread to: ${spaced(p.site)}`,
} satisfies KindDefinition<'metastasis'>;
