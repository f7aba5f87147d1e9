import type { ConnectiveWords, Cue } from './connective-words.js';

/** What stands before the first reading of a sentence, between two, or after the last. */
export interface Gap {
  cues: Cue[];
  comma: boolean;
  /** Words that nobody read and that may carry meaning. */
  unread: string[];
  /** Those of them that only say when: "(obtained within 14 days prior to registration)". */
  timing: string[];
  /** Such words stand between the last negation and the end of the gap: what is negated may be something else. */
  distant: boolean;
}

const word = /[\p{L}\p{N}]+(?:['.-][\p{L}\p{N}]+)*|[<>=\u2264\u2265]/gu;

// A bound, a number and a unit of time, with what is counted from.
const TIME =
  /(?:\b(?:obtained|performed|done|within|during|at least|no more than|up to|less than) |[\u2264\u2265<>=] ?){0,3}(?:the (?:last|past|previous) )?\b\d{1,3} ?(?:\(\d{1,3}\) ?)?-?(?:hours?|days?|weeks?|months?|years?)\b(?: (?:prior to|before|of|from|after|preceding)\b)?/giu;

/** Looks up what the text between two readings says. */
export function gapOf(text: string, words: ConnectiveWords): Gap {
  const gap: Gap = { cues: [], comma: false, unread: [], timing: [], distant: false };
  if (text === '' || text === ' ') return gap;
  const mentions = words.cues.find(text);
  for (const mention of mentions) if (mention.value !== 'neutral') gap.cues.push(mention.value);
  const negation = mentions.findLast((m) => m.value === 'not' || m.value === 'prohibited')?.end ?? Infinity;
  const times = /\d/.test(text) ? [...text.matchAll(TIME)] : [];
  let next = 0;
  for (const match of text.matchAll(word)) {
    while (next < mentions.length && (mentions[next]?.end ?? 0) <= match.index) next += 1;
    const mention = mentions[next];
    if (mention && match.index + match[0].length > mention.start) continue;
    if (isNeutral(match[0].toLowerCase(), words)) continue;
    const end = match.index + match[0].length;
    if (times.some((time) => time.index <= match.index && end <= time.index + time[0].length))
      gap.timing.push(match[0]);
    else gap.unread.push(match[0]);
    if (match.index >= negation) gap.distant = true;
  }
  gap.comma = text.includes(',');
  return gap;
}

function isNeutral(token: string, words: ConnectiveWords): boolean {
  if (words.neutral.has(token)) return true;
  return token.includes('-') && token.split('-').every((part) => words.neutral.has(part));
}
