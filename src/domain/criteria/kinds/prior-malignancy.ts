import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { concepts, withinShape, words } from '../shapes.js';
import { conceptNames, withinWords } from '../wording.js';

export const priorMalignancy = {
  kind: 'priorMalignancy',
  area: 'health',
  schema: z.strictObject({
    ...withinShape,
    is: z.enum(['active', 'history']).optional(),
    anyOf: concepts.optional(),
    except: concepts.optional(),
    exceptIf: words.optional(),
  }),
  reads: ['cancer', 'condition', 'therapy'],
  absence: 'list',
  presumption: 'bothWays',
  coveredBy: ['conditions'],
  recoverable: true,
  coordinator: (p) =>
    [
      `Another ${p.is === 'active' ? 'active ' : ''}cancer${p.anyOf ? ` (${conceptNames(p.anyOf)})` : ''}${withinWords(p.within)}`, // prettier-ignore
      p.except && `except ${conceptNames(p.except)}`,
    ]
      .filter((part) => part !== undefined)
      .join(', '),
  patient: (p) => `You have had another cancer${withinWords(p.within)}`,
} satisfies KindDefinition<'priorMalignancy'>;
