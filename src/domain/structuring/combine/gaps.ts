import type { ConnectiveWords, Cue } from './connective-words.js';

/** What stands before the first reading of a sentence, between two, or after the last. */
export interface Gap {
  cues: Cue[];
  comma: boolean;
  /** Words that nobody read and that may carry meaning. */
  unread: string[];
  /** Such words stand between the last negation and the end of the gap: what is negated may be something else. */
  distant: boolean;
}

const word = /[\p{L}\p{N}]+(?:['.-][\p{L}\p{N}]+)*|[<>=\u2264\u2265]/gu;

/** Looks up what the text between two readings says. */
export function gapOf(text: string, words: ConnectiveWords): Gap {
  const gap: Gap = { cues: [], comma: false, unread: [], distant: false };
  if (text === '' || text === ' ') return gap;
  const mentions = words.cues.find(text);
  for (const mention of mentions) if (mention.value !== 'neutral') gap.cues.push(mention.value);
  const negation = mentions.findLast((m) => m.value === 'not' || m.value === 'prohibited')?.end ?? Infinity;
  let next = 0;
  for (const match of text.matchAll(word)) {
    while (next < mentions.length && (mentions[next]?.end ?? 0) <= match.index) next += 1;
    const mention = mentions[next];
    if (mention && match.index + match[0].length > mention.start) continue;
    if (isNeutral(match[0].toLowerCase(), words)) continue;
    gap.unread.push(match[0]);
    if (match.index >= negation) gap.distant = true;
  }
  gap.comma = text.includes(',');
  return gap;
}

function isNeutral(token: string, words: ConnectiveWords): boolean {
  if (words.neutral.has(token)) return true;
  return token.includes('-') && token.split('-').every((part) => words.neutral.has(part));
}
