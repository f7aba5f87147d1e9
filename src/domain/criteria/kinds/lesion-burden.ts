import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { rangeSchema, rangeShape, word } from '../shapes.js';
import { rangeSymbols, spaced } from '../wording.js';

export const lesionBurden = {
  kind: 'lesionBurden',
  area: 'tumour',
  schema: z.strictObject({
    lesions: rangeSchema.optional(),
    sites: rangeSchema.optional(),
    location: word.optional(),
    size: z.strictObject({ ...rangeShape, unit: word, dimension: word.optional() }).optional(),
    extensive: z.boolean().optional(),
    relation: word.optional(),
    structure: word.optional(),
  }),
  reads: ['finding', 'metastasis'],
  absence: 'unknown',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) =>
    [
      'Lesions',
      p.lesions && rangeSymbols(p.lesions),
      p.sites && `at ${rangeSymbols(p.sites)} sites`,
      p.size && `${p.size.dimension ?? 'size'} ${rangeSymbols(p.size, p.size.unit)}`,
      p.extensive && 'extensive',
      p.location && `in ${spaced(p.location)}`,
      p.relation && `${spaced(p.relation)} ${spaced(p.structure ?? 'a structure')}`,
    ]
      .filter((part) => part !== undefined && part !== false)
      .join(' '),
  patient: () => 'The number, size or place of your tumors fits this trial',
} satisfies KindDefinition<'lesionBurden'>;
