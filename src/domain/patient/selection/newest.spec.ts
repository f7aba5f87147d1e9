import { describe, expect, it } from 'vitest';
import type { PerformanceFact } from '../profile.js';
import { choose, newest } from './newest.js';

const ecog = (value: number, date?: string, resource = `Observation/${value}`): PerformanceFact => ({
  kind: 'performance',
  scale: 'ecog',
  value,
  ...(date !== undefined && { date }),
  source: { resource, path: 'Observation.valueInteger' },
});

describe('the newest fact', () => {
  it('wins whatever the order; undated ones only where none has a date', () => {
    expect(newest([ecog(1, '2020-01-01'), ecog(2, '2024-01-01'), ecog(3)])).toMatchObject([{ value: 2 }]);
    expect(newest([ecog(3)])).toMatchObject([{ value: 3 }]);
    expect(newest([])).toEqual([]);
  });

  it('by a partial date is as new as its last possible day', () => {
    expect(newest([ecog(1, '2024-05-17'), ecog(2, '2024')])).toMatchObject([{ value: 2 }]);
  });

  it('of two on one day shows both and says whether they agree', () => {
    expect(
      choose([ecog(1, '2024-01-01', 'Observation/a'), ecog(1, '2024-01-01', 'Observation/b')], (fact) => fact.value),
    ).toMatchObject({ conflicting: false });
    expect(choose([ecog(1, '2024-01-01'), ecog(2, '2024-01-01')], (fact) => fact.value)).toMatchObject({
      conflicting: true,
      facts: [{ value: 1 }, { value: 2 }],
    });
  });
});
