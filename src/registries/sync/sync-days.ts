const day = 86_400_000;

/** The registry's change date has day granularity and its day is not ours, so every run reaches back. */
export const overlapDays = 2;

/** `YYYY-MM-DD` some days earlier. */
export function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * day).toISOString().slice(0, 10);
}

/** Numbers are swept weekly. */
export const isSweepDue = (last: Date | null | undefined, now: Date): boolean =>
  !last || now.getTime() - last.getTime() >= 7 * day;
