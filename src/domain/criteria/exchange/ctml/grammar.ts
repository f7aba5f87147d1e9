/**
 * CTML, the trial format of MatchMiner: a tree of steps, arms and dose levels, each of which may carry a `match` list.
 * Source: the conformance suite's trials and configuration (Apache-2.0); see docs/ctml.md.
 */
export type CtmlValue = string | number | boolean | null;
/** One criterion: keys and values; all of them must hold of one patient document. */
export type CtmlLeaf = Readonly<Record<string, CtmlValue>>;

export type CtmlNode =
  | { node: 'and' | 'or'; members: CtmlNode[] }
  | { node: 'leaf'; label: string; leaf: CtmlLeaf };

export type CtmlLevelKind = 'trial' | 'step' | 'arm' | 'doseLevel';

export interface CtmlLevel {
  kind: CtmlLevelKind;
  /** `step-1-arm-2`: position in the tree, since codes repeat. */
  id: string;
  title: string;
  suspended: boolean;
  /** Members of the implicit conjunction. Empty means nothing to match, not everyone. */
  match: CtmlNode[];
}

export interface CtmlTrial {
  protocolNo: string;
  nctId?: string;
  title?: string;
  /** `_summary.status[0].value`; absent means closed. */
  status?: string;
  lastUpdated?: string;
  /** In document order; only levels that carry a `match` key. */
  levels: CtmlLevel[];
}

/** The document is not CTML; `path` is the place, as in `treatment_list.step.0.arm.1.match`. */
export class CtmlError extends Error {
  override readonly name = 'CtmlError';
  constructor(
    readonly path: string,
    what: string,
  ) {
    super(`${path}: ${what}`);
  }
}
