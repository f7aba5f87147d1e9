/** What the structurer reads of a trial, whatever the registry. */
export interface StructuringInput {
  registry: string;
  id: string;
  version: string;
  title?: string;
  /** The registry's eligibility text as received; spans are offsets into it. */
  text: string;
  /** Structured registry fields. */
  fields: {
    minimumAge?: string;
    maximumAge?: string;
    sex?: 'female' | 'male' | 'all';
    healthyVolunteers?: boolean;
    /** Coded age bands where the registry has no numbers (EU CTIS). */
    ageBands?: string[];
  };
  /** Condition names of the registry, for context only. */
  conditions?: string[];
  /** Items that the registry already split, in `text` order (NCI). */
  items?: { section: 'inclusion' | 'exclusion'; span: [number, number] }[];
  /** Codes the registry assigned to the trial itself (NCI, `TRIAL` only). */
  coded?: {
    diseases?: { ncit: string; name: string; types?: string[] }[];
    biomarkers?: { ncit?: string; hugo?: string; name: string; semantic?: string; inclusion?: boolean }[];
    priorTherapies?: { ncit: string; name: string; inclusion?: boolean }[];
  };
}
