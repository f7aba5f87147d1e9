import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';

export const sex = {
  kind: 'sex',
  area: 'person',
  schema: z.strictObject({ is: z.enum(['female', 'male']) }),
  reads: ['sex'],
  absence: 'unknown',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) => `Sex: ${p.is}`,
  patient: (p) => `You are ${p.is}`,
} satisfies KindDefinition<'sex'>;
