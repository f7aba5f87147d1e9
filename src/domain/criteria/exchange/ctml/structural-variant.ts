import type { Expression } from '../../model.js';
import { ANY_GENE, INTERGENIC, type GenomicKeys } from './genomic-keys.js';

const side = (text: string | undefined): string | undefined => {
  const folded = text?.toLowerCase().replaceAll(' ', '_');
  return folded === 'any_gene' ? ANY_GENE : folded === INTERGENIC ? INTERGENIC : text;
};

const namesGene = (text: string | undefined): text is string =>
  text !== undefined && text !== ANY_GENE && text !== INTERGENIC;

/**
 * A rearrangement in either order of its genes: the gene that is named comes first, and a criterion that names only
 * the partner is one about that gene. `any_gene` and `intergenic` say what stands on the other side.
 */
export function readStructuralVariant(keys: GenomicKeys): Expression {
  const left = side(keys.get('hugo_symbol'));
  const right = side(keys.get('fusion_partner_hugo_symbol'));
  const [gene, partner] = namesGene(left)
    ? [left, right]
    : namesGene(right)
      ? [right, left]
      : [ANY_GENE, partnerOfAny(left, right)];
  return {
    variant: {
      gene,
      alteration: { type: 'rearrangement', ...(partner !== undefined && { partner }) },
      is: 'present',
    },
  };
}

function partnerOfAny(left: string | undefined, right: string | undefined): string | undefined {
  if (left === INTERGENIC || right === INTERGENIC) return INTERGENIC;
  return left === ANY_GENE && right === ANY_GENE ? ANY_GENE : undefined;
}
