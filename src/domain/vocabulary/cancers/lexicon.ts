/** The data files of the cancer vocabulary as they are read (see criteria/lexicon/cancer-*.yaml and seeds/terminology/). */

export interface OncoTreeRow {
  code: string;
  name: string;
  parent?: string;
  tissue?: string;
  mainType?: string;
  ncit?: string[];
  /** Codes this node had before; nodes that were merged into it; nodes of which only a part is in it. */
  history?: string[];
  precursors?: string[];
  revocations?: string[];
}

export interface OncoTreeFile {
  version: string;
  nodes: OncoTreeRow[];
  /** Nodes of an earlier release that are gone, with the node they were filed under. */
  retired: { code: string; name: string; parent: string }[];
}

export interface HierarchyFile {
  alsoBelow: Record<string, string[]>;
  notBelow: Record<string, string[]>;
  touches: Record<string, string[]>;
  unspecified: Record<string, string[]>;
  /** Nodes whose name is ordinary words in a sentence. */
  wholeOnly: string[];
  extra: { code: string; name: string; below: string[]; touches: string[] }[];
}

export interface TermsFile {
  terms: {
    codes: string[];
    name?: string;
    names?: string[];
    /** Matched only in exactly this case. */
    acronyms?: string[];
    /** Matched only in exactly this case and beside words that make the meaning plain. */
    ambiguous?: string[];
  }[];
}

export interface Site {
  names: string[];
  /** The site this one is part of. */
  in?: string;
  /** Nodes of a malignant tumour known by site alone. */
  cancer?: string[];
  /** The node for a tumour of a kind that OncoTree does not list at this site. */
  tissue?: string;
}

export interface SitesFile {
  sites: Record<string, Site>;
}

export interface Histology {
  names: string[];
  /** The coarser kind. */
  is?: string;
  /** Says no more of the kind than the coarser one. */
  vague?: boolean;
  /** What the words denote without a site. */
  alone?: string[];
  /** Nodes at a site that `at` does not list, for kinds that arise anywhere. */
  elsewhere?: string[];
  at: Record<string, string[]>;
}

export interface HistologiesFile {
  histologies: Record<string, Histology>;
}

export interface ModifiersFile {
  /** Words that do not change which cancer a name means. */
  indifferent: string[];
  /** Words inside a name that are taken out before it is read: sides, sexes. */
  transparent: string[];
  /** Words that make a string something other than a statement of a cancer. */
  refusing: string[];
}

/** ICD-10-CM by prefix without dots; the longest listed prefix of a code decides. */
export interface Icd10File {
  behavior: Record<'secondary' | 'inSitu' | 'benign' | 'uncertain', string[]>;
  codes: Record<string, string[]>;
  /** Site ids of metastases. */
  secondary: Record<string, string>;
}

/** ICD-O-3 by topography prefix and by morphology without the behaviour digit. */
export interface IcdO3File {
  topography: Record<string, string>;
  morphology: Record<string, string | string[]>;
}

export interface MetastasisSitesFile {
  sites: Record<string, { names: string[]; in?: string; snomed?: string[] }>;
}

/** One row of seeds/terminology/cancer-codes.tsv: system, code, nodes joined by `+`, behavior, confidence, metastasis site. */
export type CancerCodeRow = string[];

export interface CancerLexicon {
  codes: CancerCodeRow[];
  icd10cm: Icd10File;
  icdo3: IcdO3File;
  metastasisSites: MetastasisSitesFile;
  modifiers: ModifiersFile;
  oncotree: OncoTreeFile;
  hierarchy: HierarchyFile;
  terms: TermsFile;
  sites: SitesFile;
  histologies: HistologiesFile;
}
