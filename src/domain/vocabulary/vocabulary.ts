import type { CancerConcept, ConditionConcept, Mapping } from '../patient/profile.js';

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

export interface CancerVocabulary {
  concept(code: string): CancerConcept | undefined;
  /** Whether `code` lies at or below `ancestor`; `ancestor` may be `solid`, `hematologic` or `any`. */
  isA(code: string, ancestor: string): boolean;
  /** From the node itself up to the tissue, then `solid` or `hematologic`, then `any`. */
  ancestors(code: string): readonly string[];
  depth(code: string): number;
  /** All codings of one CodeableConcept and its text; conflicting codings are never resolved by order. */
  fromCodings(codings: readonly Coding[], text?: string): MappingResult<CancerConcept>;
  /** A whole string that names one cancer ("ADCC", "metastatic breast cancer"). */
  fromText(text: string): MappingResult<CancerConcept>;
  /** Every cancer named inside a running text; longest match first, no overlaps. Generic groups come as code `solid`, `hematologic`, `any`. */
  find(text: string): Mention<CancerConcept>[];
}

export interface GeneVocabulary {
  /** Approved HGNC symbol of a symbol, alias or database id; ambiguous aliases only through the curated table. */
  resolve(text: string): MappingResult<string>;
  find(text: string): Mention<string>[];
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
  modalityOf(agent: string): string | undefined;
  halfLifeDays(agent: string): number | undefined;
}

export interface Analyte {
  id: string;
  name: string;
  /** Canonical UCUM unit. */
  unit: string;
  loinc: string[];
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

/** Everything that gives words and codes a meaning. Built once from data files; immutable; `version` names their state. */
export interface Vocabulary {
  version: string;
  cancers: CancerVocabulary;
  genes: GeneVocabulary;
  drugs: DrugVocabulary;
  analytes: AnalyteVocabulary;
  units: UnitVocabulary;
  conditions: ConditionVocabulary;
}
