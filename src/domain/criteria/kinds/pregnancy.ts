import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';

export const pregnancy = {
  kind: 'pregnancy',
  area: 'person',
  schema: z.strictObject({ is: z.enum(['pregnant', 'childbearingPotential']).optional() }),
  reads: ['pregnancy', 'sex', 'birthDate'],
  absence: 'measure',
  presumption: 'none',
  recoverable: true,
  coordinator: (p) => (p.is === 'childbearingPotential' ? 'Of childbearing potential' : 'Pregnant'),
  patient: (p) => (p.is === 'childbearingPotential' ? 'You could become pregnant' : 'You are pregnant'),
} satisfies KindDefinition<'pregnancy'>;
