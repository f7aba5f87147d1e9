import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { words } from '../shapes.js';
import { listed, spaced } from '../wording.js';

export const extent = {
  kind: 'extent',
  area: 'tumour',
  schema: z.strictObject({ anyOf: words }),
  reads: ['extent', 'stage', 'tnm', 'metastasis', 'cancer', 'diseaseStatus', 'therapy'],
  absence: 'unknown',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) => `Disease is ${listed(p.anyOf.map(spaced))}`,
  patient: (p) => `Your cancer is ${listed(p.anyOf.map(spaced))}`,
} satisfies KindDefinition<'extent'>;
