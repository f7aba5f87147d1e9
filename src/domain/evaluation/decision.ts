import type { Day } from '../logic/day.js';
import { atLeast, ifThenElse, not, type Truth } from '../logic/truth.js';
import type { CompiledLeaf } from './compiled-leaf.js';
import type { Reason } from './outcome.js';
import type { Program } from './program.js';
import type { Verdict } from './verdict.js';

export interface LeafVerdict {
  leaf: CompiledLeaf;
  verdict: Verdict;
}

/** The truth of an expression with the leaves that made it so, and nothing of the leaves that did not matter. */
export interface Decision {
  truth: Truth;
  deciding: readonly LeafVerdict[];
  presumed: boolean;
  recoverable: boolean;
  turnsOn?: Day;
}

const certainlyTrue: Decision = { truth: 'true', deciding: [], presumed: false, recoverable: false };

/** The `count`-th earliest of the days on which members turn; undefined where fewer turn by time alone. */
function nthTurn(members: readonly Decision[], count: number): Day | undefined {
  const days = members.flatMap((member) => member.turnsOn ?? []).sort((a, b) => a - b);
  return days[count - 1];
}

/**
 * At least `n` members hold (`all` = every one, `any` = one). The explanation names the members that have the deciding
 * truth; where recorded facts suffice, those that are only presumed are left out of it.
 */
function counting(n: number, members: readonly Decision[]): Decision {
  const truth = atLeast(
    n,
    members.map((member) => member.truth),
  );
  const agreeing = members.filter((member) => member.truth === truth);
  if (truth === 'unknown')
    return {
      truth,
      deciding: agreeing.flatMap((member) => member.deciding),
      presumed: false,
      recoverable: agreeing.every((member) => member.recoverable),
    };
  const recorded = agreeing.filter((member) => !member.presumed);
  const needed = truth === 'true' ? n : members.length - n + 1;
  const onRecord = recorded.length >= needed;
  const toTurn = agreeing.length - needed + 1;
  const turnsOn = nthTurn(agreeing, toTurn);
  return {
    truth,
    deciding: (onRecord ? recorded : agreeing).flatMap((member) => member.deciding),
    presumed: !onRecord,
    recoverable: agreeing.filter((member) => member.recoverable).length >= toTurn,
    ...(turnsOn !== undefined && { turnsOn }),
  };
}

function conditional(condition: Decision, then: Decision, otherwise: Decision): Decision {
  const truth = ifThenElse(condition.truth, then.truth, otherwise.truth);
  if (condition.truth === 'unknown') {
    const agree = then.truth === otherwise.truth;
    const open = [condition, then, otherwise].filter((part) => part.truth === 'unknown');
    const parts = agree ? [then, otherwise] : open;
    return {
      truth,
      deciding: parts.flatMap((part) => part.deciding),
      presumed: parts.some((part) => part.presumed),
      recoverable: parts.every((part) => part.recoverable),
    };
  }
  const [taken, other] = condition.truth === 'true' ? [then, otherwise] : [otherwise, then];
  const turns = [taken.turnsOn, other.truth === not(truth) ? condition.turnsOn : undefined].flatMap((day) => day ?? []);
  return {
    truth,
    deciding: [...condition.deciding, ...taken.deciding],
    // Where both branches agree on recorded facts, it does not matter that the condition was only presumed.
    presumed: taken.presumed || (condition.presumed && !(taken.truth === other.truth && !other.presumed)),
    recoverable: taken.recoverable || (condition.recoverable && other.truth !== truth),
    ...(truth !== 'unknown' && turns.length > 0 && { turnsOn: Math.min(...turns) }),
  };
}

/** Runs a program on the verdicts of its leaves, wherever those come from (judged now, or kept from before). */
export function decide(program: Program, verdictOf: (leaf: CompiledLeaf) => Verdict): Decision {
  switch (program.op) {
    case 'leaf': {
      const verdict = verdictOf(program.leaf);
      return {
        truth: verdict.truth,
        deciding: [{ leaf: program.leaf, verdict }],
        presumed: verdict.presumed ?? false,
        recoverable: verdict.recoverable ?? false,
        ...(verdict.turnsOn !== undefined && { turnsOn: verdict.turnsOn }),
      };
    }
    case 'not': {
      const inner = decide(program.of, verdictOf);
      return { ...inner, truth: not(inner.truth) };
    }
    case 'if':
      return conditional(
        decide(program.condition, verdictOf),
        decide(program.then, verdictOf),
        program.otherwise ? decide(program.otherwise, verdictOf) : certainlyTrue,
      );
    case 'all':
    case 'any':
    case 'atLeast': {
      const members = program.of.map((member) => decide(member, verdictOf));
      switch (program.op) {
        case 'all':
          return counting(members.length, members);
        case 'any':
          return counting(1, members);
        case 'atLeast':
          return counting(program.n, members);
      }
    }
  }
}

/** The truth alone, with nothing allocated for an explanation; stops as soon as the answer is known. */
export function truthOf(program: Program, truthOfLeaf: (leaf: CompiledLeaf) => Truth): Truth {
  switch (program.op) {
    case 'leaf':
      return truthOfLeaf(program.leaf);
    case 'not':
      return not(truthOf(program.of, truthOfLeaf));
    case 'if': {
      const condition = truthOf(program.condition, truthOfLeaf);
      if (condition === 'true') return truthOf(program.then, truthOfLeaf);
      const otherwise = program.otherwise ? truthOf(program.otherwise, truthOfLeaf) : 'true';
      return condition === 'false' ? otherwise : ifThenElse(condition, truthOf(program.then, truthOfLeaf), otherwise);
    }
    case 'all':
    case 'any': {
      const decisive: Truth = program.op === 'all' ? 'false' : 'true';
      let open = false;
      for (const member of program.of) {
        const truth = truthOf(member, truthOfLeaf);
        if (truth === decisive) return decisive;
        open ||= truth === 'unknown';
      }
      return open ? 'unknown' : not(decisive);
    }
    case 'atLeast':
      return atLeast(
        program.n,
        program.of.map((member) => truthOf(member, truthOfLeaf)),
      );
  }
}

/** What can be acted on comes first; what nobody can look up comes last. */
const reasonOrder: readonly Reason[] = [
  'conflicting',
  'incomparable',
  'stale',
  'borderline',
  'notCovered',
  'notTested',
  'missing',
  'ambiguousMapping',
  'attestation',
  'unparsed',
];

/** The one reason that speaks for several undecided verdicts, whatever their order. */
export function reasonOfVerdicts(verdicts: readonly Verdict[]): Reason {
  const reasons = new Set(verdicts.map(({ reason }) => reason));
  return reasonOrder.find((reason) => reasons.has(reason)) ?? 'missing';
}

export const reasonOf = (deciding: readonly LeafVerdict[]): Reason =>
  reasonOfVerdicts(deciding.map(({ verdict }) => verdict));
