import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import type { Program } from '../../evaluation/program.js';
import { and, choice, FALSE, negation, NO, or, RECORDED, TRUE, YES, type TruthCode } from './truth-code.js';

type Operator = Exclude<Program['op'], 'leaf'>;

interface Node {
  op: Operator;
  /** Of `atLeast`: how many must hold. */
  n: number;
  members: readonly number[];
  depth: number;
}

/** Nodes of one operator that stand one after the other. */
interface Stretch {
  op: Operator;
  from: number;
  to: number;
}

/**
 * All conditions of an index as one graph: equal parts of different conditions are one node. The nodes stand in a few long
 * arrays, each after those it reads, so that one pass from end to end answers every condition of a patient and allocates
 * nothing. Slots below `leaves` are those of the leaves.
 */
export class TruthGraph {
  /** Slots of leaves and nodes together. */
  readonly size: number;
  /** The slot of each program, in the order given; -1 where there is none. */
  readonly slots: Int32Array;
  private readonly stretches: readonly Stretch[];
  private readonly starts: Int32Array;
  private readonly members: Int32Array;
  private readonly needed: Int32Array;

  constructor(
    programs: readonly (Program | undefined)[],
    private readonly leaves: number,
    numberOf: (leaf: CompiledLeaf) => number,
  ) {
    const nodes: Node[] = [];
    const known = new Map<string, number>();
    const depthOf = (slot: number): number => (slot < leaves ? 0 : (nodes[slot - leaves] as Node).depth);
    const enter = (program: Program): number => {
      if (program.op === 'leaf') return numberOf(program.leaf);
      const members = partsOf(program).map(enter);
      const n = program.op === 'atLeast' ? program.n : 0;
      const key = `${program.op} ${n} ${members.join()}`;
      let slot = known.get(key);
      if (slot === undefined) {
        slot = leaves + nodes.push({ op: program.op, n, members, depth: 1 + members.reduce((most, member) => Math.max(most, depthOf(member)), 0) }) - 1; // prettier-ignore
        known.set(key, slot);
      }
      return slot;
    };
    const entered = programs.map((program) => (program ? enter(program) : -1));
    const order = [...nodes.keys()].sort((a, b) => inTurn(nodes[a] as Node, nodes[b] as Node) || a - b);
    const placed = new Int32Array(nodes.length);
    for (const [position, node] of order.entries()) placed[node] = leaves + position;
    const moved = (slot: number): number => (slot < leaves ? slot : (placed[slot - leaves] as number));
    this.size = leaves + nodes.length;
    this.slots = Int32Array.from(entered, moved);
    this.starts = new Int32Array(nodes.length + 1);
    for (const [i, node] of order.entries()) this.starts[i + 1] = (this.starts[i] as number) + (nodes[node] as Node).members.length; // prettier-ignore
    this.members = Int32Array.from(order.flatMap((node) => (nodes[node] as Node).members.map(moved)));
    this.needed = Int32Array.from(order, (node) => (nodes[node] as Node).n);
    this.stretches = stretchesOf(order.map((node) => nodes[node] as Node));
  }

  /** Works out every node from the leaves' answers, which fill the first slots of `codes`. */
  run(codes: Uint8Array): void {
    for (const { op, from, to } of this.stretches)
      switch (op) {
        case 'all':
          this.conjunctions(codes, from, to);
          break;
        case 'any':
          this.disjunctions(codes, from, to);
          break;
        case 'not':
          for (let i = from; i < to; i++) codes[this.leaves + i] = negation(this.member(codes, i, 0));
          break;
        case 'if':
          for (let i = from; i < to; i++) codes[this.leaves + i] = this.conditional(codes, i);
          break;
        case 'atLeast':
          for (let i = from; i < to; i++) codes[this.leaves + i] = this.counted(codes, i);
      }
  }

  private conjunctions(codes: Uint8Array, from: number, to: number): void {
    const { starts, members, leaves } = this;
    let m = starts[from] as number;
    for (let i = from; i < to; i++) {
      const end = starts[i + 1] as number;
      let code: TruthCode = TRUE;
      for (; m < end; m++) code = and(code, codes[members[m] as number] as number);
      codes[leaves + i] = code;
    }
  }

  private disjunctions(codes: Uint8Array, from: number, to: number): void {
    const { starts, members, leaves } = this;
    let m = starts[from] as number;
    for (let i = from; i < to; i++) {
      const end = starts[i + 1] as number;
      let code: TruthCode = FALSE;
      for (; m < end; m++) code = or(code, codes[members[m] as number] as number);
      codes[leaves + i] = code;
    }
  }

  private member(codes: Uint8Array, node: number, position: number): TruthCode {
    return codes[this.members[(this.starts[node] as number) + position] as number] as TruthCode;
  }

  private conditional(codes: Uint8Array, node: number): TruthCode {
    const hasElse = (this.starts[node + 1] as number) - (this.starts[node] as number) === 3;
    const otherwise = hasElse ? this.member(codes, node, 2) : TRUE;
    return choice(this.member(codes, node, 0), this.member(codes, node, 1), otherwise);
  }

  private counted(codes: Uint8Array, node: number): TruthCode {
    const members = (this.starts[node + 1] as number) - (this.starts[node] as number);
    const counts = { yes: 0, no: 0, recordedYes: 0, recordedNo: 0 };
    for (let m = 0; m < members; m++) {
      const code = this.member(codes, node, m);
      if (code & YES) counts.yes += 1;
      if (code & NO) counts.no += 1;
      if ((code >> RECORDED) & YES) counts.recordedYes += 1;
      if ((code >> RECORDED) & NO) counts.recordedNo += 1;
    }
    const n = this.needed[node] as number;
    const tooMany = members - n + 1;
    return (
      (counts.yes >= n ? YES : 0) |
      (counts.no >= tooMany ? NO : 0) |
      (counts.recordedYes >= n ? YES << RECORDED : 0) |
      (counts.recordedNo >= tooMany ? NO << RECORDED : 0)
    );
  }
}

function partsOf(program: Exclude<Program, { op: 'leaf' }>): readonly Program[] {
  switch (program.op) {
    case 'not':
      return [program.of];
    case 'if':
      return [program.condition, program.then, ...(program.otherwise ? [program.otherwise] : [])];
    default:
      return program.of;
  }
}

/** What is read by others comes before them; equal operators stand together. */
const inTurn = (a: Node, b: Node): number => a.depth - b.depth || (a.op < b.op ? -1 : a.op > b.op ? 1 : 0);

function stretchesOf(nodes: readonly Node[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [i, { op }] of nodes.entries()) {
    const last = stretches.at(-1);
    // Two depths of one operator may follow each other: the pass goes node by node, so they are one stretch.
    if (last?.op === op) last.to = i + 1;
    else stretches.push({ op, from: i, to: i + 1 });
  }
  return stretches;
}
