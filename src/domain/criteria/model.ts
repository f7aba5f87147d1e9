/**
 * The criteria language, version 1: what an eligibility document says.
 * Values and units stay as the registry's text states them; conversion happens when a document is compiled.
 */

export interface Bound {
  value: number;
  inclusive: boolean;
}

export interface Range {
  min?: Bound;
  max?: Bound;
}

export type TimeUnit = 'd' | 'wk' | 'mo' | 'a';

/** A length of time. `halfLives` of the drug at hand; `longerOf`/`shorterOf` for "28 days or 5 half-lives, whichever is shorter". */
export type Duration =
  | { value: number; unit: TimeUnit | 'h' }
  | { halfLives: number }
  | { longerOf: Duration[] }
  | { shorterOf: Duration[] };

/** A bare code (`LUAD`, `gilbert-syndrome`, `solid`) or a concept with its system. */
export type ConceptRef =
  | string
  | { code: string; system?: 'oncotree' | 'ncit' | 'group' | 'condition' | 'text'; ncit?: string[]; name?: string };

/** The diagnosis of the present cancer, its newest progression, the last surgery, the last dose of systemic treatment. */
export type AnchorEvent = 'diagnosis' | 'lastDose' | 'progression' | 'surgery';

/** Where a fact must lie in time, seen from the as-of date: no longer ago than `within`. */
export interface Window {
  within?: Duration;
  /** At least this long ago. */
  before?: Duration;
}

export interface AgeParameters extends Range {
  unit: 'a' | 'mo' | 'wk' | 'd';
}

export interface PerformanceParameters extends Range {
  scale: 'ecog' | 'karnofsky' | 'lansky';
}

export interface LabParameters extends Range, Pick<Window, 'within'> {
  /** Analyte id of the vocabulary (`anc`, `platelets`, ...). */
  analyte: string;
  /** UCUM, or `{ULN}`, `{LLN}`, `{baseline}`; absent where the text gives none. */
  unit?: string;
  formula?: string;
  /** Calcium, magnesium, potassium adjusted for another analyte, e.g. `albumin`. */
  corrected?: string;
}

export interface VitalParameters extends Range, Pick<Window, 'within'> {
  measure: string;
  unit?: string;
  formula?: string;
  sex?: 'female' | 'male';
}

export interface ScaleParameters extends Range {
  name: string;
  anyOf?: string[];
}

export interface CancerParameters {
  anyOf?: ConceptRef[];
  noneOf?: ConceptRef[];
  histology?: string[];
  histologyNot?: string[];
  grade?: string[];
  differentiation?: string[];
  site?: string[];
  behaviour?: string[];
  unknownPrimary?: boolean;
  /** Histology the tumour has changed into, or the earlier tumour it grew out of. */
  transformedTo?: string;
  arisenFrom?: ConceptRef;
}

export interface StageParameters {
  anyOf: string[];
  system?: string;
  edition?: string;
  basis?: 'clinical' | 'pathologic';
}

export interface TnmParameters {
  t?: string[];
  n?: string[];
  m?: string[];
  basis?: 'clinical' | 'pathologic';
}

export interface ExtentParameters {
  anyOf: string[];
}

export interface MetastasisParameters {
  site: string;
  status?: string[];
  /** No other site is involved, apart from those in `allowed`. */
  only?: boolean;
  allowed?: string[];
  resectable?: boolean;
}

export interface MeasurableDiseaseParameters {
  by?: string;
}

export interface Alteration {
  /**
   * `mutation` is a small sequence variant (an amplification is none), `copyNumber` any copy-number change
   * (`highAmplification`, `gain`, `heterozygousDeletion`, `homozygousDeletion` are exact calls), `rearrangement` any
   * structural variant, `any` all of these. Others: `oncogenic`, `protein` (with `hgvs`), `codon`, `exon`, `fusion`,
   * `amplification`, `deletion`, `loss`, `truncating`, `splice`, `insertion`, `duplication`, ...
   */
  type: string;
  hgvs?: string;
  codon?: number;
  exon?: number;
  exonEvent?: string;
  /** A gene symbol, `any` or `intergenic`. */
  partner?: string;
  copyNumber?: Range;
  /** Exact variant classification of the report (MAF term, `In_Frame_Del`), beside what `type` asks. */
  classification?: string;
  /** With `codon`: only one amino acid in the place of the codon's; no stop, frameshift, insertion or deletion. */
  substitution?: true;
}

export interface VariantParameters {
  /** HGNC symbol; `any` where the text names no gene. */
  gene: string;
  alteration: Alteration;
  origin?: 'germline' | 'somatic';
  is: 'present' | 'absent' | 'wildType';
}

export interface ExpressionParameters {
  marker: string;
  is?: 'positive' | 'negative' | 'low' | 'ultralow' | 'high' | 'lost' | 'wildTypePattern';
  score?: { type: string; min?: Bound; max?: Bound };
  assay?: string;
}

export interface SignatureParameters extends Range {
  name: string;
  is?: 'high' | 'low' | 'stable' | 'deficient' | 'proficient' | 'positive' | 'negative';
  unit?: string;
}

export interface TherapySelection {
  agents?: string[];
  classes?: string[];
  modality?: string;
}

/** How much of a treatment was given. */
export interface TreatmentCourse {
  min?: Duration;
  max?: Duration;
  cycles?: Range;
}

/** What a text narrows a thing to and no record states. */
export interface Restrictable {
  /** In the text's own words ("requiring drainage", "congenital"): what matches is then borderline, never true. */
  restriction?: string;
}

export interface PriorTherapyParameters extends TherapySelection, Window, Restrictable {
  /** Given on the day of the event or later. */
  since?: { event: AnchorEvent };
  except?: TherapySelection[];
  /** How many lines of it were given. */
  lines?: Range;
  /** Which line it was given in: 1 is the first one. */
  line?: number | 'mostRecent';
  setting?: string;
  intent?: string[];
  result?: string;
  /** How the result was established, e.g. `radiological`. */
  evidence?: string;
  site?: string;
  /** Of surgery, where the text says so; an operation whose name does not tell is open. */
  magnitude?: 'major' | 'minor';
  ongoing?: boolean;
  planned?: boolean;
  course?: TreatmentCourse;
  /** Courses of radiotherapy. */
  courses?: Range;
  /** Given at the same time. */
  combinedWith?: TherapySelection[];
  /** Nothing but the selected treatment was given. */
  only?: boolean;
  completeness?: 'complete' | 'partial';
  stopReasonNot?: string;
  doseReduced?: boolean;
  /** Doses of other drugs than `equivalentTo` are not comparable: which factor converts them protocols do not agree on. */
  cumulativeDose?: Range & { unit: string; equivalentTo?: string };
  sensitivity?: 'sensitive' | 'resistant' | 'primaryRefractory' | 'acquiredResistance';
  /** What was treated, e.g. `brainMetastases`. */
  target?: string;
  /** Perioperative treatment counts as a line where the next one began within this time. */
  countPerioperativeIfNextLineWithin?: Duration;
}

export interface ConditionParameters extends Window, Restrictable {
  anyOf: ConceptRef[];
  is?: 'active' | 'history' | 'uncontrolled' | 'controlled' | 'symptomatic';
  grade?: Range;
  /** "clinically significant", "severe": where the record gives no severity, a matching condition is borderline, not true. */
  severity?: string;
  except?: ConceptRef[];
  /** What the text calls the cause, e.g. `cancer`, `priorTherapy`. */
  attributedTo?: string;
}

export interface InfectionParameters extends Pick<Window, 'within'>, Restrictable {
  agent: string;
  /** "serious", "severe"; as for conditions. */
  severity?: string;
  is?: 'active' | 'chronic' | 'controlled' | 'detectableViralLoad' | 'history';
}

export interface PriorMalignancyParameters extends Pick<Window, 'within'> {
  is?: 'active' | 'history';
  anyOf?: ConceptRef[];
  except?: ConceptRef[];
  /** States of a matching malignancy that the text excepts in general; where one may apply, the malignancy is borderline, not true. */
  exceptIf?: string[];
}

export interface MedicationParameters extends Window, Restrictable {
  agents?: string[];
  classes?: string[];
  dose?: { min?: Bound; max?: Bound; unit: string; agent?: string };
  except?: Pick<TherapySelection, 'agents' | 'classes'>[];
  stableDose?: boolean;
}

export interface AllergyParameters {
  to: ConceptRef[];
  reaction?: string;
}

export interface AttestationParameters {
  topic: string;
  by?: string;
  detail?: string;
}

export interface SubstanceUseParameters {
  substance: string;
  is: 'current' | 'former' | 'ever' | 'never';
}

export interface LesionBurdenParameters {
  lesions?: Range;
  sites?: Range;
  location?: string;
  size?: Range & { unit: string; dimension?: string };
  extensive?: boolean;
  relation?: string;
  structure?: string;
}

export interface InvestigationFindingParameters extends Pick<Window, 'within'> {
  modality: string;
  finding: string;
  tracer?: string;
}

export interface LesionAccessParameters {
  /** What can be done at the lesion: `biopsy`, `injection`, `irradiation`, ... */
  amenableTo?: string;
  /** Tissue at hand: `fresh`, `archival`. */
  tissue?: string[];
}

export interface TreatmentOptionParameters extends TherapySelection {
  intent?: string;
  line?: number;
  location?: string;
  intensity?: string;
  onLabel?: boolean;
  /** `standardOfCare`: every standard option has been used. */
  exhausted?: string;
  available?: boolean;
}

export interface TrialParticipationParameters extends Pick<Window, 'within'> {
  trial?: string;
  is: 'current' | 'ever';
}

export interface ProgressionParameters extends Pick<Window, 'within'> {
  after?: TherapySelection & { combinedWith?: TherapySelection[]; line?: number | 'mostRecent' };
  lines?: Range;
  course?: TreatmentCourse;
  evidence?: string;
  pace?: string;
  extent?: string;
  criteria?: string;
}

export interface DriverEventParameters {
  cancer?: ConceptRef;
  /** Absent: any driver gene of the list. */
  genes?: string[];
  exceptGenes?: string[];
  /** Only drivers with such a therapy: `approved`, `standardOfCare`. */
  therapy?: string;
  line?: number;
}

export interface GermlineGenotypeParameters {
  /** `HLA-A`, `UGT1A1`, `DPYD`, ... */
  locus: string;
  alleles?: string[];
  zygosity?: 'heterozygous' | 'homozygous';
  phenotype?: string;
}

export interface BiomarkerTestAvailableParameters {
  test: string;
  genes?: string[];
  marker?: string;
}

export interface LabFindingParameters {
  analytes: string[];
  direction?: 'high' | 'low' | 'abnormal';
  result?: 'positive' | 'negative';
  symptomatic?: boolean;
}

export interface RenalFunctionParameters extends Range, Pick<Window, 'within'> {
  formula: 'ckdEpi' | 'mdrd' | 'cockcroftGault' | 'measured' | 'any';
  unit?: string;
}

export interface FunctionTestParameters extends Range, Pick<Window, 'within'> {
  test: string;
  unit?: string;
  result?: string;
}

export interface ToxicityParameters {
  scale?: string;
  grade?: Range;
  terms?: ConceptRef[];
  except?: ConceptRef[];
  attributedTo?: string;
  when?: 'current' | 'ever';
}

export interface DrugInteractionParameters extends Pick<Window, 'within'> {
  /** `CYP3A4`, `anyCyp`, `qtProlonging`, `PGP`, `BCRP`, ... */
  property: string;
  role?: ('inhibitor' | 'strongInhibitor' | 'moderateInhibitor' | 'inducer' | 'strongInducer' | 'substrate')[];
}

export interface SupportiveCareParameters extends Pick<Window, 'within'> {
  type: string;
  ongoing?: boolean;
}

/** Parameters of every leaf kind. Kinds beyond the fixed ones are added here and nowhere else. */
export interface LeafParameters {
  age: AgeParameters;
  sex: { is: 'female' | 'male' };
  performance: PerformanceParameters;
  lifeExpectancy: Range & { unit: TimeUnit };
  lab: LabParameters;
  vital: VitalParameters;
  scale: ScaleParameters;
  cancer: CancerParameters;
  stage: StageParameters;
  tnm: TnmParameters;
  extent: ExtentParameters;
  metastasis: MetastasisParameters;
  measurableDisease: MeasurableDiseaseParameters;
  variant: VariantParameters;
  expression: ExpressionParameters;
  signature: SignatureParameters;
  priorTherapy: PriorTherapyParameters;
  condition: ConditionParameters;
  infection: InfectionParameters;
  priorMalignancy: PriorMalignancyParameters;
  medication: MedicationParameters;
  pregnancy: { is?: 'pregnant' | 'childbearingPotential' };
  breastfeeding: Record<string, never>;
  contraception: { by?: 'female' | 'male' };
  allergy: AllergyParameters;
  attestation: AttestationParameters;
  unstructured: { topic?: string };
  substanceUse: SubstanceUseParameters;
  familyHistory: { anyOf: ConceptRef[] };
  diagnosisConfirmation: { by: string };
  lesionBurden: LesionBurdenParameters;
  investigationFinding: InvestigationFindingParameters;
  lesionAccess: LesionAccessParameters;
  treatmentOption: TreatmentOptionParameters;
  trialParticipation: TrialParticipationParameters;
  progression: ProgressionParameters;
  driverEvent: DriverEventParameters;
  germlineGenotype: GermlineGenotypeParameters;
  biomarkerTestAvailable: BiomarkerTestAvailableParameters;
  labFinding: LabFindingParameters;
  renalFunction: RenalFunctionParameters;
  organFunction: { systems: string[] };
  functionTest: FunctionTestParameters;
  toxicity: ToxicityParameters;
  drugInteraction: DrugInteractionParameters;
  supportiveCare: SupportiveCareParameters;
  procedureOrRouteBarrier: { to: string };
}

export type LeafKind = keyof LeafParameters;

/** Exactly one kind with its parameters: `{ age: { min: ..., unit: 'a' } }`. */
export type Leaf = { [K in LeafKind]: { [P in K]: LeafParameters[K] } }[LeafKind];

export type Expression =
  | { all: Expression[] }
  | { any: Expression[] }
  | { not: Expression }
  | { atLeast: { n: number; of: Expression[] } }
  | { if: Expression; then: Expression; else?: Expression }
  | Leaf;

export type Section = 'inclusion' | 'exclusion' | 'registry';
export type Basis = 'curated' | 'coded' | 'parsed' | 'unparsed';
export type Requirement = 'hard' | 'soft' | 'informational';

export interface Criterion {
  /** Stable within the version, kept across versions while the text is the same: `i1`, `e4`, `r2`. */
  id: string;
  section: Section;
  /** `all`, or the id of a scope. */
  scope: string;
  /** UTF-16 offsets [start, end) into the registry's criteria text as received; absent for registry fields. */
  span?: [number, number];
  /** The span's characters with runs of white space folded; for registry fields the field as received. */
  text: string;
  display?: string;
  requirement: Requirement;
  basis: Basis;
  /** Of the reading, 0..1. Kept apart from the verdict on a patient. */
  confidence: number;
  /** The condition as the text states it, in its own section. */
  when: Expression;
  /** Why a human should look at this reading, in plain words. */
  review?: string[];
}

export interface Scope {
  id: string;
  kind: 'arm' | 'cohort' | 'doseLevel' | 'phase' | 'step' | 'part' | 'group';
  title: string;
  parent?: string;
  open?: boolean;
}

export interface EligibilityDocument {
  eligo: 1;
  trial: { registry: string; id: string; version: string; textSha256?: string; title?: string; status?: string };
  by: { structurer: string } | { curator: string; reviewed: string } | { converter: string };
  scopes?: Scope[];
  criteria: Criterion[];
}
