import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { conceptSchema, word, words } from '../shapes.js';
import { conceptName, listed, spaced } from '../wording.js';

export const driverEvent = {
  kind: 'driverEvent',
  area: 'molecular',
  schema: z.strictObject({
    cancer: conceptSchema.optional(),
    genes: words.optional(),
    exceptGenes: words.optional(),
    therapy: word.optional(),
    line: z.int().positive().optional(),
  }),
  reads: ['variant', 'genePanel', 'cancer'],
  absence: 'tested',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) =>
    [
      `Driver alteration${p.genes ? ` in ${listed(p.genes)}` : ''}`,
      p.exceptGenes && `other than ${listed(p.exceptGenes)}`,
      p.cancer && `of ${conceptName(p.cancer)}`,
      p.therapy && `with ${spaced(p.therapy)} therapy`,
      p.line !== undefined && `in line ${p.line}`,
    ]
      .filter((part) => part !== undefined && part !== false)
      .join(' '),
  patient: (p) => `A gene test found a change that drives your cancer${p.genes ? ` (${listed(p.genes)})` : ''}`,
} satisfies KindDefinition<'driverEvent'>;
