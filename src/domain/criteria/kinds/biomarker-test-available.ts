import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { word, words } from '../shapes.js';
import { listed, spaced } from '../wording.js';

export const biomarkerTestAvailable = {
  kind: 'biomarkerTestAvailable',
  area: 'molecular',
  schema: z.strictObject({ test: word, genes: words.optional(), marker: word.optional() }),
  reads: ['variant', 'genePanel', 'expression', 'signature', 'finding'],
  absence: 'list',
  presumption: 'letsThrough',
  coveredBy: ['genomics'],
  recoverable: true,
  coordinator: (p) => `Result available: ${p.genes ? listed(p.genes, 'and') : (p.marker ?? spaced(p.test))}`,
  patient: (p) => `This test has been done: ${p.genes ? listed(p.genes, 'and') : (p.marker ?? spaced(p.test))}`,
} satisfies KindDefinition<'biomarkerTestAvailable'>;
