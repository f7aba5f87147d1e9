import type { PhraseIndex } from '../../vocabulary/phrase-index.js';
import type { Cue } from './connective-words.js';

/** What stands before the first reading of a sentence, between two, or after the last. */
export interface Gap {
  cues: readonly Cue[];
  comma: boolean;
  /** "For participants with HCC: ...". */
  colon: boolean;
  /** Words that nobody read and that may carry meaning. */
  unread: readonly string[];
  /** Those of them that only say when: "(obtained within 14 days prior to registration)". */
  timing: readonly string[];
  /** Such words stand between the last negation and the end of the gap: what is negated may be something else. */
  distant: boolean;
}

/** What is looked up in a gap. */
export interface GapLexicon {
  cues: PhraseIndex<Cue>;
  /** Words without a meaning of their own. */
  neutral: ReadonlySet<string>;
}

const word = /[\p{L}\p{N}]+(?:['.-][\p{L}\p{N}]+)*|[<>=\u2264\u2265]/gu;

// A bound, a number and a unit of time, with what is counted from.
const TIME =
  /(?:\b(?:obtained|performed|done|within|during|at least|no more than|up to|less than) |[\u2264\u2265<>=] ?){0,3}(?:the (?:last|past|previous) )?\b\d{1,3} ?(?:\(\d{1,3}\) ?)?-?(?:hours?|days?|weeks?|months?|years?)\b(?: (?:prior to|before|of|from|after|preceding)\b)?/giu;

export const empty: Gap = { cues: [], comma: false, colon: false, unread: [], timing: [], distant: false };

/** Looks up what the text between two readings says. */
export function readGap(text: string, words: GapLexicon): Gap {
  if (text === '' || text === ' ') return empty;
  const found = { cues: [] as Cue[], unread: [] as string[], timing: [] as string[], distant: false };
  const mentions = words.cues.find(text);
  for (const mention of mentions) if (mention.value !== 'neutral') found.cues.push(mention.value);
  const negation = mentions.findLast((m) => m.value === 'not' || m.value === 'prohibited')?.end ?? Infinity;
  const times = /\d/.test(text) ? [...text.matchAll(TIME)] : [];
  let next = 0;
  word.lastIndex = 0;
  for (let match = word.exec(text); match; match = word.exec(text)) {
    const [said] = match;
    const start = match.index;
    const end = start + said.length;
    while (next < mentions.length && (mentions[next]?.end ?? 0) <= start) next += 1;
    const mention = mentions[next];
    if (mention && end > mention.start) continue;
    if (isNeutral(said.toLowerCase(), words)) continue;
    if (times.some((time) => time.index <= start && end <= time.index + time[0].length)) found.timing.push(said);
    else found.unread.push(said);
    if (start >= negation) found.distant = true;
  }
  return { ...found, comma: text.includes(','), colon: text.includes(':') };
}

function isNeutral(token: string, words: GapLexicon): boolean {
  if (words.neutral.has(token)) return true;
  return token.includes('-') && token.split('-').every((part) => words.neutral.has(part));
}
