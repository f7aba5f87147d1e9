/**
 * The normalized patient: typed, dated facts, each with the element it was read from.
 * A fact is what the record says; what the record does not say is never a fact.
 */

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (FHIR date precision kept; times are cut to the day as recorded). */
export type PartialDate = string;

export interface FactSource {
  /** `Type/id`, or the entry's fullUrl where the resource has no id. */
  resource: string;
  /** FHIRPath-like element path, e.g. `Observation.valueCodeableConcept`. */
  path: string;
}

/** How a code or text became a concept, and how sure that is (0..1). */
export interface Mapping {
  route: string;
  confidence: number;
}

interface FactBase {
  date?: PartialDate;
  source: FactSource;
  /** The value as recorded, for people. */
  recorded?: string;
  /** Set where a person entered or corrected the value rather than the record. */
  selfReported?: true;
}

export interface CancerConcept {
  /** OncoTree code, an NCIt code where no OncoTree node fits, or the words themselves (`text`) where nothing does. */
  code: string;
  system: 'oncotree' | 'ncit' | 'text';
  ncit?: string[];
  name: string;
  /**
   * Set where the words or codes denote several nodes: the cancer is `code` or one of these ("urothelial carcinoma",
   * "malignant neoplasm of colon"). Whoever reads `code` reads these too.
   */
  alsoCodes?: string[];
}

export interface ConditionConcept {
  /** Condition id of the vocabulary (`gilbert-syndrome`), or the source code where the vocabulary has none. */
  code: string;
  system: 'condition' | 'icd10cm' | 'snomed' | 'text';
  name: string;
}

export interface CancerFact extends FactBase {
  kind: 'cancer';
  concept: CancerConcept;
  role: 'primary' | 'secondary';
  /** Set where the record says that it is in situ or of uncertain behaviour; malignant otherwise. */
  behavior?: 'inSitu' | 'uncertain';
  histology?: string;
  grade?: string;
  site?: string;
  laterality?: string;
  clinicalStatus?: string;
  verification?: string;
  mapping?: Mapping;
}

export interface StageFact extends FactBase {
  kind: 'stage';
  /** Normalized group, e.g. `IIA`, `IV`, `limited`. */
  group: string;
  system: string;
  edition?: string;
  basis: 'clinical' | 'pathologic' | 'postTherapy' | 'unspecified';
  /** Resource of the cancer this stage belongs to, where the record links it. */
  cancer?: string;
  derivedFrom?: string;
}

export interface TnmFact extends FactBase {
  kind: 'tnm';
  t?: string;
  n?: string;
  m?: string;
  basis: 'clinical' | 'pathologic' | 'postTherapy' | 'unspecified';
}

export interface MetastasisFact extends FactBase {
  kind: 'metastasis';
  site: string;
  present?: boolean;
  status?: string;
  resectable?: boolean;
}

export interface VariantFact extends FactBase {
  kind: 'variant';
  gene: string;
  hgvsP?: string;
  hgvsC?: string;
  /** `mutation`, `fusion`, `amplification`, `deletion`, `gain`, `loss`, `splice`, `truncating`, ... */
  type?: string;
  partner?: string;
  exon?: number;
  copyNumber?: number;
  /** Variant classification as reported (MAF term, `In_Frame_Del`). */
  classification?: string;
  origin?: 'germline' | 'somatic';
  vaf?: number;
  /** false: the test looked for it and did not find it. */
  present: boolean;
  method?: string;
  significance?: string;
}

/** Genes a test covered: what makes "not found" mean wild type rather than not tested. */
export interface GenePanelFact extends FactBase {
  kind: 'genePanel';
  genes: string[];
  method?: string;
}

export interface ExpressionFact extends FactBase {
  kind: 'expression';
  marker: string;
  is?: 'positive' | 'negative' | 'equivocal' | 'low' | 'ultralow' | 'high' | 'lost' | 'wildTypePattern';
  score?: { type: string; value: number; comparator?: string };
  assay?: string;
}

export interface SignatureFact extends FactBase {
  kind: 'signature';
  name: string;
  is?: string;
  value?: number;
  unit?: string;
  comparator?: string;
}

export interface PerformanceFact extends FactBase {
  kind: 'performance';
  scale: 'ecog' | 'karnofsky' | 'lansky';
  value: number;
}

export interface LabFact extends FactBase {
  kind: 'lab';
  analyte: string;
  value: number;
  unit: string;
  comparator?: '<' | '<=' | '>' | '>=';
  /** Reported reference range, in `unit`. */
  low?: number;
  high?: number;
}

export interface VitalFact extends FactBase {
  kind: 'vital';
  measure: string;
  value: number;
  unit: string;
  comparator?: '<' | '<=' | '>' | '>=';
  formula?: string;
}

/** A score of a named scale: NYHA class, Child-Pugh, Gleason, ISUP grade group, ... */
export interface ScaleFact extends FactBase {
  kind: 'scale';
  name: string;
  value: number | string;
}

export interface TherapyFact extends FactBase {
  kind: 'therapy';
  agents: string[];
  classes: string[];
  modality: string;
  intent?: string;
  setting?: string;
  start?: PartialDate;
  end?: PartialDate;
  ongoing?: boolean;
  result?: string;
  line?: number;
  cycles?: number;
  site?: string;
  /** How the result was established, e.g. `radiological`. */
  evidence?: string;
  doseReduced?: boolean;
  cumulativeDose?: { value: number; unit: string };
  /** What was treated where that is not the whole disease, e.g. `brainMetastases`. */
  target?: string;
  /** Of an operation whose name tells. */
  magnitude?: 'major' | 'minor';
  planned?: boolean;
}

export interface ProcedureFact extends FactBase {
  kind: 'procedure';
  /** `surgery`, `radiation`, `transplant`, `biopsy`, ... or the code where the vocabulary has none. */
  procedure: string;
  code?: string;
  site?: string;
  /** Of a resection: `complete` (R0), `partial`. */
  completeness?: 'complete' | 'partial';
  /** Of an operation whose name tells. */
  magnitude?: 'major' | 'minor';
  intent?: string;
  result?: string;
  planned?: boolean;
}

export interface ConditionFact extends FactBase {
  kind: 'condition';
  concept: ConditionConcept;
  status: 'active' | 'inactive' | 'unknown';
  onset?: PartialDate;
  abated?: PartialDate;
  severity?: string;
  grade?: number;
  /** The scale of the grade where it is not CTCAE, e.g. `astct`. */
  gradeScale?: string;
  /** false where the record says that the patient does not have it. */
  present?: boolean;
  /** Recorded as a side effect of treatment, and of which (`immunotherapy`, an agent) where that is stated. */
  adverseEvent?: true;
  attributedTo?: string;
  mapping?: Mapping;
}

export interface InfectionFact extends FactBase {
  kind: 'infection';
  agent: string;
  status: 'positive' | 'negative' | 'active' | 'history' | 'unknown';
}

export interface MedicationFact extends FactBase {
  kind: 'medication';
  agents: string[];
  classes: string[];
  start?: PartialDate;
  end?: PartialDate;
  active: boolean;
  dose?: { value: number; unit: string };
  /** The dose has not changed for as long as counts (stated as such). */
  stableDose?: boolean;
}

export interface AllergyFact extends FactBase {
  kind: 'allergy';
  to: string;
  classes?: string[];
  status?: string;
  /** As recorded, e.g. `anaphylaxis`. */
  reaction?: string;
}

export interface PregnancyFact extends FactBase {
  kind: 'pregnancy';
  is: 'pregnant' | 'notPregnant' | 'breastfeeding' | 'notBreastfeeding' | 'postmenopausal' | 'sterile';
}

export interface SmokingFact extends FactBase {
  kind: 'smoking';
  status: 'current' | 'former' | 'never' | 'unknown';
}

export interface DiseaseStatusFact extends FactBase {
  kind: 'diseaseStatus';
  /** `remission`, `complete-response`, `partial-response`, `stable`, `progression`, `relapse`, `undetermined`, ... */
  value: string;
}

export interface ExtentFact extends FactBase {
  kind: 'extent';
  value: string;
}

/** Anything that a kind of the criteria language can read and no other fact carries, keyed by topic. */
export interface FindingFact extends FactBase {
  kind: 'finding';
  topic: string;
  value: string | number | boolean;
}

export type Fact =
  | CancerFact
  | StageFact
  | TnmFact
  | MetastasisFact
  | VariantFact
  | GenePanelFact
  | ExpressionFact
  | SignatureFact
  | PerformanceFact
  | LabFact
  | VitalFact
  | ScaleFact
  | TherapyFact
  | ProcedureFact
  | ConditionFact
  | InfectionFact
  | MedicationFact
  | AllergyFact
  | PregnancyFact
  | SmokingFact
  | DiseaseStatusFact
  | ExtentFact
  | FindingFact;

export type FactKind = Fact['kind'];
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>;

/** What the record covers: only inside a covered domain may a kind's policy read absence as "no". */
export type CoverageDomain = 'conditions' | 'medications' | 'allergies' | 'procedures' | 'labs' | 'genomics';

export interface Unmapped {
  system?: string;
  code?: string;
  text?: string;
  resource: string;
  why: string;
}

export interface Profile {
  patient: string;
  birthDate?: PartialDate;
  sex?: 'female' | 'male' | 'other' | 'unknown';
  deceased?: boolean;
  deceasedDate?: PartialDate;
  facts: Fact[];
  unmapped: Unmapped[];
  /** Resource types the record holds, as domains. Absent (e.g. converted profiles) means none is known to be covered. */
  coverage?: CoverageDomain[];
  /** Set where a server delivered only part of the record. */
  partial?: { why: string };
}
