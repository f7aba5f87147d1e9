import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { word } from '../shapes.js';
import { spaced } from '../wording.js';

export const attestation = {
  kind: 'attestation',
  area: 'other',
  schema: z.strictObject({ topic: word, by: word.optional(), detail: word.optional() }),
  reads: [],
  absence: 'attest',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) => `To be confirmed${p.by ? ` by the ${p.by}` : ''}: ${spaced(p.topic)}`,
  patient: (p) => `You and the trial team need to talk about: ${spaced(p.topic)}`,
} satisfies KindDefinition<'attestation'>;
