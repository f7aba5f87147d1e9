import type { Expression, LeafKind, LeafParameters } from '../../../src/domain/criteria/model.js';
import type { CoverageDomain, Fact, Profile } from '../../../src/domain/patient/profile.js';
import { leafWitness } from './leaf-witness.js';

/** What a patient must have for a leaf to be true, false or unknown; `undefined` where no record can make it so. */
export interface Witness {
  holds?: Partial<Profile>;
  fails?: Partial<Profile>;
  open?: Partial<Profile>;
}

const everything: CoverageDomain[] = ['conditions', 'medications', 'allergies', 'procedures', 'labs', 'genomics'];

/** Two partial patients as one. */
function together(a: Partial<Profile>, b: Partial<Profile>): Partial<Profile> {
  const facts: Fact[] = [...(a.facts ?? []), ...(b.facts ?? [])];
  const coverage = [...new Set([...(a.coverage ?? []), ...(b.coverage ?? [])])];
  return { ...a, ...b, facts, ...(coverage.length > 0 && { coverage }) };
}

const join = (parts: readonly (Partial<Profile> | undefined)[]): Partial<Profile> | undefined =>
  parts.some((part) => part === undefined) ? undefined : (parts as Partial<Profile>[]).reduce(together, {});

/** Patients for a whole expression, put together from those of its leaves. */
export function witnessOf(expression: Expression): Witness {
  if ('not' in expression) {
    const { holds, fails, open } = witnessOf(expression.not);
    return made(fails, holds, open);
  }
  if ('all' in expression) {
    const members = expression.all.map(witnessOf);
    const index = members.findIndex(({ fails }) => fails !== undefined);
    // Only the member that fails is given: two results of one analyte on one day would contradict each other.
    const otherHolds = members.map((member, i) => (i === index ? member.fails : {}));
    const openAt = members.map((member) => member.open ?? {});
    return made(join(members.map(({ holds }) => holds)), index < 0 ? undefined : join(otherHolds), join(openAt));
  }
  if ('any' in expression) {
    const members = expression.any.map(witnessOf);
    const first = members.find(({ holds }) => holds !== undefined)?.holds;
    return made(first, join(members.map(({ fails }) => fails)), join(members.map((member) => member.open ?? {})));
  }
  if ('if' in expression) {
    const [condition, then, otherwise] = [witnessOf(expression.if), witnessOf(expression.then), expression.else ? witnessOf(expression.else) : {}]; // prettier-ignore
    // Nothing listed never excludes under a condition: the patient that fails has the condition on record.
    return made(
      join([condition.fails, otherwise.holds]),
      join([condition.holds, then.fails]),
      join([condition.open, then.open]),
    );
  }
  if ('atLeast' in expression) throw new Error('the catalogue counts nothing');
  const [kind, parameters] = Object.entries(expression)[0] as [LeafKind, LeafParameters[LeafKind]];
  return leafWitness(kind, parameters, everything);
}

const made = (holds?: Partial<Profile>, fails?: Partial<Profile>, open?: Partial<Profile>): Witness => ({
  ...(holds && { holds }),
  ...(fails && { fails }),
  ...(open && { open }),
});
