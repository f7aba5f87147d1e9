import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { rangeShape, word, words } from '../shapes.js';
import { listed, rangeSymbols, rangeWords, spaced } from '../wording.js';

export const scale = {
  kind: 'scale',
  area: 'tumour',
  schema: z.strictObject({ ...rangeShape, name: word, anyOf: words.optional() }),
  reads: ['scale', 'lab', 'condition'],
  absence: 'measure',
  presumption: 'none',
  recoverable: true,
  coordinator: (p) => `${spaced(p.name)} ${p.anyOf ? listed(p.anyOf) : rangeSymbols(p)}`,
  patient: (p) => `Your ${spaced(p.name)} score is ${p.anyOf ? listed(p.anyOf) : rangeWords(p)}`,
} satisfies KindDefinition<'scale'>;
