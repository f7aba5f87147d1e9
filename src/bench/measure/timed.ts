/** Milliseconds of one piece of work: on the wall, and of the processor, which other load on the machine lengthens less. */
export interface Timing {
  wallMs: number;
  processorMs: number;
}

export function timed<T>(work: () => T): { result: T } & Timing {
  const before = process.cpuUsage();
  const start = performance.now();
  const result = work();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { result, wallMs, processorMs: (user + system) / 1000 };
}

export const inSeconds = (ms: number): number => Math.round(ms) / 1000;
