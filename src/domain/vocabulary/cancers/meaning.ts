import type { NeoplasmBehavior } from '../vocabulary.js';

/** What one coding or text says of a tumour. */
export interface CodedMeaning {
  /** Nodes it may be, the first the headline. */
  codes: readonly string[];
  name?: string;
  behavior: NeoplasmBehavior;
  metastasisSite?: string;
  laterality?: 'left' | 'right' | 'bilateral' | undefined;
  /** `icd10cm`, `snomed`, `ncit`, `oncotree`, `icdo3`, `mesh`, `display`, `text`; several joined by `+`. */
  route: string;
  confidence: number;
}
