import type { Item } from './physical-lines.js';

// A limit that nothing precedes: a number with a laboratory unit or a multiple of a limit of normal.
const bareLimit =
  /^\d[\d.,]{0,12} ?(?:[x\u00d7*] ?(?:10|the|institutional|upper|lower|i?uln|unl|lln)|%|\/?(?:mm|\u00b5l|ul|mcl|cumm)|(?:mg|g|\u00b5mol|umol|ng|ml|mmol|cells|k|u|iu|10\^)(?:\/|\b)|uln\b)/i;
const bareAge = /^\d{1,3} (?:years|months)\b/i;
const openEnd = /(?:patients|participants|subjects|children|adults|aged?|\bis|\bare|of|was|\(|\[)$/i;

/**
 * A leading "at least" or "at most" sign that a registry turned into a bullet cuts a criterion in two: `(INR)` and
 * `* 1.3 x ULN`. Such a line is put back behind the one before it; the direction is lost, and the place is remembered.
 * The items given are used up.
 */
export function rejoinLostSigns(text: string, items: Item[]): Item[] {
  const joined: Item[] = [];
  for (const item of items) {
    const last = joined.at(-1);
    if (last && item.marker?.kind === 'bullet' && isCut(text, last, item)) {
      const sign = text.lastIndexOf(item.marker.label, item.start - 1);
      last.end = item.end;
      last.lost = [...(last.lost ?? []), sign];
    } else joined.push(item);
  }
  return joined;
}

function isCut(text: string, last: Item, item: Item): boolean {
  const before = text.slice(Math.max(last.start, last.end - 24), last.end);
  if (/[.;:]$/.test(before) || item.indent !== last.indent) return false;
  const content = text.slice(item.start, Math.min(item.end, item.start + 32));
  if (bareAge.test(content)) return openEnd.test(before);
  return bareLimit.test(content) && !/\d ?(?:%|[x\u00d7] ?u?l?n)?$/i.test(before);
}
