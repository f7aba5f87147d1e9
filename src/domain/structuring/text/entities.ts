const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  le: '\u2264',
  ge: '\u2265',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  micro: '\u00b5',
  mu: '\u00b5',
  times: '\u00d7',
  deg: '\u00b0',
  plusmn: '\u00b1',
  ndash: '-',
  mdash: '-',
  minus: '-',
  lsquo: "'",
  rsquo: "'",
  ldquo: '"',
  rdquo: '"',
  bull: '\u2022',
  middot: '\u00b7',
  hellip: '...',
  alpha: '\u03b1',
  beta: '\u03b2',
  gamma: '\u03b3',
  sup2: '^2',
  sup3: '^3',
  reg: '\u00ae',
  trade: '\u2122',
};

const longestName = 8;

function decode(name: string): string | undefined {
  if (name.startsWith('#')) {
    const code = /^#x[0-9a-f]+$/i.test(name)
      ? parseInt(name.slice(2), 16)
      : /^#\d+$/.test(name)
        ? Number(name.slice(1))
        : NaN;
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : undefined;
  }
  return named[name.toLowerCase()];
}

/**
 * The character an HTML entity at `start` stands for, escaped any number of times (`&gt;`, `&amp;amp;gt;`), and where it
 * ends; undefined where the ampersand is just an ampersand.
 */
export function readEntity(text: string, start: number): { value: string; end: number } | undefined {
  let result: { value: string; end: number } | undefined;
  for (let at = start + 1; ;) {
    const semicolon = text.indexOf(';', at);
    if (semicolon < 0 || semicolon - at > longestName) return result;
    const value = decode(text.slice(at, semicolon));
    if (value === undefined) return result;
    result = { value, end: semicolon + 1 };
    if (value !== '&') return result;
    at = semicolon + 1;
  }
}
