import type { Expression, Section } from '../criteria/model.js';
import { kindOf } from './combine/expressions.js';
import { withTimeAbove } from './combine/shared-times.js';
import { combine } from './combine/combine.js';
import type { LineResult } from './combine/combine.js';
import type { ConnectiveWords } from './combine/connective-words.js';
import { lastClause } from './grammar/word-gap.js';
import type { Statement } from './outline/statements.js';
import type { ReadingContext } from './reader.js';
import type { Structurer } from './structurer.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';

/** What the statements of one trial are read with. */
export interface TrialReading {
  structurer: Structurer;
  /** Condition names of the trial. */
  conditions: readonly string[];
  /** What was read before, by section, words and the lines above. */
  known: Map<string, LineResult>;
}

const notRead: Expression = { unstructured: {} };

/** What a statement was read as: one result, or several where the members of its list stand for themselves. */
export function readStatement(
  statement: Statement,
  section: Section,
  trial: TrialReading,
): { statement: Statement; result: LineResult }[] {
  const { group } = statement;
  if (!group) return [{ statement, result: readText(statement, section, trial) }];
  const lead = group.lead && readText(group.lead, section, trial);
  if (section === 'exclusion' && group.logic.join === 'any' && !lead?.expression) {
    const members = group.members.flatMap((member) => readStatement(member, section, trial));
    return group.lead && lead ? [{ statement: group.lead, result: lead }, ...members] : members;
  }
  const members = group.members.flatMap((member) => {
    const results = readStatement(member, section, trial);
    return results.length > 1 ? [together(results.map((r) => r.result))] : results.map((r) => r.result);
  });
  return [{ statement, result: grouped(statement, lead, members, section) }];
}

/**
 * Characters of the longest statement that is read. No protocol has a criterion of this length (the longest line of 10,000 texts
 * has 3,600); what is longer is a text without line breaks, which stays whole.
 */
const LONGEST = 8000;

function unread(text: string, words: ConnectiveWords): LineResult {
  return { ...combine(text, [], 'inclusion', words), review: ['too long to be one criterion: not read'] };
}

/** The context of a line, which tells whether the reading depends on the trial that the line stands in. */
class LineContext implements ReadingContext {
  ofTrial = false;

  constructor(
    readonly vocabulary: Vocabulary,
    readonly section: Section,
    readonly parents: readonly string[],
    private readonly trialConditions: readonly string[],
  ) {}

  get conditions(): readonly string[] {
    this.ofTrial = true;
    return this.trialConditions;
  }
}

/** The words of a statement, by every reader; what says the same again under the same lines, in any trial, is read once. */
function readWords({ text, parents }: Statement, section: Section, trial: TrialReading): LineResult {
  const { structurer, conditions, known } = trial;
  const { vocabulary, readers, connectives, memory } = structurer;
  const key = `${section}\n${text}\n${parents.join('\n')}`;
  let result = known.get(key) ?? memory.get(key);
  if (!result) {
    const context = new LineContext(vocabulary, section, parents, conditions);
    const found = readers.flatMap((reader) => reader.read(text, context));
    const readings = section === 'exclusion' ? withTimeAbove(found, parents) : found;
    result = combine(text, readings, section, connectives);
    if (!context.ofTrial) memory.keep(key, result);
    known.set(key, result);
  }
  return result;
}

/** Runs every reader over a statement's own text. */
function readText(statement: Statement, section: Section, trial: TrialReading): LineResult {
  if (statement.text.length > LONGEST) return unread(statement.text, trial.structurer.connectives);
  const result = ofOthers(
    definition(ofSome(readWords(statement, section, trial), statement, section), statement),
    statement,
  );
  if (statement.noted && result.expression && result.unread.length > 0)
    return {
      ...result,
      confidence: Math.min(result.confidence, 0.7),
      review: [...result.review, 'a note changes the criterion'],
    };
  return result;
}

const REPRODUCTION =
  /\b(?:(?:pre|peri|post)-?\s?menopaus|menopaus|child-?\s?bearing|wocbp|contracept|birth control|steril|infertil|reproductive)/iu;
const DEFINES = /\b(?:defined|definition|considered|include[sd]?|following|methods?|means)\b/iu;

const OTHERS =
  /\b(?:caregivers?|carers?|support persons?|partners?|spouses?|parents?|donors?|clinicians?|providers?|family members?)\b/iu;

/**
 * "For disease-specific cohort participants: ...", "LOW-RISK STRATUM: ...": a label that is no part's name and yet says who is meant.
 */
const SOME = /^(?:only )?(?:for|in) (?!all\b)[^:.;]{3,120}:/iu;
const PEOPLE =
  /\b(?:participants?|patients?|subjects?|cohorts?|arms?|groups?|those|individuals|persons?|sites?|countries|parts?|phases?)\b/iu;
const STRATUM = /^[^:.;]{2,60} (?:stratum|cohort|arm|group|sub-?study):/iu;

/** "Treatment-naive participants must not have ...", among exclusions. */
const SOME_MUST_NOT =
  /^(?!all\b|any\b|the\b|study\b|eligible\b|no\b|female\b|male\b)[a-z][^.;:,]{3,60} (?:participants|patients|subjects) (?:must|may|should|can) ?not\b/iu;

function ofSome(result: LineResult, { text, lines }: Statement, section: Section): LineResult {
  if (!result.expression || 'if' in result.expression || (lines[0]?.scopes.length ?? 0) > 0) return result;
  const mustNot = section === 'exclusion' && SOME_MUST_NOT.test(text);
  if (!mustNot && !STRATUM.test(text) && !PEOPLE.test(SOME.exec(text)?.[0] ?? '')) return result;
  return {
    ...result,
    confidence: Math.min(result.confidence, 0.7),
    review: [...result.review, 'said of some of the patients'],
  };
}

/** Criteria for caregivers or donors bind no patient. */
function ofOthers(result: LineResult, { lines }: Statement): LineResult {
  if (!lines[0]?.scopes.some(({ title }) => OTHERS.test(title))) return result;
  return {
    ...result,
    confidence: Math.min(result.confidence, 0.5),
    review: [...result.review, 'said of somebody else'],
  };
}

/** Under "Postmenopausal is defined as:" or "Acceptable methods are:" a line explains a word; nobody has to meet it. */
function definition(result: LineResult, { parents }: Statement): LineResult {
  if (!result.expression || parents.length === 0) return result;
  const under = parents.slice(-2).some((parent) => REPRODUCTION.test(parent) && DEFINES.test(lastClause(parent, '.')));
  if (!under) return result;
  const method = kindOf(result.expression) === 'contraception';
  return {
    ...result,
    requirement: 'informational',
    confidence: method ? result.confidence : Math.min(result.confidence, 0.6),
    review: method ? result.review : [...result.review, 'part of a definition'],
  };
}

/** A list may have tens of thousands of members. */
const lowest = (results: readonly LineResult[]): number =>
  results.reduce((confidence, result) => Math.min(confidence, result.confidence), 1);

/** Several results under one member of a list: all of them. */
function together(results: readonly LineResult[]): LineResult {
  return {
    expression: { all: results.map((r) => r.expression ?? notRead) },
    confidence: lowest(results),
    review: [...new Set(results.flatMap((r) => r.review))],
    requirement: 'hard',
    unread: results.flatMap((r) => r.unread),
    negates: false,
  };
}

/** A list that decides together. Members that were not read stay in it as unknown: the others can still settle it. */
function grouped(
  statement: Statement,
  lead: LineResult | undefined,
  members: readonly LineResult[],
  section: Section,
): LineResult {
  const read = members.filter((m) => m.expression !== undefined);
  const logic = statement.group?.logic ?? { join: 'all' };
  const expressions = members.map((m) => m.expression ?? notRead);
  const unread = [...(lead?.unread ?? []), ...members.flatMap((m) => m.unread)];
  const review = [...new Set([...(lead?.review ?? []), ...members.flatMap((m) => m.review)])];
  const base: LineResult = { confidence: 0, review, requirement: 'hard', unread, negates: false };
  if (read.length === 0 && !lead?.expression) return base;
  let expression: Expression =
    logic.join === 'any'
      ? { any: expressions }
      : logic.join === 'all'
        ? { all: expressions }
        : { atLeast: { n: logic.n, of: expressions } };
  let confidence = lowest(lead?.expression ? [...read, lead] : read);
  if (lead?.negates && section === 'inclusion' && !lead.expression) expression = { not: expression };
  else if (lead?.expression) expression = { all: [lead.expression, expression] };
  if (lead && !lead.expression && lead.unread.length > 0) {
    confidence = Math.min(confidence, Math.max(0.4, 0.75 - 0.05 * (lead.unread.length - 1)));
    review.push(`not read: ${lead.unread.slice(0, 6).join(' ')}`);
  }
  return { ...base, expression, confidence, review };
}
