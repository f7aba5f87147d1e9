import type { VariantFact } from '../../profile.js';
import { text } from './ejson.js';
import type { MatchMinerDocument } from './profile.js';

/**
 * Reports from this day on carry the two genes of a rearrangement; older ones only a free-text comment. MatchMiner
 * reads the one or the other by the day of the report, never both.
 */
const STRUCTURED_SINCE = '2018-12-01';

const INTERGENIC = 'intergenic';

export function structuralVariants(
  document: MatchMinerDocument,
  resource: string,
  reported: string | undefined,
): VariantFact[] {
  if (reported !== undefined && reported >= STRUCTURED_SINCE) return fromPartners(document, resource);
  const comment = text(document['STRUCTURAL_VARIANT_COMMENT']);
  return comment === undefined ? [] : fromComment(comment, resource);
}

/** A missing gene on one side is a break between genes. A document with neither gene only says that there is a rearrangement. */
function fromPartners(document: MatchMinerDocument, resource: string): VariantFact[] {
  const left = text(document['HARMONIZED_LEFT_PARTNER_GENE']) ?? text(document['LEFT_PARTNER_GENE']);
  const right = text(document['HARMONIZED_RIGHT_PARTNER_GENE']) ?? text(document['RIGHT_PARTNER_GENE']);
  const gene = left ?? right;
  if (gene === undefined) return [];
  const partner = left === undefined ? INTERGENIC : (right ?? INTERGENIC);
  return [
    {
      kind: 'variant',
      gene,
      partner,
      type: 'rearrangement',
      present: true,
      recorded: `${left ?? INTERGENIC}-${right ?? INTERGENIC}`,
      source: { resource, path: 'HARMONIZED_LEFT_PARTNER_GENE' },
    },
  ];
}

const WORD = /[A-Za-z0-9_]+/g;
const CAPITALS = /^[A-Z0-9_]{2,15}$/;
const LETTER = /[A-Z]/;

const isGeneLike = (word: string): boolean => CAPITALS.test(word) && LETTER.test(word);

/**
 * Every word that is written like a gene symbol, since the comment names its genes in running text. The partner is not
 * told apart in a comment.
 */
function fromComment(comment: string, resource: string): VariantFact[] {
  const genes = new Set([...comment.matchAll(WORD)].map(([word]) => word).filter(isGeneLike));
  return [...genes].map((gene) => ({
    kind: 'variant',
    gene,
    type: 'rearrangement',
    present: true,
    recorded: comment,
    method: 'free-text comment',
    source: { resource, path: 'STRUCTURAL_VARIANT_COMMENT' },
  }));
}
