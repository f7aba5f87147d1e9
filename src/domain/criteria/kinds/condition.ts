import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { concepts, rangeSchema, windowShape, word } from '../shapes.js';
import { conceptNames, rangeSymbols, windowWords } from '../wording.js';

export const condition = {
  kind: 'condition',
  area: 'health',
  schema: z.strictObject({
    ...windowShape,
    anyOf: concepts,
    is: z.enum(['active', 'history', 'uncontrolled', 'controlled', 'symptomatic']).optional(),
    grade: rangeSchema.optional(),
    severity: word.optional(),
    except: concepts.optional(),
    attributedTo: word.optional(),
    restriction: word.optional(),
  }),
  reads: ['condition'],
  absence: 'list',
  presumption: 'bothWays',
  coveredBy: ['conditions'],
  recoverable: false,
  coordinator: (p) =>
    [
      p.is === 'history' ? `History of ${conceptNames(p.anyOf)}` : `${p.is ? `${p.is} ` : ''}${conceptNames(p.anyOf)}`,
      p.restriction && `(${p.restriction})`,
      p.grade && `grade ${rangeSymbols(p.grade)}`,
      p.except && `except ${conceptNames(p.except)}`,
      windowWords(p).trim() || undefined,
    ]
      .filter((part) => part !== undefined)
      .join(', '),
  patient: (p) => `You have or have had ${conceptNames(p.anyOf)}${windowWords(p)}`,
} satisfies KindDefinition<'condition'>;
