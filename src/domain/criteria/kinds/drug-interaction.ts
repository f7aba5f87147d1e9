import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { withinShape, word } from '../shapes.js';
import { listed, spaced, withinWords } from '../wording.js';

export const drugInteraction = {
  kind: 'drugInteraction',
  area: 'health',
  schema: z.strictObject({
    ...withinShape,
    property: word,
    role: z
      .array(
        z.enum(['inhibitor', 'strongInhibitor', 'moderateInhibitor', 'inducer', 'strongInducer', 'substrate']),
      )
      .min(1)
      .optional(),
  }),
  reads: ['medication'],
  absence: 'list',
  presumption: 'bothWays',
  coveredBy: ['medications'],
  recoverable: true,
  coordinator: (p) => `Medication: ${spaced(p.property)} ${listed((p.role ?? []).map(spaced))}${withinWords(p.within)}`, // prettier-ignore
  patient: () => 'You take a medicine that could interact with the trial drug',
} satisfies KindDefinition<'drugInteraction'>;
