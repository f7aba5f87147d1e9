import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { word } from '../shapes.js';
import { spaced } from '../wording.js';

export const procedureOrRouteBarrier = {
  kind: 'procedureOrRouteBarrier',
  area: 'health',
  schema: z.strictObject({ to: word }),
  reads: ['condition', 'allergy', 'finding'],
  absence: 'attest',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) => `Something stands in the way of ${spaced(p.to)}`,
  patient: (p) => `There is a reason why you cannot have ${spaced(p.to)}`,
} satisfies KindDefinition<'procedureOrRouteBarrier'>;
