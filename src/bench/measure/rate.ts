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

export async function repeatAsync(work: () => Promise<void>, seconds: number): Promise<Rate> {
  await work();
  const start = performance.now();
  let rounds = 0;
  let elapsed: number;
  do {
    await work();
    rounds += 1;
    elapsed = (performance.now() - start) / 1000;
  } while (elapsed < seconds);
  return { rounds, seconds: elapsed };
}

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
