import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import type { Program } from '../../evaluation/program.js';
import { FALSE, PRESUMED, TRUE, UNKNOWN, truthOfCode, type TruthCode } from './truth-code.js';

/** Answers of one patient to all leaves, by leaf number. */
export type LeafCodes = Uint8Array;

/** The truth of a program from leaf codes; with `recorded` what is only presumed counts as unknown. */
type Run = (codes: LeafCodes, recorded: boolean) => TruthCode;

/**
 * A program as closures over leaf numbers: nothing is allocated when it runs. The code carries PRESUMED where the truth
 * falls without the presumed absences, which is what `decide` calls presumed.
 */
export function codedProgram(
  program: Program,
  numberOf: (leaf: CompiledLeaf) => number,
): (codes: LeafCodes) => TruthCode {
  if (program.op === 'leaf') {
    const leaf = numberOf(program.leaf);
    return (codes) => codes[leaf] as TruthCode;
  }
  const run = compile(program, numberOf);
  return (codes) => {
    const truth = run(codes, false);
    return truth === UNKNOWN || run(codes, true) === truth ? truth : truth | PRESUMED;
  };
}

function compile(program: Program, numberOf: (leaf: CompiledLeaf) => number): Run {
  switch (program.op) {
    case 'leaf': {
      const leaf = numberOf(program.leaf);
      return (codes, recorded) => {
        const code = codes[leaf] as TruthCode;
        return recorded && code > TRUE ? UNKNOWN : truthOfCode(code);
      };
    }
    case 'not': {
      const inner = compile(program.of, numberOf);
      return (codes, recorded) => FALSE + TRUE - inner(codes, recorded);
    }
    case 'all':
      return extreme(
        program.of.map((member) => compile(member, numberOf)),
        FALSE,
        TRUE,
      );
    case 'any':
      return extreme(
        program.of.map((member) => compile(member, numberOf)),
        TRUE,
        FALSE,
      );
    case 'atLeast':
      return atLeast(
        program.n,
        program.of.map((member) => compile(member, numberOf)),
      );
    case 'if': {
      const condition = compile(program.condition, numberOf);
      const then = compile(program.then, numberOf);
      const otherwise: Run = program.otherwise ? compile(program.otherwise, numberOf) : () => TRUE;
      return (codes, recorded) => {
        const truth = condition(codes, recorded);
        const [a, b] = [then(codes, recorded), otherwise(codes, recorded)];
        return truth === TRUE ? a : truth === FALSE ? b : a === b ? a : UNKNOWN;
      };
    }
  }
}

/** A conjunction is as true as its least true member, a disjunction as its truest; one at the extreme ends the search. */
const extreme =
  (members: readonly Run[], decisive: TruthCode, neutral: TruthCode): Run =>
  (codes, recorded) => {
    let truth = neutral;
    for (const member of members) {
      const own = member(codes, recorded);
      if (own === decisive) return decisive;
      if (own === UNKNOWN) truth = UNKNOWN;
    }
    return truth;
  };

const atLeast =
  (n: number, members: readonly Run[]): Run =>
  (codes, recorded) => {
    let sure = 0;
    let possible = 0;
    for (const member of members) {
      const own = member(codes, recorded);
      if (own === TRUE) sure += 1;
      if (own !== FALSE) possible += 1;
    }
    return sure >= n ? TRUE : possible < n ? FALSE : UNKNOWN;
  };
