import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';

export const breastfeeding = {
  kind: 'breastfeeding',
  area: 'person',
  schema: z.strictObject({}),
  reads: ['pregnancy', 'sex', 'birthDate'],
  absence: 'measure',
  presumption: 'none',
  recoverable: true,
  coordinator: () => 'Breastfeeding',
  patient: () => 'You are breastfeeding',
} satisfies KindDefinition<'breastfeeding'>;
