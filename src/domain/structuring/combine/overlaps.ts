import type { Reading } from '../reader.js';

/**
 * Keeps, of readings that claim the same characters, the longer one; of equally long ones the surer, then the one whose
 * reader comes first. The rest are dropped: the longer reading has seen what the shorter one saw.
 */
export function withoutOverlaps(readings: readonly Reading[]): Reading[] {
  if (readings.length < 2) return [...readings];
  const order = readings.map((reading, index) => ({ reading, index }));
  order.sort(
    (a, b) =>
      b.reading.end - b.reading.start - (a.reading.end - a.reading.start) ||
      b.reading.confidence - a.reading.confidence ||
      a.index - b.index,
  );
  const kept: Reading[] = [];
  for (const { reading } of order)
    if (!kept.some((other) => other.start < reading.end && reading.start < other.end)) kept.push(reading);
  return kept.sort((a, b) => a.start - b.start);
}
