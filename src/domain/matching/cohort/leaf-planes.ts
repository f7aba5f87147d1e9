import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import type { Classes } from './fact-classes.js';
import { emptyPlane, wordsFor, type Plane, type TruthPlanes } from './planes.js';

/** What a block of patients says to one leaf; `recorded` leaves out what is only presumed absent. */
export interface LeafPlanes extends TruthPlanes {
  recorded: TruthPlanes;
}

/** Judges one patient of every class on a leaf and gives everybody the answer of their class. */
export function leafPlanes(leaf: CompiledLeaf, { ids, representatives }: Classes): LeafPlanes {
  const words = wordsFor(ids.length);
  // Per class: bit 0 true, bit 1 false, bit 2 only presumed; none is unknown.
  const answers = new Uint8Array(representatives.length);
  let anyPresumed = false;
  for (const [id, patient] of representatives.entries()) {
    const { truth, presumed } = leaf.judge(patient);
    if (truth === 'unknown') continue;
    answers[id] = (truth === 'true' ? 1 : 2) | (presumed ? 4 : 0);
    anyPresumed ||= presumed === true;
  }
  const planes: TruthPlanes = { yes: emptyPlane(words), no: emptyPlane(words) };
  const presumed = anyPresumed ? emptyPlane(words) : undefined;
  fill(ids, answers, planes, presumed);
  return { ...planes, recorded: presumed ? without(planes, presumed) : planes };
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
