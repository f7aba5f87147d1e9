/**
 * Whether something stands behind a name, at most `within` characters from it on the same line. `name` is a global expression;
 * two bounded looks instead of one expression with a gap in it, which would try every gap of every name.
 */
export function isFollowed(text: string, name: RegExp, by: RegExp, within: number): boolean {
  for (const match of text.matchAll(name)) {
    const end = match.index + match[0].length;
    const [rest = ''] = text.slice(end, end + within + LONGEST).split('\n', 1);
    const at = rest.search(by);
    if (at >= 0 && at <= within) return true;
  }
  return false;
}

/** Characters of the longest word looked for behind a name. */
const LONGEST = 24;
