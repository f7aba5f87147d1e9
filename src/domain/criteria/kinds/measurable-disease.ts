import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { word } from '../shapes.js';

export const measurableDisease = {
  kind: 'measurableDisease',
  area: 'tumour',
  schema: z.strictObject({ by: word.optional() }),
  reads: ['finding', 'cancer'],
  absence: 'measure',
  presumption: 'none',
  recoverable: true,
  coordinator: (p) => `Measurable disease${p.by ? ` by ${p.by.toUpperCase()}` : ''}`,
  patient: () => 'Your tumor can be measured on a scan',
} satisfies KindDefinition<'measurableDisease'>;
