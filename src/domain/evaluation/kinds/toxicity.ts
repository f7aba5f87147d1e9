import type { ToxicityParameters } from '../../criteria/model.js';
import { point, withinRange } from '../../logic/interval.js';
import { all, not, type Truth } from '../../logic/truth.js';
import type { ConditionFact } from '../../patient/profile.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import { isAnyCondition } from '../conditions.js';
import type { KindCompiler } from '../kind-compiler.js';
import { judgeList, type Entry } from '../list-kind.js';

/** Side effects: conditions recorded as adverse events, and conditions with a grade, which only those have. */
const isSideEffect = (fact: ConditionFact): boolean =>
  fact.present !== false && (fact.adverseEvent === true || fact.grade !== undefined);

/** Cause as recorded; a drug or class stands for what it belongs to ("immunotherapy" for pembrolizumab). */
function causedBy(fact: ConditionFact, asked: string, { drugs }: Vocabulary): Truth {
  const own = fact.attributedTo;
  if (own === undefined) return 'unknown';
  if (own === asked || drugs.modalityOf(own) === asked) return 'true';
  return drugs.classesOf(own).includes(asked) || drugs.isClass(own, asked) ? 'true' : 'false';
}

function entryOf(fact: ConditionFact, p: ToxicityParameters, vocabulary: Vocabulary): Entry {
  const { conditions } = vocabulary;
  const parts: Truth[] = [];
  if (p.terms) parts.push(isAnyCondition(fact, p.terms, conditions));
  if (p.except) parts.push(not(isAnyCondition(fact, p.except, conditions)));
  // A grade of another scale is no answer.
  const grade = (p.scale ?? 'ctcae') === (fact.gradeScale ?? 'ctcae') ? fact.grade : undefined;
  if (p.grade) parts.push(grade === undefined ? 'unknown' : withinRange(point(grade), p.grade));
  if (p.attributedTo !== undefined) parts.push(causedBy(fact, p.attributedTo, vocabulary));
  if ((p.when ?? 'current') === 'current') parts.push(fact.status === 'active' ? 'true' : fact.status === 'inactive' ? 'false' : 'unknown'); // prettier-ignore
  return { fact, truth: all(parts) };
}

export const toxicity: KindCompiler<'toxicity'> = (p, vocabulary) => (patient) =>
  judgeList('toxicity', patient, patient.facts('condition').filter(isSideEffect).map((fact) => entryOf(fact, p, vocabulary)), true); // prettier-ignore
