import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';

export const contraception = {
  kind: 'contraception',
  area: 'person',
  schema: z.strictObject({ by: z.enum(['female', 'male']).optional() }),
  reads: ['sex', 'pregnancy', 'birthDate'],
  absence: 'attest',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) => `Agrees to use contraception${p.by ? ` (${p.by} patients)` : ''}`,
  patient: () => 'You agree to use birth control during the trial',
} satisfies KindDefinition<'contraception'>;
