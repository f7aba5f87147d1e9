/** How often a piece of work was done in a time, warm. */
export interface Rate {
  rounds: number;
  seconds: number;
}

/** Repeats `work` for at least `seconds` after one warm-up round. */
export function repeat(work: () => void, seconds: number): Rate {
  work();
  const start = performance.now();
  let rounds = 0;
  let elapsed: number;
  do {
    work();
    rounds += 1;
    elapsed = (performance.now() - start) / 1000;
  } while (elapsed < seconds);
  return { rounds, seconds: elapsed };
}

/** A turn is long enough for hundreds of rounds, and short beside what else the machine does. */
const TURN_SECONDS = 0.1;
/** Until what is hot is compiled; not counted. */
const WARM_UP_TURNS = 5;

/**
 * Rounds a second of several pieces of work, which take turns until each has had at least `seconds`, so that other load on the
 * machine meets them alike: the median of the turns.
 */
export async function inTurns<Name extends string>(
  works: Readonly<Record<Name, () => void | Promise<void>>>,
  seconds: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[];
  const rates = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let turn = 0; turn < WARM_UP_TURNS; turn++) for (const name of names) await rateOfTurn(works[name]);
  for (let turn = 0; turn < Math.ceil(seconds / TURN_SECONDS); turn++)
    for (const name of names) rates.get(name)?.push(await rateOfTurn(works[name]));
  return Object.fromEntries(names.map((name) => [name, median(rates.get(name) ?? [])])) as Record<Name, number>;
}

async function rateOfTurn(work: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  let rounds = 0;
  let elapsed: number;
  do {
    const working = work();
    if (working) await working;
    rounds += 1;
    elapsed = (performance.now() - start) / 1000;
  } while (elapsed < TURN_SECONDS);
  return rounds / elapsed;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

export const perSecond = ({ rounds, seconds }: Rate, unitsPerRound: number): number =>
  Math.round((rounds * unitsPerRound) / seconds);

/** Percentiles of a list of durations, to three places. */
export function percentiles(values: readonly number[], wanted: readonly number[]): Record<string, number> {
  const sorted = values.toSorted((a, b) => a - b);
  return Object.fromEntries(
    wanted.map((p) => {
      const value = sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)] ?? NaN;
      return [`p${p}Ms`, Math.round(value * 1000) / 1000];
    }),
  );
}
