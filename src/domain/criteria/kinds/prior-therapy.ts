import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import {
  courseSchema,
  durationSchema,
  rangeSchema,
  rangeShape,
  selectionSchema,
  selectionShape,
  windowShape,
  word,
  words,
} from '../shapes.js';
import { listed, rangeSymbols, selectionWords, spaced, windowWords } from '../wording.js';

export const priorTherapy = {
  kind: 'priorTherapy',
  area: 'treatment',
  schema: z.strictObject({
    ...selectionShape,
    ...windowShape,
    since: z.strictObject({ event: z.enum(['diagnosis', 'lastDose', 'progression', 'surgery']) }).optional(),
    except: z.array(selectionSchema).min(1).optional(),
    lines: rangeSchema.optional(),
    line: z.union([z.int().positive(), z.literal('mostRecent')]).optional(),
    setting: word.optional(),
    intent: words.optional(),
    result: word.optional(),
    evidence: word.optional(),
    site: word.optional(),
    magnitude: z.enum(['major', 'minor']).optional(),
    ongoing: z.boolean().optional(),
    planned: z.boolean().optional(),
    course: courseSchema.optional(),
    courses: rangeSchema.optional(),
    combinedWith: z.array(selectionSchema).min(1).optional(),
    only: z.boolean().optional(),
    completeness: z.enum(['complete', 'partial']).optional(),
    stopReasonNot: word.optional(),
    doseReduced: z.boolean().optional(),
    cumulativeDose: z.strictObject({ ...rangeShape, unit: word, equivalentTo: word.optional() }).optional(),
    sensitivity: z.enum(['sensitive', 'resistant', 'primaryRefractory', 'acquiredResistance']).optional(),
    target: word.optional(),
    countPerioperativeIfNextLineWithin: durationSchema.optional(),
    restriction: word.optional(),
  }),
  // Which setting a treatment was given in, and whether since the diagnosis, follows from the disease.
  reads: ['therapy', 'procedure', 'diseaseStatus', 'extent', 'stage', 'tnm', 'metastasis', 'cancer'],
  absence: 'list',
  presumption: 'letsThrough',
  coveredBy: ['medications', 'procedures'],
  recoverable: true,
  coordinator: (p) =>
    [
      `Prior ${selectionWords(p)}`,
      p.restriction && `(${p.restriction})`,
      p.except && `other than ${listed(p.except.map(selectionWords))}`,
      p.combinedWith && `with ${listed(p.combinedWith.map(selectionWords), 'and')}`,
      p.setting && `in the ${spaced(p.setting)} setting`,
      p.site && `to ${spaced(p.site)}`,
      p.lines && `lines ${rangeSymbols(p.lines)}`,
      p.line !== undefined && (p.line === 'mostRecent' ? 'as the most recent line' : `as line ${p.line}`),
      p.result && spaced(p.result),
      p.sensitivity && spaced(p.sensitivity),
      windowWords(p).trim() || undefined,
      p.since && `since ${spaced(p.since.event)}`,
    ]
      .filter((part) => part !== undefined && part !== false)
      .join(', '),
  patient: (p) => `You have had this treatment: ${selectionWords(p)}${windowWords(p)}`,
} satisfies KindDefinition<'priorTherapy'>;
