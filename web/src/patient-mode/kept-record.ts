import type { Bundle, OwnWord } from './own-words.js';

const KEY = 'eligo.my-record';

/** What the patient may ask this browser to keep. */
export interface MyRecord {
  record: Bundle;
  words: OwnWord[];
}

/** What this browser was asked to keep; undefined where it was not asked, or where it lets nothing be kept. */
export function keptRecord(): MyRecord | undefined {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === null ? undefined : (JSON.parse(kept) as MyRecord);
  } catch {
    return undefined;
  }
}

/** Only ever called after the patient ticked the box. @throws DOMException where the browser has no room. */
export const keepRecord = (mine: MyRecord): void => localStorage.setItem(KEY, JSON.stringify(mine));

export const eraseRecord = (): void => localStorage.removeItem(KEY);
