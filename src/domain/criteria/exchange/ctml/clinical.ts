import type { Expression, Range } from '../../model.js';
import type { CtmlLeaf, CtmlValue } from './grammar.js';
import type { TumourNames } from './names.js';
import { conjunction, type CtmlReading } from './reading.js';
import { comparison, rangeOf, signed } from './value.js';

/** Accepted by MatchMiner and not matched on in its default configuration. */
const IGNORED = new Set(['her2_status', 'er_status', 'pr_status', 'disease_status']);

/** Clinical keys stand alone: each is a condition of its own, with its own `!`. */
export function readClinical(leaf: CtmlLeaf, names: TumourNames): CtmlReading {
  const members: Expression[] = [];
  const review: string[] = [];
  for (const [key, value] of Object.entries(leaf)) {
    const name = key.toLowerCase();
    if (IGNORED.has(name)) {
      review.push(`${key}: ${String(value)} is not matched on (MatchMiner ignores it)`);
      continue;
    }
    const { when, why } = readKey(name, value, names);
    if (why !== undefined) review.push(why);
    members.push(signed(value).negated ? { not: when } : when);
  }
  return members.length === 0 ? { nothing: true, review } : { when: conjunction(members), review };
}

interface KeyReading {
  when: Expression;
  why?: string;
}

const unread = (name: string, text: string): KeyReading => ({
  when: { unstructured: { topic: name } },
  why: `${name}: "${text}" has no computable reading`,
});

function readKey(name: string, value: CtmlValue, names: TumourNames): KeyReading {
  const { text } = signed(value);
  switch (name) {
    case 'age_numerical':
      return readAge(text) ?? unread(name, text);
    case 'tmb_numerical': {
      const compared = comparison(text);
      return compared ? { when: { signature: { name: 'tmb', ...rangeOf(compared), unit: '1/Mb' } } } : unread(name, text);
    }
    case 'gender': {
      const is = text.toLowerCase();
      return is === 'female' || is === 'male' ? { when: { sex: { is } } } : unread(name, text);
    }
    case 'oncotree_primary_diagnosis': {
      const { anyOf, review } = names.read(text);
      return { when: { cancer: { anyOf } }, ...(review !== undefined && { why: review }) };
    }
    default:
      return unread(name, text);
  }
}

/** Years with a decimal fraction that stands for whole months: `<0.5` is under six months, `0.083` one month. */
function readAge(text: string): KeyReading | undefined {
  const compared = comparison(text);
  if (!compared) return undefined;
  const years = Math.floor(compared.value);
  const months = Math.round((compared.value - years) * 12);
  const age = (range: Range): Expression => ({ age: { ...range, unit: months === 0 ? 'a' : 'mo' } });
  const { operator } = compared;
  const value = months === 0 ? years : years * 12 + months;
  // Up to the very day of that age, where "at most 75 years" in our language holds until the 76th birthday.
  if (operator === '<=') return { when: { not: age(rangeOf({ operator: '>', value })) } };
  return { when: age(rangeOf({ operator, value })) };
}
