import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { withinShape, word } from '../shapes.js';
import { spaced, withinWords } from '../wording.js';

export const investigationFinding = {
  kind: 'investigationFinding',
  area: 'tumour',
  schema: z.strictObject({ ...withinShape, modality: word, finding: word, tracer: word.optional() }),
  reads: ['finding'],
  absence: 'measure',
  presumption: 'none',
  recoverable: true,
  coordinator: (p) => `${spaced(p.modality)}${p.tracer ? ` (${p.tracer})` : ''} shows ${spaced(p.finding)}${withinWords(p.within)}`, // prettier-ignore
  patient: (p) => `A test (${spaced(p.modality)}) shows: ${spaced(p.finding)}`,
} satisfies KindDefinition<'investigationFinding'>;
