import { lintExpression } from '../criteria/lint/lint-document.js';
import type { Criterion, Expression } from '../criteria/model.js';
import { remembered } from '../logic/remembered.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import { doubted } from './doubted.js';

/** Expressions whose doubts are kept, and characters of the longest of them. */
const REMEMBERED = 10_000;
const LONGEST = 600;

type DoubtsOf = (when: Expression) => readonly string[];

const known = new WeakMap<Vocabulary, DoubtsOf>();

function freshDoubts(when: Expression, vocabulary: Vocabulary): readonly string[] {
  const errors = lintExpression(when, vocabulary).filter(({ severity }) => severity === 'error');
  return errors.length === 0 ? none : [...new Set(errors.map(({ message }) => `cannot be meant: ${message}`))];
}

const none: readonly string[] = [];

/** What is wrong with an expression, remembered: trials ask for the same again and again. */
function doubtsBy(vocabulary: Vocabulary): DoubtsOf {
  const short = remembered((json) => freshDoubts(JSON.parse(json) as Expression, vocabulary), REMEMBERED);
  return (when) => {
    const json = JSON.stringify(when);
    return json.length > LONGEST ? freshDoubts(when, vocabulary) : short(json);
  };
}

/**
 * A reading that cannot be meant (a contradiction, a limit beyond what the analyte can be, a unit it is not given in) is
 * a slip of the text or of the reader: it stays to be looked at, and excludes nobody.
 */
export function withDoubts(criteria: readonly Criterion[], vocabulary: Vocabulary): Criterion[] {
  let doubtsOf = known.get(vocabulary);
  if (!doubtsOf) known.set(vocabulary, (doubtsOf = doubtsBy(vocabulary)));
  return criteria.map((criterion) => {
    if (criterion.basis !== 'parsed') return criterion;
    const doubts = doubtsOf(criterion.when);
    return doubts.length === 0 ? criterion : doubted(criterion, doubts);
  });
}
