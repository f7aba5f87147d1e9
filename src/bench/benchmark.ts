/** A benchmark prints what it measured and nothing else; sets are compared for equality before anything is timed. */
export interface Benchmark {
  name: string;
  summary: string;
  /** Figures with their units in the key (`pairsPerSecond`, `p50Ms`); plain JSON. */
  run(options: BenchOptions): Promise<Record<string, unknown>>;
}

export interface BenchOptions {
  /** Seconds to spend on each figure. */
  seconds: number;
  /** Folder of the development data, where a benchmark reads it. */
  sharedData: string;
  /** Limits the amount of work (trials, patients); each benchmark says what it limits. */
  limit?: number;
  /** Eligibility documents (NDJSON) to use in place of structuring the development data's texts. */
  documents?: string;
}
