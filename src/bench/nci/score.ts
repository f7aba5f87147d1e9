export interface Score {
  found: number;
  missed: string[];
  right: number;
  wrong: string[];
}

export const emptyScore = (): Score => ({ found: 0, missed: [], right: 0, wrong: [] });

const ratio = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : Math.round((1000 * part) / whole) / 1000;

/** Recall and precision, with what was missed and what was read beyond the codes. */
export const figures = ({ found, missed, right, wrong }: Score): Record<string, unknown> => ({
  recall: ratio(found, found + missed.length),
  precision: ratio(right, right + wrong.length),
  found,
  missed: missed.length,
  right,
  beyondTheCodes: wrong.length,
  missedList: missed,
  beyondList: wrong,
});
