import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { concepts, rangeSchema, word } from '../shapes.js';
import { conceptNames, rangeSymbols, spaced } from '../wording.js';

export const toxicity = {
  kind: 'toxicity',
  area: 'health',
  schema: z.strictObject({
    scale: word.optional(),
    grade: rangeSchema.optional(),
    terms: concepts.optional(),
    except: concepts.optional(),
    attributedTo: word.optional(),
    when: z.enum(['current', 'ever']).optional(),
  }),
  reads: ['condition', 'finding'],
  absence: 'list',
  presumption: 'letsThrough',
  coveredBy: ['conditions'],
  recoverable: true,
  coordinator: (p) =>
    [
      'Toxicity',
      p.terms && `(${conceptNames(p.terms)})`,
      p.grade && `${(p.scale ?? 'ctcae').toUpperCase()} grade ${rangeSymbols(p.grade)}`,
      p.except && `except ${conceptNames(p.except)}`,
      p.attributedTo && `from ${spaced(p.attributedTo)}`,
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  patient: (p) => `You have side effects${p.attributedTo ? ` from ${spaced(p.attributedTo)}` : ''} of treatment`,
} satisfies KindDefinition<'toxicity'>;
