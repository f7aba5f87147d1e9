import type { Expression, Section } from '../../criteria/model.js';
import type { Reading } from '../reader.js';
import { withoutAsides } from './asides.js';
import { clauseOf, unreadOf, type Clause } from './clause.js';
import type { ConnectiveWords } from './connective-words.js';
import { withPermission } from './exceptions.js';
import { all, any, kindsOf } from './expressions.js';
import type { LineResult } from './line-result.js';
import { belowDecision, limitUnread, lower } from './line-result.js';
import { withoutMeasuringTimes } from './measuring-times.js';
import { withoutOverlaps } from './overlaps.js';
import { withRestrictions } from './restrictions.js';
import { withSharedTimes } from './shared-times.js';
import { sentencesOf, type Sentence } from './sentences.js';

export type { LineResult } from './line-result.js';

/** Puts the readings of one line together into one expression, with the confidence that the whole line was understood. */
export function combine(text: string, found: readonly Reading[], section: Section, words: ConnectiveWords): LineResult {
  const plain = withoutAsides(text, withoutOverlaps(found), words.asides);
  const narrowed = withRestrictions(withoutMeasuringTimes(plain.text, plain.readings), plain.readings, words);
  const bare = narrowed.text;
  const readings = withSharedTimes(bare, narrowed.readings);
  const sentences = sentencesOf(bare, readings, words);
  const state: LineResult = {
    confidence: readings.reduce((least, { confidence }) => Math.min(least, confidence), readings.length > 0 ? 1 : 0),
    review: [...new Set(readings.flatMap((r) => r.review ?? []))],
    requirement: 'hard',
    unread: sentences.flatMap(unreadOf),
    negates: headCues(sentences[0]).some((cue) => cue === 'not' || cue === 'prohibited'),
  };
  if (readings.length === 0) return state;
  state.expression = together(sentences, section, state);
  state.confidence = Math.round(state.confidence * 100) / 100;
  return state;
}

const headCues = (sentence: Sentence | undefined) => (sentence?.parts[0]?.gap ?? sentence?.last)?.cues ?? [];

/** What the sentences of a line state together: each of them excludes, or all are required; what is allowed restricts the rest. */
function together(sentences: readonly Sentence[], section: Section, state: LineResult): Expression {
  const clauses: Clause[] = [];
  const unread: string[] = [];
  for (const sentence of sentences) {
    if (sentence.parts.length > 0)
      clauses.push({
        ...clauseOf(sentence, section, state),
        alternative: clauses.length > 0 && sentence.parts[0]?.gap.cues[0] === 'or',
      });
    else unread.push(...unreadOf(sentence));
  }
  const stated = clauses.filter((clause) => !clause.permits);
  if (stated.length === 0) {
    state.requirement = 'informational';
    limitUnread(state, state.unread);
    return all(clauses.map((clause) => clause.expression));
  }
  unread.push(...stated.flatMap((clause) => clause.unread));
  const base = (section === 'exclusion' ? any : all)(alternativesOf(stated));
  const expression = allowing(base, clauses, section, state, unread);
  limitUnread(state, unread);
  return expression;
}

/** "Bilirubin <= 1.5 x ULN. Up to 3 x ULN is allowed if Gilbert's syndrome is known": the second limit takes the place of the first. */
function looserFor(limit: Expression | undefined, some: Expression): Expression | undefined {
  if (!limit || !('lab' in limit) || !('if' in some) || some.else || !('lab' in some.then)) return undefined;
  const [usual, special] = [limit.lab, some.then.lab];
  if (usual.analyte !== special.analyte || usual.unit !== special.unit) return undefined;
  const higher = usual.max && special.max && special.max.value > usual.max.value;
  const lower = usual.min && special.min && special.min.value < usual.min.value;
  return (higher ?? lower) === true ? { ...some, else: limit } : undefined;
}

/** "ECOG 0-1; or Karnofsky >= 70": sentences that open with "or" are alternatives to the one before. */
function alternativesOf(clauses: readonly Clause[]): Expression[] {
  const groups: Expression[][] = [];
  for (const { expression, alternative, instead } of clauses) {
    const before = groups.at(-1);
    if (instead === true && before && 'if' in expression && !expression.else) {
      groups[groups.length - 1] = [{ ...expression, else: any(before) }];
      continue;
    }
    const looser = before?.length === 1 ? looserFor(before[0], expression) : undefined;
    if (looser) {
      groups[groups.length - 1] = [looser];
      continue;
    }
    if (alternative === true) groups.at(-1)?.push(expression);
    else groups.push([expression]);
  }
  return groups.map((group) => any(group));
}

/** Applies sentences that say what is allowed to what is stated; one about something else changes nothing. */
function allowing(
  base: Expression,
  clauses: readonly Clause[],
  section: Section,
  state: LineResult,
  unread: string[],
): Expression {
  let expression = base;
  const kinds = kindsOf(base);
  for (const clause of clauses) {
    if (!clause.permits) continue;
    const related = [...kindsOf(clause.expression)].some((kind) => kinds.has(kind) && kind !== 'attestation');
    if (!related) continue;
    const modelled = clause.unread.length === 0 ? withPermission(expression, clause.expression, section) : undefined;
    if (modelled) {
      expression = modelled;
      lower(state, 0.84, 'what the text allows is modelled');
    } else {
      unread.push(...clause.unread);
      lower(state, belowDecision, 'what the text allows was not modelled');
    }
  }
  return expression;
}
