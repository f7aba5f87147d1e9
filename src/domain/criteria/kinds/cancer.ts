import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { concepts, conceptSchema, word, words } from '../shapes.js';
import { conceptNames, listed, spaced } from '../wording.js';

export const cancer = {
  kind: 'cancer',
  area: 'tumour',
  schema: z.strictObject({
    anyOf: concepts.optional(),
    noneOf: concepts.optional(),
    histology: words.optional(),
    histologyNot: words.optional(),
    grade: words.optional(),
    differentiation: words.optional(),
    site: words.optional(),
    behaviour: words.optional(),
    unknownPrimary: z.boolean().optional(),
    transformedTo: word.optional(),
    arisenFrom: conceptSchema.optional(),
  }),
  reads: ['cancer'],
  absence: 'unknown',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) =>
    [
      `Cancer: ${p.unknownPrimary ? 'unknown primary' : p.anyOf ? conceptNames(p.anyOf) : 'any'}`,
      p.noneOf && `not ${conceptNames(p.noneOf)}`,
      p.histology && `histology ${listed(p.histology.map(spaced))}`,
      p.histologyNot && `no ${listed(p.histologyNot.map(spaced))} histology`,
      p.grade && `grade ${listed(p.grade)}`,
      p.differentiation && `${listed(p.differentiation)} differentiated`,
      p.behaviour && listed(p.behaviour),
      p.site && `at ${listed(p.site.map(spaced))}`,
      p.transformedTo && `transformed to ${spaced(p.transformedTo)}`,
      p.arisenFrom && `arisen from ${conceptNames([p.arisenFrom])}`,
    ]
      .filter((part) => part !== undefined)
      .join(', '),
  patient: (p) =>
    p.anyOf ? `Your type of cancer is ${conceptNames(p.anyOf)}` : 'Your type of cancer fits what this trial studies',
} satisfies KindDefinition<'cancer'>;
