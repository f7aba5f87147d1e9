import type { DriverVocabulary } from './drivers.js';
import type { GeneTest } from './markers/gene-test-name.js';
import type { CancerConcept, ConditionConcept, Mapping } from '../patient/profile.js';
import type { RecordCodes } from '../patient/record-codes.js';

/** A FHIR Coding, cut down to what a mapping reads. */
export interface Coding {
  system?: string;
  code?: string;
  display?: string;
}

export interface Mapped<C> {
  concept: C;
  mapping: Mapping;
}

export interface NotMapped {
  unmapped: string;
  why: string;
}

export type MappingResult<C> = Mapped<C> | NotMapped;

export const isMapped = <C>(result: MappingResult<C>): result is Mapped<C> => 'concept' in result;

/** A mention of a vocabulary entry in running text: UTF-16 offsets [start, end). */
export interface Mention<C> {
  start: number;
  end: number;
  value: C;
}

/** What kind of tumour a record states; only `malignant` is a primary cancer. `secondary` is a metastasis. */
export type NeoplasmBehavior = 'malignant' | 'secondary' | 'inSitu' | 'benign' | 'uncertain';

export interface MappedCancer extends Mapped<CancerConcept> {
  behavior: NeoplasmBehavior;
  /** Site id of a metastasis (`brain`, `liver`, `bone`, `lymphNode`, ...); where a primary is stated to have spread, too. */
  metastasisSite?: string;
  laterality?: 'left' | 'right' | 'bilateral';
}

export interface CancerVocabulary {
  concept(code: string): CancerConcept | undefined;
  /** Whether `code` lies at or below `ancestor`; `ancestor` may be `solid`, `hematologic` or `any`. */
  isA(code: string, ancestor: string): boolean;
  /** From the node itself up to the tissue, then `solid` or `hematologic`, then `any`. */
  ancestors(code: string): readonly string[];
  depth(code: string): number;
  /**
   * What a patient's alternatives (`code` and `alsoCodes`) are to what a criterion names: `within` it for certain,
   * `disjoint` from it for certain, or `overlaps`: the record is too coarse to tell.
   */
  relation(has: readonly string[], asked: readonly string[]): 'within' | 'overlaps' | 'disjoint';
  /**
   * All codings of one CodeableConcept and its text, whatever their order. A coarser coding never changes a finer one;
   * codings that exclude each other are not mapped (`why` begins with "conflict"). Codings of histology, morphology and
   * body site of the same tumour may be given among them: they make the answer finer.
   */
  fromCodings(codings: readonly Coding[], text?: string): MappedCancer | NotMapped;
  /** A whole string that names one cancer ("ADCC", "metastatic breast cancer"). */
  fromText(text: string): MappedCancer | NotMapped;
  /**
   * Every cancer named inside a running text; longest match first, no overlaps. Generic groups come as code `solid`,
   * `hematologic`, `any`; words that denote several nodes come as one mention with `alsoCodes`.
   */
  find(text: string): Mention<CancerConcept>[];
}

export interface GeneVocabulary {
  /** Approved HGNC symbol of a symbol, alias or database id; ambiguous aliases only through the curated table. */
  resolve(text: string): MappingResult<string>;
  /** A gene coding of a record (HGNC id, NCBI gene id, or a symbol where the id belongs); the display as fallback. */
  fromCoding(coding: Coding): MappingResult<string>;
  find(text: string): Mention<string>[];
  /** The exon in which the codons `first` to `last` of a gene lie, where a table says so: EGFR 746-750 is in exon 19. */
  exonOf?(gene: string, first: number, last?: number): number | undefined;
}

/** The approved symbol of a gene's name; the name itself where it is none, or more than one. */
export function geneSymbol(name: string, genes: GeneVocabulary): string {
  const resolved = genes.resolve(name);
  return isMapped(resolved) ? resolved.concept : name;
}

export interface DrugConcept {
  /** Ingredient in lower case, e.g. `pembrolizumab`. */
  agent: string;
  classes: string[];
}

export interface DrugVocabulary {
  fromCodings(codings: readonly Coding[], text?: string): MappingResult<DrugConcept[]>;
  fromText(text: string): MappingResult<DrugConcept[]>;
  /** Agents and classes named in running text. */
  find(text: string): Mention<{ agent: string } | { drugClass: string }>[];
  /** All classes of an agent, ancestors included, e.g. pembrolizumab -> antiPd1, immuneCheckpointInhibitor, immunotherapy. */
  classesOf(agent: string): readonly string[];
  isClass(drugClass: string, ancestor: string): boolean;
  /** Whether an agent is another formulation of a plain one: nab-paclitaxel of paclitaxel. */
  isFormulationOf(agent: string, plain: string): boolean;
  /** Whether the vocabulary has such a class. */
  hasClass?(drugClass: string): boolean;
  /** Classes that act on an alteration of the gene, the classes below them included. Orders trials, decides nothing. */
  classesActingOn(gene: string): readonly string[];
  modalityOf(agent: string): string | undefined;
  halfLifeDays(agent: string): number | undefined;
  /** The agents of a class that is a combination (`folfox`): whoever had it had all of them. Undefined for other classes. */
  regimenAgents?(drugClass: string): readonly string[] | undefined;
  /** Classes that are combinations with this agent in them. */
  regimensOf?(agent: string): readonly string[];
}

export interface Analyte {
  id: string;
  name: string;
  /** Canonical UCUM unit. */
  unit: string;
  loinc: string[];
  /** Charges per particle, for mEq. */
  valence?: number;
  /** g/mol, for molar and mass units. */
  molarMass?: number;
  /** Values outside cannot be real in the canonical unit. */
  plausible?: [number, number];
  /** Default adult reference range in the canonical unit, used only where named as such in the evidence. */
  reference?: { low?: number; high?: number; source: string };
  /** Days after which a result is stale. */
  maxAgeDays?: number;
}

export interface AnalyteVocabulary {
  get(id: string): Analyte | undefined;
  fromCodings(codings: readonly Coding[], text?: string): MappingResult<string>;
  fromText(text: string): MappingResult<string>;
  find(text: string): Mention<string>[];
}

export interface UnitVocabulary {
  /** UCUM spelling of a unit as people write it (`K/uL`, `mg/dl`, `x 10^9/L`), or undefined. */
  normalize(unit: string): string | undefined;
  /** `value` in `from` expressed in `to`; undefined where the two cannot be compared. */
  convert(value: number, from: string, to: string, analyte?: string): number | undefined;
}

export interface ConditionVocabulary {
  concept(code: string): ConditionConcept | undefined;
  isA(code: string, ancestor: string): boolean;
  fromCodings(codings: readonly Coding[], text?: string): MappingResult<ConditionConcept>;
  fromText(text: string): MappingResult<ConditionConcept>;
  find(text: string): Mention<ConditionConcept>[];
}

/** What a laboratory or pathology code measures, where that is a tumour marker, a receptor or a genomic signature. */
export interface MarkerTest {
  /** Marker or signature id: an HGNC symbol (`ESR1`, `PGR`, `ERBB2`, `CD274`) or `msi`, `mmr`, `tmb`, `hrd`, ... */
  marker: string;
  kind: 'expression' | 'signature';
  /** A code that reports several markers in one value (10480-2: estrogen and progesterone receptor). */
  also?: string[];
  /** `IHC`, `FISH`, clone (`22C3`), ... */
  assay?: string;
  /** Type of the score that a number of this test is: `TPS`, `CPS`, `IHC`, `percent`, `ratio`, ... */
  score?: string;
}

export interface MarkerVocabulary {
  fromCodings(codings: readonly Coding[], text?: string): MappingResult<MarkerTest>;
  fromText(text: string): MappingResult<MarkerTest>;
  /**
   * The gene or alteration that a code tests by itself ("EGFR gene exon 19 deletion [Presence] ..."): the result says
   * whether it is there. Undefined for general variant codes (69548-6) and panels.
   */
  geneTest(codings: readonly Coding[]): GeneTest | undefined;
}

export type StagingBasis = 'clinical' | 'pathologic' | 'postTherapy' | 'unspecified';

export interface StageGroup {
  /** Normalized group: `IIA`, `IV`, `limited`, `B` (Binet), ... */
  group: string;
  /** `ajcc`, `figo`, `annArbor`, `iss`, `riss`, `rai`, `binet`, `inrgss`, ...; absent where the value alone does not tell. */
  system?: string;
  edition?: string;
  basis?: StagingBasis;
}

export interface TnmCategory {
  /** Which of the three; `value` without prefix: `T1c`, `N0`, `M1`. */
  axis: 't' | 'n' | 'm';
  value: string;
  basis?: StagingBasis;
}

/** Stages that a text lists, expanded to their sub-stages (III is III, IIIA, IIIB, IIIC). */
export interface StageSelection {
  anyOf: string[];
  system?: string;
  edition?: string;
  basis?: 'clinical' | 'pathologic';
}

/** TNM categories that a text lists; a category includes its parts (T1 includes T1c). */
export interface TnmSelection {
  t?: string[];
  n?: string[];
  m?: string[];
  basis?: 'clinical' | 'pathologic' | 'postTherapy';
}

export interface StageVocabulary {
  /** A stage group value: SNOMED, NCIt and cancerstaging.org codes, displays and text ("Stage 2A", "c3A", "FIGO IIIA"). */
  groupFromCodings(codings: readonly Coding[], text?: string): MappingResult<StageGroup>;
  /** One TNM category: SNOMED generic and AJCC families, NCIt, cancerstaging.org, text. */
  categoryFromCodings(codings: readonly Coding[], text?: string): MappingResult<TnmCategory>;
  /** What an Observation's code, method or stage type says beside the value: system, edition, basis. */
  context(codings: readonly Coding[]): Pick<StageGroup, 'system' | 'edition' | 'basis'>;
  /** Stages named in running text, ranges and lists spelled out ("stage IB to IIIA", "Stage IIIB/C"). */
  findGroups(text: string): Mention<StageSelection>[];
  /** TNM categories named in running text ("cT1-T3abN0M0", "ypT2-4a"). */
  findCategories(text: string): Mention<TnmSelection>[];
}

/** Everything that gives words and codes a meaning. Built once from data files; immutable; `version` names their state. */
export interface Vocabulary {
  version: string;
  cancers: CancerVocabulary;
  genes: GeneVocabulary;
  drugs: DrugVocabulary;
  analytes: AnalyteVocabulary;
  units: UnitVocabulary;
  conditions: ConditionVocabulary;
  /** Absent only in vocabularies made for one purpose (tests); the loaded one has both. */
  markers?: MarkerVocabulary;
  stages?: StageVocabulary;
  drivers?: DriverVocabulary;
  /** Codes by which records say what they say (criteria/lexicon/record-codes.yaml). */
  recordCodes?: RecordCodes;
}
