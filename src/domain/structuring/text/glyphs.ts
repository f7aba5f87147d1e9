/**
 * Glyphs that registries' texts write for others, each with what it stands for. Keys are single UTF-16 units; values may be
 * longer (a superscript two becomes `^2`). An empty value drops the glyph: zero-width and direction marks say nothing.
 */
const table: [string, string][] = [
  // Comparators: full-width, slanted, double-barred, and the modifier letters that look like them (U+02C2, U+02C3).
  ...pairs('\u2264\u2266\u2a7d', '\u2264'),
  ...pairs('\u2265\u2267\u2a7e', '\u2265'),
  ...pairs('\u02c2\uff1c\ufe64\u2039', '<'),
  ...pairs('\u02c3\uff1e\ufe65\u203a', '>'),
  // Dashes, minus signs, swung dashes.
  ...pairs('\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d', '-'),
  ...pairs('\u223c\uff5e\u301c\u02dc', '~'),
  // Multiplication signs, the Cyrillic letter among them.
  ...pairs('\u2715\u2716\u2a2f\u0445\u0425', '\u00d7'),
  // Quotation marks.
  ...pairs('\u2018\u2019\u201a\u201b\u2032\u00b4`\uff07', "'"),
  ...pairs('\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02', '"'),
  // Blanks.
  ...pairs('\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000', ' '),
  ...pairs('\u2028\u2029\u0085\v\f', '\n'),
  // CJK punctuation.
  ['\u3001', ','],
  ['\u3002', '.'],
  ['\u3010', '['],
  ['\u3011', ']'],
  ['\u03bc', '\u00b5'],
  ['\u2103', '\u00b0C'],
  ['\ufb00', 'ff'],
  ['\ufb01', 'fi'],
  ['\ufb02', 'fl'],
  ['\ufb03', 'ffi'],
  ['\ufb04', 'ffl'],
  ['\u00bd', '.5'],
  ...pairs('\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\u061c\ufffe', ''),
  ...pairs('\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069', ''),
  ...[...'\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079'].map((glyph, digit): [string, string] => [
    glyph,
    `^${digit}`,
  ]),
  ...[...'\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089'].map((glyph, digit): [string, string] => [
    glyph,
    `${digit}`,
  ]),
];

function pairs(glyphs: string, meaning: string): [string, string][] {
  return [...glyphs].map((glyph) => [glyph, meaning]);
}

const glyphs = new Map(table);

/** UTF-8 read as Windows-1252: the sequences that occur in registry texts. */
export const mojibake: readonly [string, string][] = [
  ['\u00e2\u2030\u00a4', '\u2264'],
  ['\u00e2\u2030\u00a5', '\u2265'],
  ['\u00e2\u20ac\u201c', '-'],
  ['\u00e2\u20ac\u201d', '-'],
  ['\u00e2\u20ac\u2122', "'"],
  ['\u00e2\u20ac\u0153', '"'],
  ['\u00e2\u20ac\u00a2', '\u2022'],
  ['\u00c3\u2014', '\u00d7'],
  ['\u00c2\u00b5', '\u00b5'],
  ['\u00ce\u00bc', '\u00b5'],
  ['\u00c2\u00b1', '\u00b1'],
  ['\u00c2\u00b0', '\u00b0'],
  ['\u00c2\u00b2', '^2'],
  ['\u00c2\u00b3', '^3'],
  ['\u00c2\u00a0', ' '],
];

/** What one UTF-16 unit stands for; itself where nothing else is known. */
export function meaningOf(unit: string): string {
  const known = glyphs.get(unit);
  if (known !== undefined) return known;
  const code = unit.charCodeAt(0);
  // Full-width forms of ASCII.
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  // Control characters, NUL included, say nothing.
  if (code < 0x20 && code !== 0x0a) return '';
  if (code >= 0x7f && code < 0xa0) return '';
  return unit;
}
