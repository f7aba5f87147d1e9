/** An entry of criteria/lexicon/drug-classes.yaml. */
export interface DrugClassEntry {
  name: string;
  parents?: string[];
  modality?: string;
  /** Molecules whose inhibitors, antibodies or ligands form the class. */
  targets?: string[];
  /** Genes (HGNC symbols) whose alteration the class acts on, directly or one step down the pathway. */
  genes?: string[];
  names?: string[];
  cased?: string[];
  /** Words of which one must stand near a cased name. */
  near?: string[];
  /** Set for a combination (FOLFOX): the agents that make it up. */
  agents?: string[];
}
