import { describe, expect, it } from 'vitest';
import { Random } from '../../bench/synthetic/random.js';
import { leastFirst } from './least-first.js';

describe('the least numbers', () => {
  it('come to the front, whatever the order, equal ones too', () => {
    const random = new Random(7);
    for (let round = 0; round < 300; round++) {
      const length = random.whole(0, 60);
      const most = random.pick([3, 1000]);
      const given = Float64Array.from({ length }, () => random.whole(0, most));
      const count = random.whole(0, length);
      const numbers = given.slice();
      leastFirst(numbers, count);
      expect([...numbers.subarray(0, count)].sort((a, b) => a - b)).toEqual([...given.toSorted().subarray(0, count)]);
      expect(numbers.toSorted()).toEqual(given.toSorted());
    }
  });
});
