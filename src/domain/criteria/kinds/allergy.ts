import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { concepts, word } from '../shapes.js';
import { conceptNames } from '../wording.js';

export const allergy = {
  kind: 'allergy',
  area: 'health',
  schema: z.strictObject({ to: concepts, reaction: word.optional() }),
  reads: ['allergy'],
  absence: 'list',
  presumption: 'bothWays',
  coveredBy: ['allergies'],
  recoverable: false,
  coordinator: (p) => `Allergy or intolerance to ${conceptNames(p.to)}${p.reaction ? ` (${p.reaction})` : ''}`,
  patient: (p) => `You are allergic to ${conceptNames(p.to)}`,
} satisfies KindDefinition<'allergy'>;
