/** The keys of one genomic criterion in lower case, `!` taken off. All of them must hold of one variant. */
export type GenomicKeys = ReadonlyMap<string, string>;

/** Any gene: the criterion names none, or says `any_gene`. */
export const ANY_GENE = 'any';
export const INTERGENIC = 'intergenic';
