import type { LeafKind } from '../../criteria/model.js';
import { within } from '../grammar/ordered.js';
import type { Reading } from '../reader.js';
import { kindOf } from './expressions.js';

const measured: ReadonlySet<LeafKind | undefined> = new Set<LeafKind>([
  'age',
  'lab',
  'vital',
  'scale',
  'performance',
  'lifeExpectancy',
]);

/** What was taken of a line. */
interface Taken {
  add(reading: Reading): void;
  touches(reading: Reading): boolean;
}

/** Readings of most lines are few: each is compared with each. */
class TakenSpans implements Taken {
  private readonly spans: Reading[] = [];

  add(reading: Reading): void {
    if (reading.start < reading.end) this.spans.push(reading);
  }

  touches({ start, end }: Reading): boolean {
    if (start >= end) return false;
    for (const span of this.spans) if (span.start < end && start < span.end) return true;
    return false;
  }
}

/** Characters of a line that are taken. */
class TakenUnits implements Taken {
  private readonly units: Uint8Array;

  constructor(length: number) {
    this.units = new Uint8Array(length);
  }

  add({ start, end }: Reading): void {
    this.units.fill(1, start, end);
  }

  touches({ start, end }: Reading): boolean {
    return this.units.subarray(start, end).includes(1);
  }
}

const FEW = 24;

const takenOf = (readings: readonly Reading[]): Taken =>
  readings.length <= FEW ? new TakenSpans() : new TakenUnits(Math.max(...readings.map((r) => r.end)));

/**
 * Keeps, of readings that claim the same characters, the longer one; of equally long ones the surer, then the one whose
 * reader comes first: the longer reading has seen what the shorter one saw. Only a measured value stays inside anything
 * longer ("renal failure (creatinine > 2 mg/dL)", "adults of at least 18 years able to consent"), which keeps the words on
 * its longer side.
 */
export function withoutOverlaps(readings: readonly Reading[]): Reading[] {
  if (readings.length < 2) return [...readings];
  const values = readings.filter((r) => measured.has(kindOf(r.expression))).sort((a, b) => a.start - b.start);
  const measuredUnits = takenOf(readings);
  for (const value of values) measuredUnits.add(value);
  const kept: Reading[] = [];
  const taken = takenOf(readings);
  for (const reading of longestFirst(
    readings.flatMap((r) => (measuredUnits.touches(r) ? besideValues(r, values) : [r])),
  )) {
    if (taken.touches(reading)) continue;
    taken.add(reading);
    kept.push(reading);
  }
  return kept.sort((a, b) => a.start - b.start);
}

function longestFirst(readings: readonly Reading[]): Reading[] {
  return readings
    .map((reading, index) => ({ reading, index, length: reading.end - reading.start }))
    .sort((a, b) => b.length - a.length || b.reading.confidence - a.reading.confidence || a.index - b.index)
    .map(({ reading }) => reading);
}

function besideValues(reading: Reading, values: readonly Reading[]): Reading[] {
  if (measured.has(kindOf(reading.expression))) return [reading];
  let pieces = [{ start: reading.start, end: reading.end }];
  for (const value of within(values, reading.start - 400, reading.end + 400))
    pieces = pieces.flatMap(({ start, end }) =>
      value.start < end && start < value.end
        ? [
            { start, end: value.start },
            { start: value.end, end },
          ].filter((piece) => piece.end - piece.start > 3)
        : [{ start, end }],
    );
  const [longest] = pieces.sort((a, b) => b.end - b.start - (a.end - a.start));
  return longest ? [{ ...reading, ...longest }] : [];
}
