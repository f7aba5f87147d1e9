import { z } from 'zod';
import type { KindDefinition } from '../kind-definition.js';
import { word, words } from '../shapes.js';
import { listed, spaced } from '../wording.js';

export const germlineGenotype = {
  kind: 'germlineGenotype',
  area: 'molecular',
  schema: z.strictObject({
    locus: word,
    alleles: words.optional(),
    zygosity: z.enum(['heterozygous', 'homozygous']).optional(),
    phenotype: word.optional(),
  }),
  reads: ['finding', 'variant'],
  absence: 'tested',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) =>
    [p.locus, p.alleles && listed(p.alleles), p.zygosity, p.phenotype && spaced(p.phenotype)]
      .filter((part) => part !== undefined)
      .join(' '),
  patient: (p) => `A test of your inherited genes shows a certain form of ${p.locus}`,
} satisfies KindDefinition<'germlineGenotype'>;
