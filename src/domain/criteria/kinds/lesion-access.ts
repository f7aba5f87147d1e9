import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { word, words } from '../shapes.js';
import { listed, spaced } from '../wording.js';

export const lesionAccess = {
  kind: 'lesionAccess',
  area: 'tumour',
  schema: z.strictObject({ amenableTo: word.optional(), tissue: words.optional() }),
  reads: ['finding'],
  absence: 'attest',
  presumption: 'none',
  recoverable: true,
  coordinator: (p) =>
    p.tissue ? `Tumor tissue available: ${listed(p.tissue)}` : `Lesion amenable to ${spaced(p.amenableTo ?? 'access')}`,
  patient: (p) => (p.tissue ? 'A sample of your tumor is available' : 'Your tumor can be reached for what the trial needs'), // prettier-ignore
} satisfies KindDefinition<'lesionAccess'>;
