import type { Criterion, LeafKind } from '../../domain/criteria/model.js';
import { isFollowed } from '../../domain/structuring/grammar/nearby.js';

/** A type of criterion: how a text mentions it, and which readings are of it. */
export interface CoverageType {
  mention: { test(text: string): boolean };
  /** Share of the trials that mention it which should have a reading of it. */
  target: number;
  has(leaf: LeafReading): boolean;
}

/** One leaf of a criterion's expression. */
export interface LeafReading {
  kind: LeafKind;
  parameters: Record<string, unknown>;
  criterion: Criterion;
}

const lab =
  (...analytes: string[]) =>
  ({ kind, parameters }: LeafReading): boolean =>
    kind === 'lab' && analytes.includes(String(parameters['analyte']));
const kind =
  (...kinds: LeafKind[]) =>
  (leaf: LeafReading): boolean =>
    kinds.includes(leaf.kind);

/** A name with something behind it on the same line. */
const followed = (name: RegExp, by: RegExp, within: number) => ({
  test: (text: string): boolean => isFollowed(text, name, by, within),
});
const valued = (name: RegExp) => followed(name, /\d/, 40);

/** Targets of the requirements on texts of treatment-like trials. */
export const coverageTypes: Record<string, CoverageType> = {
  age: {
    mention: {
      test: (text) =>
        isFollowed(text, /\b(?:age|aged|years old|years of age)\b/gi, /\d/, 24) ||
        isFollowed(text, /\d/g, /years (?:of age|old|or older)/i, 10),
    },
    target: 0.97,
    has: kind('age'),
  },
  sex: {
    mention: /^\W{0,4}(?:fe)?male(?: patients| subjects| participants)?\W{0,3}$/im,
    target: 0.97,
    has: kind('sex'),
  },
  performance: { mention: /\becog\b|karnofsky|\bkps\b|lansky|zubrod/i, target: 0.97, has: kind('performance') },
  anc: { mention: valued(/(?:\banc\b|neutrophils?(?: count)?)/gi), target: 0.9, has: lab('anc') },
  platelets: { mention: valued(/(?:platelets?|\bplt\b)/gi), target: 0.9, has: lab('platelets') },
  hemoglobin: { mention: valued(/(?:ha?emoglobin|\bhgb\b|\bhb\b)/gi), target: 0.9, has: lab('hemoglobin') },
  bilirubin: {
    mention: valued(/bilirubin/gi),
    target: 0.9,
    has: lab('bilirubin', 'directBilirubin', 'indirectBilirubin'),
  },
  astAlt: {
    mention: valued(/(?:\bast\b|\balt\b|\bsgot\b|\bsgpt\b|aminotransferase|transaminase)/gi),
    target: 0.9,
    has: lab('ast', 'alt'),
  },
  creatinine: {
    mention: valued(/(?:creatinine|\bcrcl\b|\bgfr\b)/gi),
    target: 0.9,
    has: lab('creatinine', 'creatinineClearance', 'egfr'),
  },
  lifeExpectancy: {
    mention: valued(/(?:life expectancy|expected survival)/gi),
    target: 0.97,
    has: kind('lifeExpectancy'),
  },
  stageOrExtent: {
    mention: /\bstage (?:[IV]{1,3}|[1-4])|\bmetastatic\b|locally advanced|unresectable|\brelapsed|\brefractory/i,
    target: 0.85,
    has: kind('stage', 'extent', 'tnm', 'metastasis'),
  },
  biomarker: {
    mention:
      /\b(?:egfr|alk|braf|kras|her-?2|brca ?[12]|ros1|ntrk|flt3|idh[12]|estrogen receptor|msi-h|dmmr|pik3ca|fgfr[1-4]?)\b.{0,30}(?:mutat|positiv|negativ|amplif|fusion|rearrang|status|overexpress|high)/i,
    target: 0.85,
    has: kind('variant', 'expression', 'signature'),
  },
  priorTherapy: {
    mention: followed(
      /\b(?:prior|previous(?:ly)?|received)\b/gi,
      /chemotherapy|therapy|treatment|radiotherapy|radiation|immunotherapy|surgery|line/i,
      40,
    ),
    target: 0.75,
    has: kind('priorTherapy'),
  },
  washout: {
    mention: /\bwithin (?:the (?:last|past) )?(?:\d{1,3}|two|three|four|six) (?:day|week|month|year)|half-lives/i,
    target: 0.75,
    has: ({ parameters }) =>
      parameters['within'] !== undefined || parameters['before'] !== undefined || parameters['since'] !== undefined,
  },
  hiv: {
    mention: /\bhiv\b|human immunodeficiency/i,
    target: 0.9,
    has: ({ kind, parameters }) => kind === 'infection' && parameters['agent'] === 'hiv',
  },
  hepatitis: {
    mention: /hepatitis|\bhbv\b|\bhcv\b|hbsag/i,
    target: 0.9,
    has: ({ kind, parameters }) => kind === 'infection' && /^hbv|^hcv/.test(String(parameters['agent'])),
  },
  cns: {
    mention: /\b(?:brain|cns|central nervous system|leptomeningeal) (?:metasta|involvement|disease)/i,
    target: 0.9,
    has: ({ kind, parameters }) => kind === 'metastasis' && /brain|cns|lepto/.test(String(parameters['site'])),
  },
  pregnancy: {
    mention: /pregnan|childbearing|breast-?feeding|lactat/i,
    target: 0.9,
    has: kind('pregnancy', 'breastfeeding', 'contraception'),
  },
  otherMalignancy: {
    mention:
      /(?:other|second|another|prior|previous|concurrent) (?:primary )?(?:active |invasive |concurrent )?(?:malignanc|cancer)/i,
    target: 0.9,
    has: kind('priorMalignancy'),
  },
};
