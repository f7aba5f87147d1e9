import type { Bound, Range } from '../../criteria/model.js';
import type { Comparator, ComparatorMention, Comparators } from './comparators.js';
import type { NumberToken } from './numbers.js';
import { findNumbers } from './numbers.js';
import { firstFrom } from './ordered.js';
import type { UnitToken, Units } from './units.js';
import { GapWords } from './word-gap.js';

/** A bound, a range or a list of values somewhere in a line, with its unit. */
export interface Quantity extends Range {
  start: number;
  end: number;
  unit?: string;
  family?: UnitToken['family'];
  /** Values without any comparator: "0, 1 or 2", "class II". */
  values?: number[];
  /** `160/95`: the second value under the same comparator. */
  second?: Range & { values?: number[] };
  /** Where the measure stands in a chain ("18 <= age <= 75") or before its reversed bound ("18 <= age"). */
  around?: [number, number];
  /** The sign before the number was lost; there is no min and no max then. */
  lost?: true;
  /** What a human should know about the number's spelling. */
  notes: string[];
}

const leadWords = new GapWords(
  'of to a an the age ages is was about approximately score class grade or equal',
  ' ([)]:=',
);
const tail = /^(?:[ ,)-]{0,2}(?:of age|old|years?)?[ ,)(]{0,2}|['-]?s? ?(?:of age|old)? ?)$/i;
const rangeMark =
  /^ ?(?:-|~|to|through|until|up to|\.\.\.?|- ?to) ?(?:and including |the age of |age |a maximum of |maximum )?$/i;
const upperSign = /[<\u2264=] ?$|\b(?:less than or equal to|less than|up to|under|below) ?$/i;
const andMark = /^ ?(?:and|&|but|to) ?(?:the age of )?$/i;
const betweenLead = /\b(?:between|from|range[sd]?|ranging|ages?)\b[^.;:<>=\u2264\u2265\d]{0,24}$/i;
const equalsNote = 'an equals sign that may have been "at least" or "at most"';
const listMark = /^ ?(?:,|\/|or|and|, ?or|, ?and|and\/or|&) ?$/i;
const exponent = /^ ?(?:[x\u00d7*\u00b7]|times) ?10 ?(?:\^|e|\()? ?(\d{1,2})\)?(?!\d)|^ ?e(\d{1,2})(?!\d)/i;
const lostBefore = /\? ?$/;

/** Finds the quantities of a line. One scanner serves one vocabulary; the last line's result is kept. */
export class QuantityScanner {
  private lastLine: string | undefined;
  private lastResult: Quantity[] = [];

  constructor(
    private readonly comparators: Comparators,
    private readonly units: Units,
  ) {}

  find(line: string): readonly Quantity[] {
    if (line !== this.lastLine) {
      this.lastResult = this.scan(line);
      this.lastLine = line;
    }
    return this.lastResult;
  }

  private scan(line: string): Quantity[] {
    const numbers = findNumbers(line);
    const bare = this.bareLimits(line, numbers);
    if (numbers.length === 0 && bare.length === 0) return [];
    const leading = this.comparators.leading(line);
    const trailing = this.comparators.trailing(line);
    const found: Quantity[] = [];
    let done = 0;
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i];
      if (!number || number.start < done) continue;
      const made = new Builder(line, numbers, i, leading, trailing, this.units).build();
      found.push(made);
      done = made.end;
    }
    for (const limit of bare) if (!found.some((q) => q.start < limit.end && limit.start < q.end)) found.push(limit);
    return chained(
      line,
      found.sort((a, b) => a.start - b.start),
    );
  }

  /** "<= ULN", "> the upper limit of normal", "within normal limits": a limit of normal without a number. */
  private bareLimits(line: string, numbers: readonly NumberToken[]): Quantity[] {
    if (!/normal|uln|lln|unl/i.test(line)) return [];
    const found: Quantity[] = [];
    for (const { start, end, value } of this.comparators.leading(line)) {
      if ((numbers[firstFrom(numbers, end)]?.start ?? Infinity) - end < 4) continue;
      const rest = line.slice(end, end + 96);
      if (!/^ ?(?:or equal to )?(?:the |institutional |laboratory |local |i?uln|i?unl|i?lln|upper|lower)/i.test(rest))
        continue;
      const unit = this.units.limit(
        rest.replace(/^ ?or equal to/, (m) => ' '.repeat(m.length)),
        end,
      );
      if (unit) found.push({ start, end: unit.end, unit: unit.unit, family: 'limit', ...bounds(value, 1), notes: [] });
    }
    for (const match of line.matchAll(withinNormal))
      if ((found[firstFrom(found, match.index + match[0].length) - 1]?.end ?? 0) <= match.index)
        found.push({
          start: match.index,
          end: match.index + match[0].length,
          unit: '{normal}',
          family: 'limit',
          notes: [],
        });
    return found;
  }
}

const withinNormal =
  /\b(?:within|in|with in) (?:the )?(?:(?:institutional|laboratory|local|reference|age-appropriate|age appropriate) ){0,2}(?:normal|reference)(?: institutional| laboratory| reference)?(?: limits?| ranges?| values?)?\b|\bwithin (?:the )?(?:limits|range) of normal\b|\bWNL\b|(?<=(?:is|are|be|:|=|-) )normal(?= ?[;,.(]|$)/gi;

const bounds = (comparator: Comparator, value: number): Range => {
  switch (comparator) {
    case 'ge':
      return { min: { value, inclusive: true } };
    case 'gt':
      return { min: { value, inclusive: false } };
    case 'le':
      return { max: { value, inclusive: true } };
    case 'lt':
      return { max: { value, inclusive: false } };
    case 'eq':
      return { min: { value, inclusive: true }, max: { value, inclusive: true } };
  }
};

const reversed: Record<Comparator, Comparator> = { ge: 'le', gt: 'lt', le: 'ge', lt: 'gt', eq: 'eq' };

/** Reads one quantity, from the number at `index` on. */
class Builder {
  private readonly notes: string[] = [];
  private start: number;
  private end: number;
  private unit: UnitToken | undefined;

  constructor(
    private readonly line: string,
    private readonly numbers: readonly NumberToken[],
    private index: number,
    private readonly leading: readonly ComparatorMention[],
    private readonly trailing: readonly ComparatorMention[],
    private readonly units: Units,
  ) {
    this.start = this.number.start;
    this.end = this.number.end;
  }

  private get number(): NumberToken {
    const number = this.numbers[this.index];
    if (!number) throw new RangeError('no number at this index');
    return number;
  }

  build(): Quantity {
    const before = this.before();
    const lost = before === undefined && lostBefore.test(this.line.slice(Math.max(0, this.start - 2), this.start));
    if (before) this.start = before.start;
    const first = this.value();
    const range = lost ? undefined : this.upper(before);
    if (range)
      return this.made({
        ...(before && (before.value === 'gt' || before.value === 'lt')
          ? { min: { value: first, inclusive: before.value !== 'gt' } }
          : { min: { value: first, inclusive: true } }),
        max: range,
      });
    const pair = this.pair();
    const behind = before ? undefined : this.behind();
    const comparator = before?.value ?? behind;
    if (lost) return { ...this.made({}), lost: true };
    if (comparator) {
      if (comparator === 'eq') this.notes.push(equalsNote);
      return this.made({
        ...bounds(comparator, first),
        ...(pair !== undefined ? { second: bounds(comparator, pair) } : {}),
      });
    }
    const chain = this.reverse(first);
    if (chain) return chain;
    if (pair !== undefined) return this.made({ values: [first], second: { values: [pair] } });
    const values = this.list(first);
    const after = this.behind();
    if (after && values.length === 1) return this.made(bounds(after, first));
    return this.made({ values });
  }

  private made(parts: Partial<Quantity>): Quantity {
    return {
      start: this.start,
      end: this.end,
      ...(this.unit ? { unit: this.unit.unit, family: this.unit.family } : {}),
      notes: this.notes,
      ...parts,
    };
  }

  /** The comparator that ends right before the number. */
  private before(): ComparatorMention | undefined {
    let index = firstFrom(this.leading, this.start) - 1;
    while (index >= 0 && (this.leading[index]?.end ?? 0) > this.start) index -= 1;
    const found = this.leading[index];
    if (!found || this.start - found.end > 24) return undefined;
    const gap = this.line.slice(found.end, this.start);
    if (!leadWords.fill(gap)) return undefined;
    // "at least >= 3": the first of two that say the same; "< or equal to".
    return this.joined(found, this.leading[index - 1]);
  }

  private joined(found: ComparatorMention, earlier: ComparatorMention | undefined): ComparatorMention {
    if (!earlier) return found;
    const gap = this.line.slice(earlier.end, found.start);
    if (/^ ?or ?(?:is )?$/i.test(gap) && found.value === 'eq' && (earlier.value === 'gt' || earlier.value === 'lt'))
      return { start: earlier.start, end: found.end, value: earlier.value === 'gt' ? 'ge' : 'le' };
    if (/^ ?\(?$/.test(gap)) return { start: earlier.start, end: found.end, value: found.value };
    return found;
  }

  /** The value of the current number with its unit; moves the end. */
  private value(): number {
    const number = this.number;
    const power = exponent.exec(this.line.slice(number.end, number.end + 16));
    const unit = this.units.at(this.line, number.end);
    this.end = Math.max(this.end, unit?.end ?? number.end);
    if (unit) this.unit = unit;
    else if (power) {
      this.end = Math.max(this.end, number.end + power[0].length);
      this.skipTo(this.end);
      return number.value * 10 ** Number(power[1] ?? power[2]);
    }
    if (number.comma && (unit || !/^\d,\d$/.test(number.text))) this.notes.push('a decimal comma');
    const value =
      number.otherwise !== undefined && unit && /^\/(?:uL|mm3|mL)$/.test(unit.unit) ? number.otherwise : number.value;
    this.skipTo(this.end);
    return value;
  }

  /** Passes over numbers that belong to a unit. */
  private skipTo(end: number): void {
    while (this.index + 1 < this.numbers.length && (this.numbers[this.index + 1]?.start ?? Infinity) < end)
      this.index += 1;
  }

  /** The upper end of a range "18 to 65", "18-65", "between 18 and 65". */
  private upper(before: ComparatorMention | undefined): Bound | undefined {
    const next = this.numbers[this.index + 1];
    if (!next || next.start - this.end > 28) return undefined;
    if (before && before.value !== 'ge' && before.value !== 'gt' && before.value !== 'eq') return undefined;
    let gap = this.line.slice(this.end, next.start);
    const sign = upperSign.exec(gap);
    if (sign) gap = gap.slice(0, sign.index);
    const opening = this.line.slice(Math.max(0, this.start - 40), this.start);
    const and = andMark.test(gap) && (betweenLead.test(opening) || (sign !== null && before !== undefined));
    if (!rangeMark.test(gap) && !and && !(sign && before && /^[ ,]*$/.test(gap))) return undefined;
    if (next.value <= this.number.value && !(this.unit && this.units.at(this.line, next.end))) return undefined;
    if (before?.value === 'eq' || sign?.[0].startsWith('=')) this.notes.push(equalsNote);
    const unit = this.unit;
    this.index += 1;
    this.end = next.end;
    const value = this.value();
    this.unit ??= unit;
    this.behind();
    return { value, inclusive: !(sign && /^(?:<|less than ?$|under|below)/i.test(sign[0])) };
  }

  /** `160/95`. */
  private pair(): number | undefined {
    const next = this.numbers[this.index + 1];
    const number = this.number;
    if (!next || !/^ ?\/ ?$/.test(this.line.slice(number.end, next.start))) return undefined;
    if (number.value < 60 || number.value > 300 || next.value < 30 || next.value >= number.value) return undefined;
    this.index += 1;
    this.end = next.end;
    return this.value();
  }

  /** A comparator behind the number: "18 years or older", "18+". */
  private behind(): Comparator | undefined {
    if (this.line[this.end] === '+' && !/[A-Za-z0-9]/.test(this.line[this.end + 1] ?? '')) {
      this.end += 1;
      const unit = this.unit ?? this.units.at(this.line, this.end);
      if (unit && !this.unit) {
        this.unit = unit;
        this.end = unit.end;
      }
      return 'ge';
    }
    const mention = this.trailing[firstFrom(this.trailing, this.end)];
    if (!mention || mention.start - this.end > 14 || !tail.test(this.line.slice(this.end, mention.start)))
      return undefined;
    this.end = mention.end;
    return mention.value;
  }

  /** "18 <= age": the sign stands behind the number and before the measure. */
  private reverse(value: number): Quantity | undefined {
    const match = /^ ?([<>=\u2264\u2265])(?= ?[A-Za-z(])/.exec(this.line.slice(this.end, this.end + 4));
    if (!match?.[1]) return undefined;
    const sign = ({ '<': 'lt', '>': 'gt', '\u2264': 'le', '\u2265': 'ge', '=': 'eq' } as Record<string, Comparator>)[
      match[1]
    ];
    if (!sign) return undefined;
    this.end += match[0].length;
    return this.made({ ...bounds(reversed[sign], value), around: [this.end, this.line.length] });
  }

  /** "0, 1 or 2". */
  private list(first: number): number[] {
    const values =
      this.number.comma && /^\d,\d$/.test(this.number.text) && !this.unit
        ? this.number.text.split(',').map(Number)
        : [first];
    for (;;) {
      const next = this.numbers[this.index + 1];
      if (!next || this.unit || next.start - this.end > 8 || !listMark.test(this.line.slice(this.end, next.start)))
        break;
      if (!/^\d$|^\d,\d$|^[a-z]+$/i.test(next.text)) break;
      this.index += 1;
      this.end = next.end;
      const value = this.value();
      values.push(...(/^\d,\d$/.test(next.text) ? next.text.split(',').map(Number) : [value]));
    }
    return values;
  }
}

const chainGap = /^(?:,? ?(?:and|but|&|to|-|,|~|as well as)? ?(?:also |is |are |must be )?)$/i;

/** Two bounds of one range: "> 18 and < 75 years", "18 <= age <= 75". */
function chained(line: string, found: readonly Quantity[]): Quantity[] {
  const result: Quantity[] = [];
  for (const quantity of found) {
    const last = result.at(-1);
    const merged = last && pairOf(line, last, quantity);
    if (merged) result[result.length - 1] = merged;
    else result.push(quantity);
  }
  return result;
}

/** One range of two neighbouring bounds, if they are one. */
function pairOf(line: string, last: Quantity, quantity: Quantity): Quantity | undefined {
  const equal = equalsFirst(last, quantity);
  const lower = equal ?? last;
  const upper: Quantity = equal && quantity.min ? { ...quantity, min: undefined } : quantity;
  if (!opposite(lower, upper)) return undefined;
  const gap = line.slice(last.end, quantity.start);
  const chain = last.around !== undefined && gap.length <= 48 && !/[,;.\d]/.test(gap);
  if (!chain && !(chainGap.test(gap) && !last.around && sameFamily(last, quantity))) return undefined;
  const unit = quantity.unit ?? last.unit;
  const family = quantity.family ?? last.family;
  const [min, max] = [lower.min ?? upper.min, lower.max ?? upper.max];
  return {
    start: last.start,
    end: quantity.end,
    ...(min ? { min } : {}),
    ...(max ? { max } : {}),
    ...(unit !== undefined ? { unit } : {}),
    ...(family !== undefined ? { family } : {}),
    ...(chain ? { around: [last.end, quantity.start] } : {}),
    notes: [...last.notes, ...quantity.notes],
  };
}

/** "= 18 and = 75", "20 = age < 80": the first value with the lost sign is the lower end. */
function equalsFirst(a: Quantity, b: Quantity): Quantity | undefined {
  const isEqual = (q: Quantity): boolean => q.min !== undefined && q.min.value === q.max?.value;
  if (!isEqual(a) || !a.min || !b.max || a.min.value >= b.max.value || (b.min && !isEqual(b))) return undefined;
  const { max: _max, ...rest } = a;
  return rest;
}

const opposite = (a: Quantity, b: Quantity): boolean =>
  (a.min !== undefined && a.max === undefined && b.max !== undefined && b.min === undefined) ||
  (a.max !== undefined && a.min === undefined && b.min !== undefined && b.max === undefined);

const sameFamily = (a: Quantity, b: Quantity): boolean =>
  a.family === undefined || b.family === undefined || a.family === b.family;
