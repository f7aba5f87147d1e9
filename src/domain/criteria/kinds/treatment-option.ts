import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { selectionShape, word } from '../shapes.js';
import { selectionWords, spaced } from '../wording.js';

export const treatmentOption = {
  kind: 'treatmentOption',
  area: 'treatment',
  schema: z.strictObject({
    ...selectionShape,
    intent: word.optional(),
    line: z.int().positive().optional(),
    location: word.optional(),
    intensity: word.optional(),
    onLabel: z.boolean().optional(),
    exhausted: word.optional(),
    available: z.boolean().optional(),
  }),
  reads: ['finding', 'therapy'],
  absence: 'attest',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) =>
    p.exhausted
      ? `${spaced(p.exhausted)} exhausted`
      : `${p.available === false ? 'No suitable' : 'Suitable for'} ${p.intent ? `${spaced(p.intent)} ` : ''}${selectionWords(p)}`,
  patient: (p) =>
    p.exhausted ? 'You have tried the usual treatments' : `Your doctor decides whether ${selectionWords(p)} is right for you`, // prettier-ignore
} satisfies KindDefinition<'treatmentOption'>;
