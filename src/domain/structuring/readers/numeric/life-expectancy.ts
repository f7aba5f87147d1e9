import type { TimeUnit } from '../../../criteria/model.js';
import { PhraseIndex } from '../../../vocabulary/phrase-index.js';
import type { QuantityScanner } from '../../grammar/quantities.js';
import { firstFrom } from '../../grammar/ordered.js';
import { GapWords } from '../../grammar/word-gap.js';
import type { Reader, Reading } from '../../reader.js';

const filler = new GapWords(
  `must should be is are of at the a an for estimated expected to live have has in opinion investigator investigator's by
   greater period time from with without treatment according judgement judgment assessment deemed patient patients subject
   subjects likely more survive exceed considered`,
  ' :(,-',
);
const behind = new GapWords('of in for', ' )');
const aside = /\([^()<>\u2264\u2265\d]{1,60}\)/g;

/** "Life expectancy of at least 12 weeks", "> 3 months expected survival". */
export function lifeExpectancyReader(phrases: readonly string[], quantities: QuantityScanner): Reader {
  const index = new PhraseIndex<true>();
  for (const phrase of phrases) index.add(phrase, true);
  return {
    name: 'lifeExpectancy',
    read(line) {
      if (!/survi|expect|life/i.test(line)) return [];
      const mentions = index.find(line);
      if (mentions.length === 0) return [];
      const readings: Reading[] = [];
      for (const q of quantities.find(line)) {
        if (q.family !== 'time' && q.family !== undefined) continue;
        const left = mentions[firstFrom(mentions, q.start) - 1];
        const next = mentions[firstFrom(mentions, q.end)];
        const right = next && next.start - q.end < 20 && behind.fill(line.slice(q.end, next.start)) ? next : undefined;
        const mention =
          left && q.start - left.end <= 160 && filler.fill(line.slice(left.end, q.start).replace(aside, ' '))
            ? left
            : right;
        if (!mention || (q.family === undefined && !left)) continue;
        const span = { start: Math.min(mention.start, q.start), end: Math.max(mention.end, q.end) };
        const unit = (q.unit === 'h' ? 'd' : (q.unit ?? 'mo')) as TimeUnit;
        const { min, max, notes } = q;
        const value = q.values?.[0];
        if (min ?? max)
          readings.push({
            ...span,
            // "At least 3-6 months" asks for the lower of the two.
            expression: { lifeExpectancy: { ...(min ? { min } : {}), ...(max && !min ? { max } : {}), unit } },
            confidence: q.family === 'time' && notes.length === 0 ? 0.97 : 0.6,
            ...(notes.length > 0 ? { review: notes } : {}),
          });
        else if (value !== undefined && q.family === 'time')
          readings.push({
            ...span,
            expression: { lifeExpectancy: { min: { value, inclusive: true }, unit } },
            confidence: 0.6,
            review: ['a life expectancy without "at least"'],
          });
      }
      return readings;
    },
  };
}
