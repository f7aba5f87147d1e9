import type { Expression } from '../criteria/model.js';
import type { ComparatorLexicon } from './grammar/comparators.js';
import type { ClinicalLexiconData } from './readers/clinical/lexicon.js';

/** criteria/lexicon/headings.yaml */
export interface HeadingLexicon {
  sections: Record<'inclusion' | 'exclusion', string[]>;
  words: string;
  leadIns: Record<'inclusion' | 'exclusion', string[]>;
  parts: Record<string, string[]>;
  named: Record<string, Record<string, string[]>>;
  scopeWords: string;
  empty: string[];
  /** Words of lines that only introduce the list under them. */
  introducing: string;
  /** Words of lines that only name the subject of what follows. */
  titles: string;
}

/** criteria/lexicon/connectives.yaml */
export interface ConnectiveLexicon {
  and: string[];
  or: string[];
  /** Words and phrases that leave a criterion's meaning as it is. */
  neutral: { words: string; phrases: string[] };
  /** Words right before a finding that take only some of it. */
  narrowing: string;
  negation: { before: string[]; after: string[] };
  /** Openers of what is taken out ("except"), of what excuses ("unless"), of conditions ("if"). */
  except: string[];
  unless: string[];
  conditional: string[];
  /** Openers of exceptions and conditions whose sense is not known. */
  exceptions: string[];
  /** Openers of examples and parts. */
  including: string[];
  /** What a parent line says about the list under it. */
  lists: { any: string[]; all: string[]; definition: string[]; exception: string[] };
  required: string[];
  /** Says that something does not stand in the way. */
  permitted: string[];
  notes: string[];
}

/** criteria/lexicon/asides.yaml: parts of a sentence that add nothing to what it asks. */
export interface AsideLexicon extends Record<
  'reference' | 'method' | 'moment' | 'judge',
  { openers: string[]; names: string[] }
> {
  fillers: string;
  explanation: string[];
  remark: string[];
}

/** criteria/lexicon/measures.yaml: what is measured beside laboratory analytes. */
export interface MeasureLexicon {
  performance: Record<'ecog' | 'karnofsky' | 'lansky', string[]>;
  vitals: Record<string, string[]>;
  scales: Record<string, string[]>;
  lifeExpectancy: string[];
  age: string[];
  /** Words that may stand between a measure and its limit. */
  fillers: string;
  /** Words behind a measure that make it something else. */
  notMeasured: string;
  /** Words before a pressure that make it another one. */
  otherPressures: string;
  normalBothWays: string[];
  normalFromBelow: string[];
}

/** criteria/lexicon/limit-conditions.yaml: when another limit applies ("if liver metastases"). */
export type LimitConditionLexicon = { phrases: string[]; when: Expression }[];

/** The data files that the structurer reads by; loaded by reference-data, handed in as plain objects. */
export interface StructuringLexicons {
  headings: HeadingLexicon;
  connectives: ConnectiveLexicon;
  asides: AsideLexicon;
  comparators: ComparatorLexicon;
  measures: MeasureLexicon;
  limitConditions: LimitConditionLexicon;
  /** criteria/lexicon/clinical-*.yaml, merged. */
  clinical: ClinicalLexiconData;
}
