/** What stands before an item of a list. */
export interface Marker {
  kind: 'bullet' | 'number' | 'letter' | 'roman' | 'section';
  /** The marker without its punctuation: `*`, `12`, `b`, `iv`, `4.3`. */
  label: string;
  /** Characters up to the item's own text. */
  length: number;
}

const bullet =
  /^(?:[*\u2022\u25cf\u25aa\u25e6\u25cb\u25a0\u25ab\u25b6\u25ba\u2023\u2043\u2219\u00b7\u30fb\uf0b7\uf0a7]+|-{1,2}(?=[ A-Za-z([]|$)|o (?=[A-Z]))[ ]*/;
const number = /^[([]?#?(\d{1,3})(?:[.)\]:]+(?!\d)|[.)](?=\d\d ?[<>\u2264\u2265]))[ ]*/;
const section = /^[([]?((?:[A-Z]\.?)?\d{1,2}(?:\.\d{1,2}){1,4})[.)\]]?[ ]+(?=[A-Z(][A-Za-z])/;
// An upper-case letter with a full stop also starts a species' name (H. pylori): it needs a capital after it.
const letter =
  /^(?:[([]?([A-Za-z]\d{0,2})[)\]][ ]*(?=[A-Z0-9(<>\u2264\u2265 ]|[a-z]{2})|([a-z]\d{0,2})\.[ ]+|([A-Z]\d{0,2})\.[ ]+(?=[A-Z0-9(<>\u2264\u2265]))/;
const roman = /^[([]?([ivx]{2,5})[.)\]][ ]+/i;

function one(text: string): Marker | undefined {
  const found = bullet.exec(text);
  if (found && found[0].length > 0) return { kind: 'bullet', label: text[0] ?? '*', length: found[0].length };
  const outlined = section.exec(text);
  if (outlined) return { kind: 'section', label: outlined[1] ?? '', length: outlined[0].length };
  const numbered = number.exec(text);
  if (numbered) return { kind: 'number', label: numbered[1] ?? '', length: numbered[0].length };
  const counted = roman.exec(text);
  if (counted) return { kind: 'roman', label: (counted[1] ?? '').toLowerCase(), length: counted[0].length };
  const lettered = letter.exec(text);
  if (lettered)
    return { kind: 'letter', label: lettered[1] ?? lettered[2] ?? lettered[3] ?? '', length: lettered[0].length };
  return undefined;
}

/**
 * The marker at the start of an item, or of several stacked ones (`* 1. `, `7. 7. `) the last with the length of all.
 * `* 1.3 x ULN` is a bullet only: what follows is a limit, not a number.
 */
export function readMarker(text: string): Marker | undefined {
  let marker = one(text);
  for (let stacked = 0; marker && stacked < 3; stacked++) {
    const rest = text.slice(marker.length, marker.length + 40);
    const next = one(rest);
    if (!next || (next.kind === 'letter' && marker.kind !== 'bullet')) break;
    marker = { ...next, length: marker.length + next.length };
  }
  return marker;
}
