import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { withinShape, word } from '../shapes.js';
import { withinWords } from '../wording.js';

export const trialParticipation = {
  kind: 'trialParticipation',
  area: 'treatment',
  schema: z.strictObject({ ...withinShape, trial: word.optional(), is: z.enum(['current', 'ever']) }),
  reads: ['finding'],
  absence: 'list',
  presumption: 'none',
  recoverable: true,
  coordinator: (p) => `${p.is === 'current' ? 'Takes' : 'Has taken'} part in ${p.trial ?? 'another interventional trial'}${withinWords(p.within)}`, // prettier-ignore
  patient: (p) => `You ${p.is === 'current' ? 'are' : 'have been'} in ${p.trial ? `the trial ${p.trial}` : 'another trial'}${withinWords(p.within)}`, // prettier-ignore
} satisfies KindDefinition<'trialParticipation'>;
