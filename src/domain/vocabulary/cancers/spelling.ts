const KEPT_IN_S = /(?:ss|us|is)$/;
const known = new Map<string, string>();

function foldNew(word: string): string {
  let folded = word.normalize('NFD').replace(/\p{M}/gu, '');
  if (folded.length > 3) {
    folded = folded.replace(/ae|oe/g, 'e').replace(/our(s?)$/, 'or$1');
    if (folded.endsWith('ies')) folded = `${folded.slice(0, -3)}y`;
    else if (folded.endsWith('s') && !KEPT_IN_S.test(folded)) folded = folded.slice(0, -1);
  }
  return folded;
}

/**
 * One form for the spellings of a lower-case word that mean the same: plural and singular, British and American
 * (`tumours` = `tumor`, `haematological` = `hematological`), with and without accents. The form itself is no word.
 */
export function foldWord(word: string): string {
  let folded = known.get(word);
  if (folded === undefined) {
    folded = foldNew(word);
    // Running text brings ever new numbers and names; the memory of them stays bounded.
    if (known.size > 50_000) known.clear();
    known.set(word, folded);
  }
  return folded;
}
