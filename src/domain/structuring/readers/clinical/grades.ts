import type { Range } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';
import { countAt } from './line-count.js';
import { skip } from './grammar.js';

/** A grade of severity (CTCAE) and the items [from, to) that say it. */
export interface Grade {
  range: Range;
  from: number;
  to: number;
}

const isBound = (line: ClinicalLine, index: number): boolean =>
  line.sign(index, '\u2265', '\u2264', '>', '<') || line.is(index, 'bound');

/** "grade >= 2", ">= grade 2", "grade 3 or 4", "grade 2 or higher" that starts at `index`. */
export function gradeAt(line: ClinicalLine, index: number): Grade | undefined {
  const bounded = isBound(line, index);
  const at = bounded ? index + 1 : index;
  if (!line.is(at, 'grade')) return undefined;
  const count = countAt(line, at + 1);
  if (!count) return undefined;
  let { range } = count;
  const value = range.min?.value;
  if (bounded) {
    if (value === undefined || isBound(line, at + 1)) return undefined;
    range = bound(line, index, value);
  }
  const { min, max } = range;
  if ((min?.value ?? 0) > 5 || (max?.value ?? 0) > 5) return undefined;
  return { range, from: index, to: count.to };
}

function bound(line: ClinicalLine, index: number, value: number): Range {
  const word = line.tag(index, 'bound');
  if (line.sign(index, '\u2265') || word === 'min') return { min: { value, inclusive: true } };
  if (line.sign(index, '>') || word === 'above') return { min: { value, inclusive: false } };
  return { max: { value, inclusive: line.sign(index, '\u2264') || word === 'max' } };
}

/** The grade that ends right before `index`, with the name of the scale in front of it: "NCI CTCAE >= Grade 2 neuropathy". */
export function gradeBefore(line: ClinicalLine, index: number): Grade | undefined {
  for (let from = index - 2; from >= 0 && from >= index - 6; from--) {
    const grade = gradeAt(line, from);
    if (!grade || grade.to !== index) continue;
    const whole = from > 0 && isBound(line, from - 1) ? gradeAt(line, from - 1) : grade;
    if (!whole || whole.to !== index) return undefined;
    let start = whole.from;
    while (
      start > 0 &&
      (line.is(start - 1, 'ctcae') || (line.items[start - 1]?.number !== undefined && line.is(start - 2, 'ctcae')))
    )
      start -= 1;
    return { ...whole, from: start };
  }
  return undefined;
}

/** "(>= grade 2)", "of grade 3 or higher" behind what it grades. */
export function gradeAfter(line: ClinicalLine, index: number): Grade | undefined {
  const open = skip(line, index, 'filler');
  const bracket = line.sign(open, '(', ',') ? open + 1 : open;
  const grade = gradeAt(line, skip(line, bracket, 'filler', 'ctcae'));
  if (!grade) return undefined;
  return { ...grade, from: index, to: line.sign(open, '(') && line.sign(grade.to, ')') ? grade.to + 1 : grade.to };
}
