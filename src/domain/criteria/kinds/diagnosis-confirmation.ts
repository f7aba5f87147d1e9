import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { word } from '../shapes.js';
import { spaced } from '../wording.js';

export const diagnosisConfirmation = {
  kind: 'diagnosisConfirmation',
  area: 'tumour',
  schema: z.strictObject({ by: word }),
  reads: ['cancer', 'finding'],
  absence: 'attest',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) => `Diagnosis confirmed by ${spaced(p.by)}`,
  patient: () => 'A laboratory has confirmed your cancer from a sample',
} satisfies KindDefinition<'diagnosisConfirmation'>;
