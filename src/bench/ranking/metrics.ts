/** Gains of a ranked list, best rank first; 2, 1 or 0. */
export type Gains = readonly number[];

const discounted = (gains: Gains, depth: number): number =>
  gains.slice(0, depth).reduce((sum, gain, i) => sum + (2 ** gain - 1) / Math.log2(i + 2), 0);

/** Normalized discounted cumulative gain (Järvelin and Kekäläinen 2002, gain 2^rel - 1). */
export function ndcg(gains: Gains, depth: number): number {
  const ideal = discounted(
    gains.toSorted((a, b) => b - a),
    depth,
  );
  return ideal === 0 ? 0 : discounted(gains, depth) / ideal;
}

export const precision = (gains: Gains, depth: number): number =>
  gains.slice(0, depth).filter((gain) => gain > 0).length / depth;

/** Share of pairs of a more and a less relevant trial that stand in the right order. */
export function pairwiseAuc(gains: Gains): number {
  let right = 0;
  let pairs = 0;
  for (let i = 0; i < gains.length; i++)
    for (let j = i + 1; j < gains.length; j++) {
      const [before, after] = [gains[i] as number, gains[j] as number];
      if (before === after) continue;
      pairs += 1;
      if (before > after) right += 1;
    }
  return pairs === 0 ? NaN : right / pairs;
}

export const mean = (values: readonly number[]): number => {
  const known = values.filter((value) => !Number.isNaN(value));
  return Math.round((1000 * known.reduce((sum, value) => sum + value, 0)) / known.length) / 1000;
};
