import type { PatientContext } from '../../evaluation/patient-context.js';
import type { PackedIndex } from '../index/packed-index.js';
import { isPresumed, RECORDED } from '../index/truth-code.js';
import { wordsFor, type TruthPlanes } from './planes.js';

/** What a block of patients says to one leaf or condition; `recorded` leaves out what is only presumed absent. */
export interface AnswerPlanes extends TruthPlanes {
  recorded: TruthPlanes;
}

const STRIP = 32;

/** The answers of a block of patients to all leaves of an index: each patient's truth codes, turned on their side. */
export class LeafPlanes {
  private readonly words: number;
  /** The four bits of a truth code, each with the words of every leaf one after the other. */
  private readonly bits: readonly Uint32Array[];
  private readonly presumed: Uint8Array;

  constructor(packed: PackedIndex, patients: readonly PatientContext[]) {
    const leaves = packed.leaves.length;
    this.words = wordsFor(patients.length);
    this.bits = Array.from({ length: 2 * RECORDED }, () => new Uint32Array(leaves * this.words));
    this.presumed = new Uint8Array(leaves);
    const strip = Array.from({ length: STRIP }, () => new Uint8Array(leaves));
    for (let word = 0; word < this.words; word++) {
      const count = Math.min(STRIP, patients.length - word * STRIP);
      for (let p = 0; p < count; p++) packed.answerLeaves(patients[word * STRIP + p] as PatientContext, strip[p] as Uint8Array); // prettier-ignore
      this.turn(strip, count, word);
    }
  }

  private turn(strip: readonly Uint8Array[], count: number, word: number): void {
    const [yes, no, recordedYes, recordedNo] = this.bits as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
    for (let leaf = 0, at = word; leaf < this.presumed.length; leaf++, at += this.words) {
      let [y, n, ry, rn] = [0, 0, 0, 0];
      for (let p = 0; p < count; p++) {
        const code = (strip[p] as Uint8Array)[leaf] as number;
        y |= (code & 1) << p;
        n |= ((code >> 1) & 1) << p;
        ry |= ((code >> 2) & 1) << p;
        rn |= (code >> 3) << p;
        if (isPresumed(code)) this.presumed[leaf] = 1;
      }
      yes[at] = y;
      no[at] = n;
      recordedYes[at] = ry;
      recordedNo[at] = rn;
    }
  }

  /** The planes of a leaf; where nobody's answer is presumed, the recorded ones are the same objects. */
  of(leaf: number): AnswerPlanes {
    const plane = (bit: number) => (this.bits[bit] as Uint32Array).subarray(leaf * this.words, (leaf + 1) * this.words);
    const planes = { yes: plane(0), no: plane(1) };
    return { ...planes, recorded: this.presumed[leaf] === 1 ? { yes: plane(2), no: plane(3) } : planes };
  }
}
