import { describe, expect, it } from 'vitest';
import { addMonths, dayInterval, dayOf, daysInMonth, isoDay } from './day.js';

const MS_PER_DAY = 86_400_000;

describe('calendar days', () => {
  it('agree with the calendar of the platform on every day from 1700 to 2300', () => {
    const wrong: number[] = [];
    for (let day = Date.UTC(1700, 0, 1) / MS_PER_DAY; day < Date.UTC(2300, 0, 1) / MS_PER_DAY; day++) {
      const date = new Date(day * MS_PER_DAY);
      const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
      const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
      if (dayOf(year, month, date.getUTCDate()) !== day || daysInMonth(year, month) !== length) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });

  it('add months by cutting the day to the last of the month', () => {
    const plus = (date: string, months: number) => isoDay(addMonths(dayInterval(date)?.from ?? NaN, months));
    expect(plus('2024-01-31', 1)).toBe('2024-02-29');
    expect(plus('2023-01-31', 1)).toBe('2023-02-28');
    expect(plus('2024-02-29', 12)).toBe('2025-02-28');
    expect(plus('2024-03-15', -3)).toBe('2023-12-15');
    expect(plus('2024-12-31', 2)).toBe('2025-02-28');
  });
});
