import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { word } from '../shapes.js';

export const unstructured = {
  kind: 'unstructured',
  area: 'other',
  schema: z.strictObject({ topic: word.optional() }),
  reads: [],
  absence: 'attest',
  presumption: 'none',
  recoverable: false,
  coordinator: () => 'The text has no computable reading; read it',
  patient: () => 'Ask the trial team about this point',
} satisfies KindDefinition<'unstructured'>;
