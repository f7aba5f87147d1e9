import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { drugShape, rangeShape, windowShape, word } from '../shapes.js';
import { listed, rangeSymbols, selectionWords, windowWords } from '../wording.js';

export const medication = {
  kind: 'medication',
  area: 'health',
  schema: z.strictObject({
    ...windowShape,
    ...drugShape,
    dose: z.strictObject({ ...rangeShape, unit: word, agent: word.optional() }).optional(),
    except: z.array(z.strictObject(drugShape)).min(1).optional(),
    stableDose: z.boolean().optional(),
    restriction: word.optional(),
  }),
  reads: ['medication', 'therapy', 'finding'],
  absence: 'list',
  presumption: 'bothWays',
  coveredBy: ['medications'],
  recoverable: true,
  coordinator: (p) =>
    [
      `Medication: ${selectionWords(p)}`,
      p.restriction && `(${p.restriction})`,
      p.dose && `dose ${rangeSymbols(p.dose, p.dose.unit)}`,
      p.except && `except ${listed(p.except.map(selectionWords))}`,
      windowWords(p).trim() || undefined,
    ]
      .filter((part) => part !== undefined)
      .join(', '),
  patient: (p) => `You take this medicine: ${selectionWords(p)}${windowWords(p)}`,
} satisfies KindDefinition<'medication'>;
