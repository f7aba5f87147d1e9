import type { Criterion } from '../model.js';

/** A criterion's words as they are compared: case, markup and punctuation around words do not count, signs and numbers do. */
export const foldedText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\\([<>*~[\]])/g, '$1')
    .replace(/[^\p{L}\p{N}<>=≤≥.%/+]+/gu, ' ')
    .replace(/\.(?=\s|$)/g, '')
    .trim();

const words = (text: string): string[] => foldedText(text).split(' ');

/** The topmost kinds that an expression speaks of. */
export function kindsOf({ when }: Criterion): string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      if (['all', 'any'].includes(key) && Array.isArray(member)) member.forEach(walk);
      else if (['not', 'if', 'then', 'else'].includes(key)) walk(member);
      else if (key === 'atLeast') (member as { of: unknown[] }).of.forEach(walk);
      else found.add(key);
    }
  };
  walk(when);
  return [...found];
}

/**
 * How much two criteria look like two states of one, 0..1: the share of common words (Dice), raised where both speak of
 * the same kinds, lowered where they stand in different sections.
 */
export function likeness(a: Criterion, b: Criterion): number {
  const [left, right] = [words(a.text), words(b.text)];
  const rest = new Map<string, number>();
  for (const word of left) rest.set(word, (rest.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of right) {
    const count = rest.get(word) ?? 0;
    if (count === 0) continue;
    common += 1;
    rest.set(word, count - 1);
  }
  const dice = (2 * common) / (left.length + right.length);
  const kinds = kindsOf(a).join(' ');
  const sameKinds = kinds !== 'unstructured' && kinds === kindsOf(b).join(' ');
  return Math.min(1, dice + (sameKinds ? 0.2 : 0)) * (a.section === b.section ? 1 : 0.8);
}
