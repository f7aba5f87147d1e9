import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import type { PatientContext } from '../../evaluation/patient-context.js';
import type { Classes } from './fact-classes.js';
import { emptyPlane, fullPlane, wordsFor, type Plane, type TruthPlanes } from './planes.js';

/** What a block of patients says to one leaf; `recorded` leaves out what is only presumed absent. */
export interface LeafPlanes extends TruthPlanes {
  recorded: TruthPlanes;
}

/** Per class: bit 0 true, bit 1 false, bit 2 only presumed; none is unknown. */
type Answer = number;

/** Judges one patient of every class on a leaf and gives everybody the answer of their class. */
export function leafPlanes(leaf: CompiledLeaf, classes: Classes): LeafPlanes {
  const { ids, representatives } = classes;
  const words = wordsFor(ids.length);
  const answers = answersOf(leaf, classes);
  const planes: TruthPlanes = { yes: emptyPlane(words), no: emptyPlane(words) };
  const presumed = answers.some((answer) => answer > 3) ? emptyPlane(words) : undefined;
  if (representatives.length === 1) fillAll(ids.length, answers[0] ?? 0, planes, presumed);
  else fill(ids, answers, planes, presumed);
  return { ...planes, recorded: presumed ? without(planes, presumed) : planes };
}

function answersOf(leaf: CompiledLeaf, { representatives, byBirth }: Classes): Uint8Array {
  const answers = new Uint8Array(representatives.length);
  const judge = (id: number): Answer => {
    const { truth, presumed } = leaf.judge(representatives[id] as PatientContext);
    return (answers[id] = truth === 'unknown' ? 0 : (truth === 'true' ? 1 : 2) | (presumed ? 4 : 0));
  };
  const ordered = isOneAgeLimit(leaf) ? byBirth : 0;
  if (ordered > 2) bisect(answers, 0, ordered - 1, judge(0), judge(ordered - 1), judge);
  for (let id = ordered > 2 ? ordered : 0; id < representatives.length; id++) judge(id);
  return answers;
}

/** With one limit the answer changes only once from the oldest to the youngest, so that few of them need be judged. */
const isOneAgeLimit = ({ kind, parameters }: CompiledLeaf): boolean =>
  kind === 'age' && ('min' in parameters && parameters.min !== undefined) !== ('max' in parameters && parameters.max !== undefined); // prettier-ignore

function bisect(
  answers: Uint8Array,
  low: number,
  high: number,
  atLow: Answer,
  atHigh: Answer,
  judge: (id: number) => Answer,
): void {
  if (atLow === atHigh) answers.fill(atLow, low, high + 1);
  else if (high - low > 1) {
    const middle = (low + high) >>> 1;
    const atMiddle = judge(middle);
    bisect(answers, low, middle, atLow, atMiddle, judge);
    bisect(answers, middle, high, atMiddle, atHigh, judge);
  }
}

function fillAll(patients: number, answer: number, { yes, no }: TruthPlanes, presumed: Plane | undefined): void {
  const full = fullPlane(patients);
  if (answer & 1) yes.set(full);
  if (answer & 2) no.set(full);
  if (answer & 4) presumed?.set(full);
}

function fill(ids: Uint32Array, answers: Uint8Array, { yes, no }: TruthPlanes, presumed: Plane | undefined): void {
  for (let word = 0; word < yes.length; word++) {
    const start = word * 32;
    const end = Math.min(start + 32, ids.length);
    let [y, n, s] = [0, 0, 0];
    for (let p = start; p < end; p++) {
      const answer = answers[ids[p] as number] as number;
      const bit = p - start;
      y |= (answer & 1) << bit;
      n |= ((answer >>> 1) & 1) << bit;
      s |= (answer >>> 2) << bit;
    }
    yes[word] = y;
    no[word] = n;
    if (presumed) presumed[word] = s;
  }
}

const without = ({ yes, no }: TruthPlanes, presumed: Plane): TruthPlanes => ({
  yes: yes.map((word, w) => word & ~(presumed[w] as number)),
  no: no.map((word, w) => word & ~(presumed[w] as number)),
});
