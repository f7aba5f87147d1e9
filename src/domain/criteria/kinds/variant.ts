import { z } from 'zod';
import type { VariantParameters } from '../model.js';
import type { KindDefinition } from '../kind-definition.js';
import { rangeSchema, word } from '../shapes.js';
import { rangeSymbols, spaced } from '../wording.js';

const alterationSchema = z.strictObject({
  type: word,
  hgvs: word.optional(),
  codon: z.int().positive().optional(),
  exon: z.int().positive().optional(),
  exonEvent: word.optional(),
  partner: word.optional(),
  copyNumber: rangeSchema.optional(),
  classification: word.optional(),
  substitution: z.literal(true).optional(),
});

function alterationWords({ gene, alteration }: VariantParameters): string {
  if (alteration.hgvs) return `${gene} ${alteration.hgvs}`;
  if (alteration.codon !== undefined) return `${gene} codon ${alteration.codon} mutation`;
  if (alteration.exon !== undefined)
    return `${gene} exon ${alteration.exon} ${spaced(alteration.exonEvent ?? 'alteration')}`;
  if (alteration.partner) return `${gene}::${alteration.partner} fusion`;
  if (alteration.copyNumber) return `${gene} copy number ${rangeSymbols(alteration.copyNumber)}`;
  return `${gene} ${alteration.type === 'any' ? 'alteration' : spaced(alteration.type)}`;
}

export const variant = {
  kind: 'variant',
  area: 'molecular',
  schema: z.strictObject({
    gene: word,
    alteration: alterationSchema,
    origin: z.enum(['germline', 'somatic']).optional(),
    is: z.enum(['present', 'absent', 'wildType']),
  }),
  reads: ['variant', 'genePanel'],
  absence: 'tested',
  presumption: 'none',
  recoverable: false,
  coordinator: (p) => {
    if (p.is === 'wildType') return `${p.gene} wild type`;
    return `${p.is === 'absent' ? 'No ' : ''}${p.origin ? `${p.origin} ` : ''}${alterationWords(p)}`;
  },
  patient: (p) =>
    p.is === 'present'
      ? `A gene test found this change: ${alterationWords(p)}`
      : `A gene test looked at ${p.gene} and did not find ${p.is === 'wildType' ? 'a change' : `this change: ${alterationWords(p)}`}`, // prettier-ignore
} satisfies KindDefinition<'variant'>;
