import type { LeafKind, LeafParameters } from '../criteria/model.js';
import type { Truth } from '../logic/truth.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { Judge, KindCompiler } from './kind-compiler.js';
import { kindCompilers } from './kinds/index.js';
import { leafKey } from '../criteria/leaf-key.js';
import type { PatientContext } from './patient-context.js';
import { leafResult, type LeafResult, type Verdict } from './verdict.js';
import { readClosed } from './world.js';

/** Which presumed truths may not be used where this leaf stands (see `presumption` in criteria/kinds). */
export type RefusedPresumption = 'none' | 'true' | 'false' | 'both';

export interface CompiledLeaf<K extends LeafKind = LeafKind> {
  /** Equal keys mean equal verdicts for every patient. */
  key: string;
  kind: K;
  parameters: LeafParameters[K];
  refused: RefusedPresumption;
  /** Truth with its support, nothing put in words: the cheap path. */
  judge: Judge;
  truth(patient: PatientContext): Truth;
  explain(patient: PatientContext): LeafResult;
}

/** What is only presumed is then no answer: the thing may be missing from the record. */
export function withoutPresumption(verdict: Verdict, refused: RefusedPresumption): Verdict {
  if (!verdict.presumed || (refused !== 'both' && refused !== verdict.truth)) return verdict;
  return {
    truth: 'unknown',
    reason: 'missing',
    support: verdict.support ?? [],
    recoverable: verdict.recoverable ?? false,
  };
}

/** Whether the text narrows what it names in words that no record answers. */
export const isNarrowed = (parameters: object): boolean =>
  'restriction' in parameters && parameters.restriction !== undefined;

/**
 * Where the text narrows what it names, a match may be one of those meant or not. A closed world, which has no more to tell,
 * takes it for one.
 */
export function asNarrowed(verdict: Verdict): Verdict {
  if (verdict.truth !== 'true') return verdict;
  const { presumed: _, turnsOn: __, ...rest } = verdict;
  return { ...rest, truth: 'unknown', reason: 'borderline', closedReading: 'true' };
}

export function compileLeaf<K extends LeafKind>(
  kind: K,
  parameters: LeafParameters[K],
  vocabulary: Vocabulary,
  refused: RefusedPresumption = 'none',
): CompiledLeaf<K> {
  const compile = kindCompilers[kind] as KindCompiler<K>;
  const judgeOpen = compile(parameters, vocabulary);
  const narrowed = isNarrowed(parameters);
  const judge: Judge = (patient) => {
    const verdict = narrowed ? asNarrowed(judgeOpen(patient)) : judgeOpen(patient);
    if (patient.world === 'closed') return readClosed(verdict);
    return refused === 'none' ? verdict : withoutPresumption(verdict, refused);
  };
  const key = leafKey(kind, parameters);
  return {
    key: refused === 'none' ? key : `${key} refusing presumed ${refused}`,
    kind,
    parameters,
    refused,
    judge,
    truth: (patient) => judge(patient).truth,
    explain: (patient) => leafResult(judge(patient)),
  };
}
