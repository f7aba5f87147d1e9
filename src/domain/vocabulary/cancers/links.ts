/** How two phrases of a sentence hang together, judged by the words between them. */
export type Link = 'adjacent' | 'of' | 'coordinated' | 'none';

const OF = new Set(
  'of,of a,in,from,arising from,arising in,originating in,originating from,involving,of primary,primary of,affecting'.split(
    ',',
  ),
);
const COORDINATED = new Set([
  ',',
  'or',
  'and',
  '/',
  '&',
  ', or',
  ', and',
  'and/or',
  ', and/or',
  'as well as',
  'or of',
  ',or',
]);
const QUALIFIERS = new Set(
  'primary,malignant,invasive,infiltrating,metastatic,advanced,recurrent,epithelial,type,tract,gland,organ,site,region,resectable,unresectable,refractory,relapsed'.split(
    ',',
  ),
);
// "(GEJ)", "(GE)": an abbreviation that repeats what stands before it.
const ASIDE = /\([^()]{1,16}\)/g;

/** `between` is the text between the two phrases. */
export function linkOf(between: string): Link {
  if (between === ' ' || between === '-') return 'adjacent';
  if (between.length > 40) return 'none';
  const words = between
    .replace(ASIDE, ' ')
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== '' && word !== 'the' && word !== 'their');
  if (words.every((word) => QUALIFIERS.has(word))) return 'adjacent';
  const plain = words.filter((word) => !QUALIFIERS.has(word)).join(' ');
  if (OF.has(plain)) return 'of';
  return COORDINATED.has(plain) ? 'coordinated' : 'none';
}
