/**
 * The matches of a sticky pattern, leftmost first and without overlaps, as `matchAll` finds those of a global one. The pattern is
 * tried only where a match can begin: one that looks behind before it asks for a character is slow at every other place.
 *
 * @param opener a global pattern of one character that every match begins with
 */
export function* matchesAt(text: string, opener: RegExp, pattern: RegExp): Generator<RegExpExecArray> {
  let at = 0;
  for (;;) {
    opener.lastIndex = at;
    const next = opener.exec(text);
    if (!next) return;
    pattern.lastIndex = next.index;
    const match = pattern.exec(text);
    if (match) yield match;
    at = next.index + Math.max(1, match?.[0].length ?? 0);
  }
}
