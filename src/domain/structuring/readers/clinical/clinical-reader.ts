import type { Expression } from '../../../criteria/model.js';
import type { Reader, Reading, ReadingContext } from '../../reader.js';
import { ClinicalLine } from './clinical-line.js';
import { exclusionVerbAfter } from './grammar.js';
import type { ClinicalLexicon } from './lexicon.js';

/** What a family found: item indices [from, to), the expression, how sure. */
export interface Found {
  from: number;
  to: number;
  expression: Expression;
  confidence: number;
  negated?: boolean;
  review?: string[];
  /** The words were read whole: a negation in them is part of what is read, not a turn of the line. */
  whole?: boolean;
  /** No trial asks for it: in the inclusion list it has strayed there. */
  rare?: boolean;
}

export type Family = (line: ClinicalLine) => Found[];

/** Below the line at which a reading may exclude anybody. */
const NOT_DECISIVE = 0.7;

/**
 * Makes a reader of families: looks the line up once for all of them, turns items into offsets, and keeps what the sentence says
 * around a finding.
 */
export function clinicalReader(lexicon: ClinicalLexicon, families: readonly Family[]): Reader {
  return {
    name: 'clinical',
    read(text: string, context: ReadingContext): Reading[] {
      const line = new ClinicalLine(text, context, lexicon);
      const readings: Reading[] = [];
      for (const family of families) {
        const all = family(line);
        for (const found of all) if (all.length === 1 || !isLabel(line, found)) readings.push(reading(line, found));
      }
      return readings;
    },
  };
}

/** "measurable disease, defined as:", "cardiac disease, including:" say something themselves; the list under them only details it. */
const DETAILED = [
  'defined as',
  'defined by',
  'defined below',
  'including',
  'including the following',
  'including any of the following',
  'including but not limited to',
  'including, but not limited to',
  'such as',
];

function isDetailed(text: string): boolean {
  const said = text.trimEnd().slice(0, -1).trimEnd().toLowerCase();
  return said.length > 50 && DETAILED.some((ending) => said.endsWith(ending));
}

const LONG = 340;

const UNUSUAL = /^(?:condition|infection|allergy|medication|priorMalignancy|metastasis|any)$/u;

/** "Patients with a history of ...", "must have ...": said to be asked for. */
function isFramed(line: ClinicalLine, found: Found): boolean {
  if (
    'any' in found.expression &&
    !/"(?:condition|infection|allergy|medication)"/u.test(JSON.stringify(found.expression))
  )
    return true;
  for (let i = found.from; i < found.to; i++)
    if (['subject', 'must', 'history'].some((tag) => line.is(i, tag))) return true;
  return false;
}

/** "Chemotherapy within 2 weeks prior to enrollment": asked for by few, excluded by most. */
const isRecentTherapy = (line: ClinicalLine, { expression, from, to }: Found): boolean =>
  'priorTherapy' in expression &&
  expression.priorTherapy.within !== undefined &&
  !/\b(?:must|have|has|had|received|receiving|complet\w+|treated|progress\w+|underw\w+|undergone|required)\b/iu.test(
    line.text.slice(line.start(line.sentenceStart(from)), line.end(to)),
  );

/** "No active, known, or suspected ...": what was read stands under a negation that opens its sentence. */
function negatedBefore(line: ClinicalLine, index: number): boolean {
  for (let i = Math.max(line.sentenceStart(index), index - 60); i < index; i++) if (line.is(i, 'negation')) return true;
  return false;
}

const CANNOT =
  /\b(?:cannot|can not|unable to|inability to|not able to|incapable of|unwilling to) (?:receiv|tak|tolerat|undergo|us)(?:e|ing)?\b/iu;

/** "Growth factors: at least 14 days since ...": what stands before a colon only names the subject of the line. */
const isLabel = (line: ClinicalLine, found: Found): boolean =>
  line.sign(found.to, ':') && line.sentenceStart(found.from) === 0 && found.to < 8 && found.to + 3 < line.items.length;

function reading(line: ClinicalLine, found: Found): Reading {
  let { to, confidence, negated = false } = found;
  const review = [...(found.review ?? [])];
  const verb = exclusionVerbAfter(line, to);
  if (verb > to) {
    to = verb;
    if (line.section === 'inclusion') negated = !negated;
  }
  if (negated && line.section === 'exclusion' && found.whole !== true) {
    confidence = Math.min(confidence, NOT_DECISIVE);
    review.push('a negative statement in a list of exclusions: polarity to be checked');
  }
  // "Recent major surgery": how recent, it does not say.
  const vague =
    line.isRecent && line.items.slice(found.from, found.to).some((item) => /^(?:a )?recent\b/u.test(item.text));
  if (vague && !line.items.slice(found.from, found.to).some((item) => item.time !== undefined))
    confidence = Math.min(confidence, 0.7);
  if (line.isHeading && !isDetailed(line.text)) confidence = Math.min(confidence, 0.6);
  // Long sentences hold qualifications that a list of findings does not show.
  if (line.text.length > LONG && found.whole !== true) confidence = Math.min(confidence, 0.78);
  // A bare finding in the inclusion list ("Hypocalcemia") has mostly strayed there from a list that excludes.
  if (
    line.section === 'inclusion' &&
    !negated &&
    !negatedBefore(line, found.from) &&
    (UNUSUAL.test(Object.keys(found.expression)[0] ?? '') || isRecentTherapy(line, found)) &&
    found.whole !== true &&
    (found.rare === true || !isFramed(line, found))
  ) {
    confidence = Math.min(confidence, NOT_DECISIVE);
    review.push('trials rarely ask for this: polarity to be checked');
  }
  // "Participants who cannot receive gadolinium": what they cannot have, not what they take.
  if (
    /^(?:medication|priorTherapy)$/u.test(Object.keys(found.expression)[0] ?? '') &&
    CANNOT.test(line.text.slice(line.start(line.sentenceStart(found.from)), line.end(to)))
  )
    confidence = Math.min(confidence, 0.6);
  const made: Reading = {
    start: line.start(found.from),
    end: line.end(to),
    expression: negated ? { not: found.expression } : found.expression,
    confidence,
  };
  if (review.length > 0) made.review = review;
  return made;
}
