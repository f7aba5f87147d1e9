import type { LeafKind } from '../../criteria/model.js';
import type { Reading } from '../reader.js';
import { breaksIn } from './sentence-breaks.js';
import { blanked } from './blanked.js';
import { kindOf } from './expressions.js';

/** Kinds that are measured; when, decides nothing. */
const MEASURED: ReadonlySet<LeafKind | undefined> = new Set(['lab', 'vital', 'performance', 'scale']);

const OPENS =
  'obtained|collected|drawn|taken|done|performed|measured|assessed|resulted|tested|to be (?:obtained|performed|done)|within (?:the )?\\d|within \\w+ (?:days|weeks|months)|[\\u2264<] ?\\d+ (?:days|weeks)|at (?:the time|time|screening|baseline|study entry|enrollment|registration)|during screening|prior to|before';
const BRACKET = new RegExp(`[(\\[](?:all |and |must be |should be )?(?:${OPENS})[^()]{0,160}[)\\]]`, 'giu');
const TRAILING = new RegExp(`^,? ?(?:${OPENS})\\b`, 'iu');
/** Says more than when: an exception, a condition, a treatment, another limit. */
const SAYS_MORE =
  /\b(?:no|not|without|unless|except\w*|if|may|allowed|permitted|must|transfus\w*|growth factors?|support\w*|or more|ULN|patients?|subjects?|participants?|who|whom|and no)\b|[\u2265>%]|\/ ?d?l\b|\bmg\b/iu;
const WHEN = /\d|\b(?:prior|before|screening|enrol\w+|regist\w+|first|baseline|day|start\w*|random\w+)\b/iu;

/**
 * The line without what only says when a value behind it was measured ("(obtained within 14 days prior to the first infusion)"),
 * each character of it a blank.
 */
export function withoutMeasuringTimes(text: string, readings: readonly Reading[]): string {
  let bare = text;
  for (const [i, reading] of readings.entries()) {
    if (!MEASURED.has(kindOf(reading.expression))) continue;
    const end = readings[i + 1]?.start ?? text.length;
    const gap = bare.slice(reading.end, end);
    if (gap.length < 6) continue;
    BRACKET.lastIndex = 0;
    for (const match of gap.matchAll(BRACKET))
      if (!SAYS_MORE.test(match[0]) && WHEN.test(match[0]))
        bare = blanked(bare, reading.end + match.index, reading.end + match.index + match[0].length);
    const [stop] = breaksIn(gap);
    const sentence = gap.slice(0, stop?.at);
    const ends = stop !== undefined || end === text.length;
    if (ends && TRAILING.test(sentence) && WHEN.test(sentence) && !SAYS_MORE.test(sentence))
      bare = blanked(bare, reading.end, reading.end + sentence.length);
  }
  return bare;
}
