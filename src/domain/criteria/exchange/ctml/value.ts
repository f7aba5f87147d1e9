import type { Bound, Range } from '../../model.js';
import type { CtmlLeaf, CtmlValue } from './grammar.js';

/** A value with its `!` taken off: `!EGFR` is the text `EGFR`, negated. */
export interface SignedValue {
  text: string;
  negated: boolean;
}

export function signed(value: CtmlValue): SignedValue {
  const text = String(value).trim();
  return text.startsWith('!') ? { text: text.slice(1).trim(), negated: true } : { text, negated: false };
}

/** One `!` anywhere turns the whole genomic criterion into an exclusion. */
export const isNegated = (leaf: CtmlLeaf): boolean => Object.values(leaf).some((value) => signed(value).negated);

const COMPARISON = /^(==|=|<=|>=|<|>)\s*(\d+(?:\.\d+)?|\.\d+)$/;

export interface Comparison {
  operator: '==' | '<=' | '>=' | '<' | '>';
  value: number;
}

/** `>=18`, `<.5`, `==40`; undefined where the text is no comparison. */
export function comparison(text: string): Comparison | undefined {
  const match = COMPARISON.exec(text.trim());
  if (!match?.[1] || !match[2]) return undefined;
  const operator = match[1] === '=' ? '==' : (match[1] as Comparison['operator']);
  return { operator, value: Number(match[2]) };
}

export function rangeOf({ operator, value }: Comparison): Range {
  const bound = (inclusive: boolean): Bound => ({ value, inclusive });
  switch (operator) {
    case '==':
      return { min: bound(true), max: bound(true) };
    case '>=':
      return { min: bound(true) };
    case '>':
      return { min: bound(false) };
    case '<=':
      return { max: bound(true) };
    case '<':
      return { max: bound(false) };
  }
}

/** The criterion as CTML states it, for people: `hugo_symbol EGFR, variant_category !Mutation`. */
export const renderLeaf = (label: string, leaf: CtmlLeaf): string =>
  `${label}: ${Object.entries(leaf)
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(', ')}`;
