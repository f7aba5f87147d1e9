import type { ConditionParameters } from '../../../criteria/model.js';
import { isFollowed } from '../../grammar/nearby.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import { countAt } from './line-count.js';
import { tagNames } from './tags.js';

const NOT = /\b(?:not|never)\b/giu;
const RECOVERED = /\b(?:recover|resolv)/iu;
const NO = /\b(?:no|without|free of|absence of)\b/giu;
const OR = /\bor\b/giu;
const BEARABLE = /\b(?:stable|controlled|tolerable|manageable)\b/iu;
const LEFT = /\b(?:persist\w|(?:residual|ongoing|unresolved|remaining)\b)/iu;

/** "Recovered from toxicities of prior therapy to grade <= 1, except alopecia": no such toxicity of a higher grade is left. */
export function toxicities(line: ClinicalLine): Found[] {
  if (!line.has('toxicity') || !line.has('recovery')) return [];
  const at = line.items.findIndex((item) => item.tags['toxicity'] !== undefined);
  if (/^effects$/u.test(line.items[at]!.text) && !/recover|resol/iu.test(line.text)) return [];
  const from = opening(line, at);
  const to = closing(
    line,
    from,
    line.sentenceEnd(
      Math.max(
        at,
        line.items.findIndex((item) => item.tags['recovery'] !== undefined),
      ),
    ),
  );
  // "No persistent toxicity", "without residual effects".
  const denied = line.text.split(/[.;,]/u).some((clause) => isFollowed(clause, NO, LEFT, 30));
  const notRecovered =
    (!denied && line.items.some((item, i) => i >= from && i < to && item.tags['recovery'] === 'notRecovered')) ||
    line.text.split('.').some((clause) => isFollowed(clause, NOT, RECOVERED, 30));
  const allowed = allowedGrade(line, from, to, notRecovered);
  // "clinical and laboratory toxicities" excepts nothing: a name counts beside a word that excepts or allows.
  const excepting = line.items
    .slice(from, to)
    .some((item) => item.tags['exceptionWord'] !== undefined || item.tags['permission'] !== undefined);
  const named = [...new Set(line.items.slice(from, to).flatMap((item) => item.tags['toxicityException'] ?? []))];
  const except = excepting ? named : [];
  const unknown = exceptionUnread(line, from, to);
  // "unless ...", "except for toxicities that ...": what is excused beyond the named ones is not modelled.
  const excused = line.items
    .slice(from, to)
    .some(
      (item) =>
        item.tags['exceptionWord'] === 'unless' || (item.tags['exceptionWord'] !== undefined && except.length === 0),
    );
  const condition: ConditionParameters = { anyOf: ['toxicity'], attributedTo: 'priorTherapy' };
  if (allowed !== undefined) condition.grade = { min: { value: allowed + 1, inclusive: true } };
  if (except.length > 0) condition.except = except;
  return [
    {
      from,
      to,
      expression: { condition },
      negated: !notRecovered,
      confidence:
        // No trial asks for toxicity, and what is allowed asks for nothing.
        (notRecovered ? line.section === 'inclusion' : line.section === 'exclusion') ||
        line.items.slice(from, to).some((item) => item.tags['permission'] !== undefined)
          ? 0.6
          : excused ||
              unknown ||
              (named.length > except.length && !named.every((name) => name === 'laboratory')) ||
              line.text.split('.').some((clause) => isFollowed(clause, OR, BEARABLE, 40)) ||
              (allowed === undefined && line.has('grade'))
            ? 0.72
            : allowed === undefined
              ? 0.82
              : 0.88,
      whole: true,
    },
  ];
}

/** A name in the exception that is none of the known ones ("except alopecia and anorexia"). */
function exceptionUnread(line: ClinicalLine, from: number, to: number): boolean {
  const at = line.items.findIndex((item, i) => i >= from && i < to && item.tags['exceptionWord'] !== undefined);
  if (at < 0) return false;
  const end = line.sentenceEnd(at);
  for (let i = at + 1; i < Math.min(to, end); i++) {
    const { text, tags, number } = line.items[i]!;
    if (number === undefined && /^\p{L}{4}/u.test(text) && tagNames(tags).length === 0) return true;
  }
  return false;
}

/** Where it ends: before a connective that another finding follows ("... and cannot have evidence of GVHD"). */
function closing(line: ClinicalLine, from: number, end: number): number {
  const recovery = line.items.findIndex((item, i) => i >= from && item.tags['recovery'] !== undefined);
  let connective = -1;
  for (let i = recovery; i >= 0 && i < end; i++) {
    const item = line.items[i]!;
    if (line.is(i, 'connector') && !line.is(i - 1, 'grade')) connective = i;
    const finding =
      item.condition !== undefined && item.tags['toxicityException'] === undefined && item.tags['ctcae'] === undefined;
    if (
      finding &&
      connective > recovery &&
      !line.items.slice(recovery, i).some((other) => other.tags['exceptionWord'] !== undefined)
    )
      return connective;
  }
  return end;
}

/** Where the statement about recovery begins: behind a connective if another statement stands before it. */
function opening(line: ClinicalLine, at: number): number {
  const start = line.sentenceStart(at);
  const recovery = line.items.findIndex((item, i) => i >= start && item.tags['recovery'] !== undefined);
  const first = recovery < 0 ? at : Math.min(at, recovery);
  for (let i = first - 1; i > start; i--) {
    if (!line.is(i, 'connector') && !line.sign(i, ':')) continue;
    const before = line.items.slice(start, i);
    return before.some((item) => item.time ?? item.condition ?? item.drug ?? item.tags['modality']) ? i + 1 : start;
  }
  return start;
}

/** "greater than National Cancer Institute (NCI) ... CTCAE v5.0 Grade 1": only names of the scale between bound and grade. */
function isAbove(line: ClinicalLine, index: number): boolean {
  for (let i = index - 1; i >= 0 && i >= index - 16; i--) {
    if (line.is(i, 'bound', 'above') || line.sign(i, '>')) return true;
    if (
      !['ctcae', 'filler', 'grade'].some((tag) => line.is(i, tag)) &&
      line.items[i]!.number === undefined &&
      !line.sign(i, '(', ')', ',', '[', ']', '.')
    )
      return false;
  }
  return false;
}

/** "to grade 1", "to CTCAE grade 1 or baseline", "(i.e., grade 1 or less)": the grade is what must be reached. */
const isTarget = (line: ClinicalLine, index: number): boolean => {
  for (let i = index - 1; i >= 0 && i >= index - 5; i--) {
    if (line.items[i]!.text === 'to' || line.is(i, 'idEst') || line.is(i, 'bound')) return true;
    if (!['filler', 'ctcae', 'certainty', 'connector'].some((tag) => line.is(i, tag)) && !line.sign(i, '(', ','))
      return false;
  }
  return false;
};

/** The highest grade that the text lets remain. */
function allowedGrade(line: ClinicalLine, from: number, to: number, notRecovered: boolean): number | undefined {
  for (let i = from; i < to; i++) {
    if (!line.is(i, 'grade')) continue;
    const before = line.items[i - 1]?.text;
    const count = countAt(line, ['≤', '<', '≥', '>'].includes(before ?? '') || line.is(i - 1, 'bound') ? i + 1 : i + 1);
    if (!count) continue;
    const value = count.range.max?.value ?? count.range.min?.value;
    if (value === undefined) continue;
    const sign =
      before === '≤' || before === '<' || before === '≥' || before === '>' ? before : line.items[i + 1]?.text;
    const target =
      sign === '<' ||
      sign === '≤' ||
      sign === '≥' ||
      sign === '>' ||
      isTarget(line, i) ||
      line.is(count.to - 1, 'boundTail');
    if (!target) {
      if (isAbove(line, i)) return value;
      continue;
    }
    if (sign === '<') return value - 1;
    if (sign === '≥') return notRecovered ? value - 1 : undefined;
    if (sign === '>') return value;
    if (line.is(count.to, 'boundTail', 'min') || line.is(count.to - 1, 'boundTail', 'min'))
      return notRecovered ? value - 1 : undefined;
    return value;
  }
  return undefined;
}
