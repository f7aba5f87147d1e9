import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompiledLeaf } from '../../src/domain/evaluation/compiled-leaf.js';
import { decide, reasonOf, truthOf, type Decision } from '../../src/domain/evaluation/decision.js';
import type { Program } from '../../src/domain/evaluation/program.js';
import type { Verdict } from '../../src/domain/evaluation/verdict.js';
import { not } from '../../src/domain/logic/truth.js';

const RUNS = { numRuns: 10_000 };
const LEAVES = 6;

const leaf = (index: number): Program => ({ op: 'leaf', leaf: { key: `leaf${index}` } as CompiledLeaf });

const { program } = fc.letrec<{ program: Program }>((tie) => {
  const members = fc.array(tie('program'), { minLength: 0, maxLength: 4 });
  return {
    program: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.nat(LEAVES - 1).map(leaf),
      members.map((of): Program => ({ op: 'all', of })),
      members.map((of): Program => ({ op: 'any', of })),
      tie('program').map((of): Program => ({ op: 'not', of })),
      fc.tuple(fc.nat(4), members).map(([n, of]): Program => ({ op: 'atLeast', n, of })),
      fc
        .tuple(tie('program'), tie('program'), fc.option(tie('program'), { nil: undefined }))
        .map(([condition, then, otherwise]): Program => ({
          op: 'if',
          condition,
          then,
          ...(otherwise && { otherwise }),
        })),
    ),
  };
});

const verdict: fc.Arbitrary<Verdict> = fc
  .record({
    truth: fc.constantFrom('true' as const, 'false' as const, 'unknown' as const),
    recoverable: fc.boolean(),
    presumed: fc.boolean(),
    turnsOn: fc.option(fc.integer({ min: 20_000, max: 22_000 }), { nil: undefined }),
    reason: fc.constantFrom('missing' as const, 'stale' as const, 'notTested' as const, 'attestation' as const),
  })
  .map(({ truth, recoverable, presumed, turnsOn, reason }) =>
    truth === 'unknown'
      ? { truth, reason, recoverable }
      : { truth, recoverable, ...(presumed && { presumed: true as const }), ...(turnsOn !== undefined && { turnsOn }) },
  );

const verdicts = fc.array(verdict, { minLength: LEAVES, maxLength: LEAVES });

const run = (one: Program, given: readonly Verdict[]): Decision =>
  decide(one, (asked) => given[Number(asked.key.slice(4))] ?? { truth: 'unknown', reason: 'missing' });

/** A decision without the order of its explanation. */
const essence = ({ truth, presumed, recoverable, turnsOn, deciding }: Decision) => ({
  truth,
  presumed,
  recoverable,
  turnsOn,
  deciding: [...new Set(deciding.map((one) => one.leaf.key))].sort(),
  reason: truth === 'unknown' ? reasonOf(deciding) : undefined,
});

const holds = (check: (one: Program, given: Verdict[]) => void) =>
  fc.assert(fc.property(program, verdicts, check), RUNS);

describe('the algebra of expressions', () => {
  it("obeys De Morgan's laws, explanation, presumption and dates included", () => {
    fc.assert(
      fc.property(fc.array(program, { minLength: 1, maxLength: 4 }), verdicts, (members, given) => {
        const negated = members.map((of): Program => ({ op: 'not', of }));
        const none: Program = { op: 'not', of: { op: 'any', of: members } };
        const some: Program = { op: 'not', of: { op: 'all', of: members } };
        expect(essence(run(none, given))).toEqual(essence(run({ op: 'all', of: negated }, given)));
        expect(essence(run(some, given))).toEqual(essence(run({ op: 'any', of: negated }, given)));
      }),
      RUNS,
    );
  });

  it('is idempotent: a thing twice is the thing, and not not the thing is the thing', () => {
    holds((one, given) => {
      const once = essence(run(one, given));
      expect(essence(run({ op: 'all', of: [one, one] }, given)).truth).toBe(once.truth);
      expect(essence(run({ op: 'any', of: [one, one] }, given)).truth).toBe(once.truth);
      expect(essence(run({ op: 'not', of: { op: 'not', of: one } }, given))).toEqual(once);
    });
  });

  it('does not depend on the order of members', () => {
    const shuffled = fc
      .array(program, { maxLength: 5 })
      .chain((members) =>
        fc.tuple(
          fc.constant(members),
          fc.shuffledSubarray(members, { minLength: members.length, maxLength: members.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, fc.nat(5), verdicts, ([members, other], n, given) => {
        for (const op of ['all', 'any'] as const)
          expect(essence(run({ op, of: other }, given))).toEqual(essence(run({ op, of: members }, given)));
        expect(essence(run({ op: 'atLeast', n, of: other }, given))).toEqual(
          essence(run({ op: 'atLeast', n, of: members }, given)),
        );
      }),
      RUNS,
    );
  });

  it('is monotone: an unknown leaf that becomes known never changes what was decided', () => {
    fc.assert(
      fc.property(program, verdicts, fc.nat(LEAVES - 1), fc.boolean(), (one, given, index, becomes) => {
        fc.pre(given[index]?.truth === 'unknown');
        const before = run(one, given).truth;
        const after = run(
          one,
          given.map((old, i) => (i === index ? { truth: becomes ? 'true' : 'false' } : old)),
        ).truth;
        if (before !== 'unknown') expect(after).toBe(before);
      }),
      RUNS,
    );
  });

  it('explains minimally: the named leaves alone give the outcome, whatever the others say', () => {
    fc.assert(
      fc.property(program, verdicts, verdicts, (one, given, others) => {
        const decision = run(one, given);
        fc.pre(decision.truth !== 'unknown');
        const named = new Set(decision.deciding.map(({ leaf: { key } }) => Number(key.slice(4))));
        const rest = given.map((own, i) => (named.has(i) ? own : (others[i] ?? own)));
        expect(run(one, rest).truth).toBe(decision.truth);
      }),
      RUNS,
    );
  });

  it('gives the same truth on the cheap path as on the explained one', () => {
    holds((one, given) => {
      const cheap = truthOf(one, ({ key }) => given[Number(key.slice(4))]?.truth ?? 'unknown');
      expect(cheap).toBe(run(one, given).truth);
      expect(run({ op: 'not', of: one }, given).truth).toBe(not(cheap));
    });
  });
});
