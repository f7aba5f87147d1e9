/** criteria/lexicon/gene-exons.yaml: coding exons of the transcript that oncology numbers by. */
export type GeneExons = Readonly<
  Record<string, { transcript: string; exons: Record<string, [first: number, last: number]> }>
>;

/**
 * The exon that the codons lie in, as oncology numbers exons; undefined for genes and codons outside the table and for
 * changes that reach over a junction.
 */
export function exonOfCodons(table: GeneExons, gene: string, first: number, last = first): number | undefined {
  const found = Object.entries(table[gene]?.exons ?? {}).find(([, [from, to]]) => from <= first && last <= to);
  return found && Number(found[0]);
}
