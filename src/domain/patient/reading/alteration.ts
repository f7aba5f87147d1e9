/** What is known of the nature of a variant. */
interface AlterationParts {
  /** Types stated by codes and words. */
  stated: readonly (string | undefined)[];
  hgvsP?: string | undefined;
  /** Coding or genomic notation. */
  hgvsC?: string | undefined;
  copyNumber?: number | undefined;
}

/** Types that say what the change does; the others say only what kind of event it is in the sequence. */
const CONSEQUENCES = new Set([
  'missense',
  'truncating',
  'splice',
  'synonymous',
  'fusion',
  'rearrangement',
  'amplification',
  'gain',
  'loss',
  'wildType',
  'itd',
]);
const COPY_NUMBER_TYPES = new Set(['copyNumberVariation', 'deletion', 'duplication']);

/**
 * The type of an alteration: a stated consequence first, then what the protein notation shows, then the copy number
 * (two copies are normal), then the stated sequence event.
 */
export function alterationType({ stated, hgvsP, hgvsC, copyNumber }: AlterationParts): string | undefined {
  const types = stated.filter((one) => one !== undefined);
  const consequence = types.find((one) => CONSEQUENCES.has(one));
  if (consequence !== undefined) return consequence;
  const fromProtein = proteinEffect(hgvsP);
  if (fromProtein !== undefined) return fromProtein;
  if (copyNumber !== undefined && (types.length === 0 || types.some((one) => COPY_NUMBER_TYPES.has(one)))) {
    if (copyNumber === 0) return 'deletion';
    if (copyNumber !== 2) return copyNumber > 2 ? 'gain' : 'loss';
  }
  const event = types.find((one) => one !== 'copyNumberVariation');
  // A deletion or insertion spelled out base by base is a small one, not the loss of a gene.
  if ((event === 'deletion' || event === 'insertion' || event === 'duplication') && hgvsC !== undefined) return 'indel';
  if (event !== undefined) return event;
  if (hgvsC !== undefined && /del|ins|dup/.test(hgvsC)) return 'indel';
  return hgvsP !== undefined || hgvsC !== undefined ? 'mutation' : undefined;
}

/** `p.Tyr1183Ter`, `p.(Gln590*)`, `p.Val611fs` truncate; `p.Leu858Arg` is missense; `p.Glu746_Ala750del` an indel. */
function proteinEffect(hgvsP: string | undefined): string | undefined {
  if (hgvsP === undefined) return undefined;
  if (/fs|Ter|\*|X\)?$/.test(hgvsP)) return 'truncating';
  if (/del|ins|dup/.test(hgvsP)) return 'indel';
  return /^p\.\(?[A-Za-z]{1,3}\d+(?:[A-Z][a-z]{2}|[A-Z])\)?$/.test(hgvsP) ? 'missense' : undefined;
}

/** HGVS writes an unchanged sequence with an equals sign: `c.1799=`, `p.(=)`. */
export const wildTypeNotation = (parts: { hgvsP?: string; hgvsC?: string }): boolean =>
  [parts.hgvsP, parts.hgvsC].some((text) => text !== undefined && (text.endsWith('=') || text === 'p.(=)'));
