import type { Bound, Criterion, EligibilityDocument } from '../model.js';
import { boundsOf, type StatedBound } from './bounds.js';
import { foldedText, likeness } from './likeness.js';

/** One limit before and after; absent = there was, or is, none. */
export interface BoundChange {
  of: string;
  end: 'min' | 'max';
  before?: Bound & { unit?: string };
  after?: Bound & { unit?: string };
}

export type CriterionChange =
  | { change: 'added'; after: Criterion }
  | { change: 'removed'; before: Criterion }
  | {
      change: 'changed';
      before: Criterion;
      after: Criterion;
      /** Limits that differ. */
      bounds: BoundChange[];
      /** What else differs: another section turns the meaning round, another scope narrows or widens it. */
      moved?: ('section' | 'scope')[];
    };

export interface Amendment {
  from: string;
  to: string;
  changes: CriterionChange[];
  unchanged: number;
}

interface Pairing {
  same: [Criterion, Criterion][];
  changed: [Criterion, Criterion][];
  removed: Criterion[];
  added: Criterion[];
}

/** Below this two criteria are not two states of one. Chosen so that a changed number or drug still pairs. */
const alike = 0.55;

const exactKey = ({ section, scope, text }: Criterion): string => `${section} ${scope} ${foldedText(text)}`;
const textKey = ({ text }: Criterion): string => foldedText(text);

/** Takes equal members out of both lists, in order, and gives them in pairs. */
function pairEqual(
  before: Criterion[],
  after: Criterion[],
  key: (criterion: Criterion) => string,
): [Criterion, Criterion][] {
  const waiting = new Map<string, Criterion[]>();
  for (const criterion of before) waiting.set(key(criterion), [...(waiting.get(key(criterion)) ?? []), criterion]);
  const pairs: [Criterion, Criterion][] = [];
  for (const criterion of after) {
    const old = waiting.get(key(criterion))?.shift();
    if (old) pairs.push([old, criterion]);
  }
  remove(before, pairs.map(([old]) => old));
  remove(after, pairs.map(([, now]) => now));
  return pairs;
}

function remove(list: Criterion[], members: readonly Criterion[]): void {
  const gone = new Set(members);
  list.splice(0, list.length, ...list.filter((criterion) => !gone.has(criterion)));
}

/** The most alike first; ties by position, so that the outcome depends on nothing else. */
function pairAlike(before: Criterion[], after: Criterion[]): [Criterion, Criterion][] {
  const candidates = before.flatMap((old, at) =>
    after.map((now, position) => ({ old, now, at, position, score: likeness(old, now) })),
  );
  const ranked = candidates
    .filter(({ score }) => score >= alike)
    .sort((a, b) => b.score - a.score || a.at - b.at || a.position - b.position);
  const taken = new Set<Criterion>();
  const pairs: [Criterion, Criterion][] = [];
  for (const { old, now } of ranked) {
    if (taken.has(old) || taken.has(now)) continue;
    taken.add(old).add(now);
    pairs.push([old, now]);
  }
  remove(before, [...taken]);
  remove(after, [...taken]);
  return pairs;
}

function pair(before: EligibilityDocument, after: EligibilityDocument): Pairing {
  const removed = [...before.criteria];
  const added = [...after.criteria];
  const same = pairEqual(removed, added, exactKey);
  const moved = pairEqual(removed, added, textKey);
  const changed = [...moved, ...pairAlike(removed, added)];
  return { same, changed, removed, added };
}

const withUnit = ({ bound, unit }: StatedBound): Bound & { unit?: string } => ({
  ...bound,
  ...(unit === undefined ? {} : { unit }),
});

function boundChanges(before: Criterion, after: Criterion): BoundChange[] {
  const key = ({ of, end }: StatedBound): string => `${of} ${end}`;
  const changes = new Map<string, BoundChange>();
  for (const stated of boundsOf(before.when))
    changes.set(key(stated), { of: stated.of, end: stated.end, before: withUnit(stated) });
  for (const stated of boundsOf(after.when))
    changes.set(key(stated), { of: stated.of, end: stated.end, ...changes.get(key(stated)), after: withUnit(stated) });
  const isSame = ({ before: old, after: now }: BoundChange): boolean =>
    old?.value === now?.value && old?.inclusive === now?.inclusive && old?.unit === now?.unit;
  return [...changes.values()].filter((change) => !isSame(change));
}

function changeOf([before, after]: [Criterion, Criterion]): CriterionChange {
  const moved = (['section', 'scope'] as const).filter((field) => before[field] !== after[field]);
  return {
    change: 'changed',
    before,
    after,
    bounds: boundChanges(before, after),
    ...(moved.length > 0 ? { moved } : {}),
  };
}

/**
 * What an amendment did to a trial's criteria, in the order of the later document, what was removed last. It compares what
 * the registry wrote; a better reading of the same words is no amendment.
 */
export function amendment(before: EligibilityDocument, after: EligibilityDocument): Amendment {
  const { same, changed, removed, added } = pair(before, after);
  const position = new Map(after.criteria.map((criterion, at) => [criterion, at]));
  const here = [
    ...changed.map((both) => ({ at: position.get(both[1]) ?? 0, change: changeOf(both) })),
    ...added.map((criterion): { at: number; change: CriterionChange } => ({
      at: position.get(criterion) ?? 0,
      change: { change: 'added', after: criterion },
    })),
  ].sort((a, b) => a.at - b.at);
  return {
    from: before.trial.version,
    to: after.trial.version,
    changes: [
      ...here.map(({ change }) => change),
      ...removed.map((criterion): CriterionChange => ({ change: 'removed', before: criterion })),
    ],
    unchanged: same.length,
  };
}

/**
 * The later document with the ids of the earlier one wherever the text stayed the same, so that reviews and results that
 * name a criterion go on naming it. New and changed criteria get numbers that the earlier document never used.
 */
export function keepIds(before: EligibilityDocument, after: EligibilityDocument): EligibilityDocument {
  const kept = new Map(pair(before, after).same.map(([old, now]) => [now, old.id]));
  const used = new Set(before.criteria.map(({ id }) => id));
  const next = new Map<string, number>();
  const fresh = (prefix: string): string => {
    let number = next.get(prefix) ?? 1;
    while (used.has(`${prefix}${number}`)) number += 1;
    next.set(prefix, number + 1);
    return `${prefix}${number}`;
  };
  return {
    ...after,
    criteria: after.criteria.map((criterion) => ({
      ...criterion,
      id: kept.get(criterion) ?? fresh(/^[a-z]+/.exec(criterion.id)?.[0] ?? 'c'),
    })),
  };
}
