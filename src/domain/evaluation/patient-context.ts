import { type Clock, WatchedClock } from '../logic/clock.js';
import { exactDay, dayInterval, type Day, type DayInterval } from '../logic/day.js';
import type { CoverageDomain, Fact, FactKind, FactOf, Profile } from '../patient/profile.js';
import { byNewest, dateOf } from '../patient/selection/newest.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';

/** `open`: what the record does not say is unknown. `closed`: it is "no", as boolean matchers read it. */
export type World = 'open' | 'closed';

export interface PatientContextOptions {
  /** Full date on which everything is judged. Facts that begin later are not seen. */
  asOf: string;
  world?: World;
  vocabulary: Vocabulary;
}

/** A patient made ready for evaluation: facts by kind, newest first, and views derived from them, each made once. */
export interface PatientContext extends Clock {
  readonly profile: Profile;
  readonly world: World;
  readonly vocabulary: Vocabulary;
  /** Facts of one kind, newest first, undated ones last, none that begins after the as-of date. */
  facts<K extends FactKind>(kind: K): readonly FactOf<K>[];
  /** Whether the record holds resources of this domain, so that a thing it does not list may be presumed absent. */
  covers(domain: CoverageDomain): boolean;
  /** Does the work and tells the first day on which it could come out differently by time alone; Infinity = never. */
  watch<T>(work: () => T): { result: T; until: Day };
  /** A view computed once per patient; `key` names it. */
  memo<T>(key: string, make: () => T): T;
}

/** The days on which a fact begins, or undefined where the record gives no usable date. */
export const factDays = (fact: Fact): DayInterval | undefined => dayInterval(dateOf(fact));

/** Prepares a profile for evaluation on a date. Throws RangeError where `asOf` is not a full date. */
export function patientContext(profile: Profile, options: PatientContextOptions): PatientContext {
  const clock = new WatchedClock(exactDay(options.asOf));
  const views = new Map<string, { result: unknown; until: Day }>();
  const covered = new Set(profile.coverage ?? []);
  let byKind: Map<FactKind, Fact[]> | undefined;
  /** Days on which facts of a kind come into sight. */
  const appearing = new Map<FactKind, Day>();

  const index = (): Map<FactKind, Fact[]> => {
    const map = new Map<FactKind, Fact[]>();
    for (const fact of profile.facts) {
      const from = factDays(fact)?.from ?? -Infinity;
      if (from > clock.asOf) {
        appearing.set(fact.kind, Math.min(from, appearing.get(fact.kind) ?? Infinity));
        continue;
      }
      const list = map.get(fact.kind);
      if (list) list.push(fact);
      else map.set(fact.kind, [fact]);
    }
    for (const list of map.values()) if (list.length > 1) list.sort(byNewest);
    return map;
  };

  return {
    profile,
    asOf: clock.asOf,
    hasCome: (day) => clock.hasCome(day),
    watch: (work) => clock.watch(work),
    world: options.world ?? 'open',
    vocabulary: options.vocabulary,
    facts<K extends FactKind>(kind: K) {
      byKind ??= index();
      clock.note(appearing.get(kind) ?? Infinity);
      return (byKind.get(kind) ?? []) as FactOf<K>[];
    },
    covers: (domain) => covered.has(domain),
    memo<T>(key: string, make: () => T): T {
      let view = views.get(key);
      if (!view) views.set(key, (view = clock.watch(make)));
      clock.note(view.until);
      return view.result as T;
    },
  };
}
