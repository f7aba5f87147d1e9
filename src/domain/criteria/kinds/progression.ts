import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { courseSchema, rangeSchema, selectionSchema, selectionShape, withinShape, word } from '../shapes.js';
import { rangeSymbols, selectionWords, spaced, withinWords } from '../wording.js';

export const progression = {
  kind: 'progression',
  area: 'treatment',
  schema: z.strictObject({
    ...withinShape,
    after: z
      .strictObject({
        ...selectionShape,
        combinedWith: z.array(selectionSchema).min(1).optional(),
        line: z.union([z.int().positive(), z.literal('mostRecent')]).optional(),
      })
      .optional(),
    lines: rangeSchema.optional(),
    course: courseSchema.optional(),
    evidence: word.optional(),
    pace: word.optional(),
    extent: word.optional(),
    criteria: word.optional(),
  }),
  reads: ['therapy', 'procedure', 'diseaseStatus', 'finding', 'extent', 'stage', 'tnm', 'metastasis', 'cancer'],
  absence: 'list',
  presumption: 'letsThrough',
  coveredBy: ['medications', 'procedures'],
  recoverable: false,
  coordinator: (p) =>
    [
      `${p.pace ? `${spaced(p.pace)} ` : ''}${p.extent ? `${spaced(p.extent)} ` : ''}progression`,
      p.after && `after ${selectionWords(p.after)}`,
      p.lines && `after ${rangeSymbols(p.lines)} lines`,
      p.evidence && `(${spaced(p.evidence)})`,
      withinWords(p.within).trim() || undefined,
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  patient: (p) => `Your cancer grew or came back${p.after ? ` after ${selectionWords(p.after)}` : ''}`,
} satisfies KindDefinition<'progression'>;
