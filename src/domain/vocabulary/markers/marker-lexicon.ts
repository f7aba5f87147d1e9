/** An entry of criteria/lexicon/markers.yaml, keyed by marker id. */
export interface MarkerEntry {
  kind?: 'expression' | 'signature';
  /** The marker id where the key is only a name for the entry. */
  marker?: string;
  components: string[];
  names?: string[];
  also?: string[];
  number?: string;
}

export interface MarkerLexicon {
  markers: Record<string, MarkerEntry>;
  /** Long names of codes that records use and no list names. */
  tests: Record<string, string>;
  clones: Record<string, string>;
  assays: Record<string, string[]>;
  scores: Record<string, string[]>;
  fillers: string[];
  notTumor: string[];
}
