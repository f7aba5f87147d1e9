import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { withinShape, word } from '../shapes.js';
import { spaced, withinWords } from '../wording.js';

const agentName = (agent: string): string =>
  agent === 'any' ? 'infection' : agent.length <= 4 ? agent.toUpperCase() : spaced(agent);

export const infection = {
  kind: 'infection',
  area: 'health',
  schema: z.strictObject({
    ...withinShape,
    agent: word,
    severity: word.optional(),
    restriction: word.optional(),
    is: z.enum(['active', 'chronic', 'controlled', 'detectableViralLoad', 'history']).optional(),
  }),
  reads: ['infection', 'condition'],
  absence: 'list',
  presumption: 'bothWays',
  coveredBy: ['conditions'],
  recoverable: true,
  coordinator: (p) => `${p.is ? `${spaced(p.is)} ` : ''}${agentName(p.agent)}${p.restriction ? ` (${p.restriction})` : ''}${withinWords(p.within)}`,
  patient: (p) => `You have ${p.agent === 'any' ? 'an infection' : `an infection: ${agentName(p.agent)}`}`,
} satisfies KindDefinition<'infection'>;
