import type { Expression, PerformanceParameters, Range, Section } from '../../../criteria/model.js';
import { PhraseIndex } from '../../../vocabulary/phrase-index.js';
import type { Mention } from '../../../vocabulary/vocabulary.js';
import type { Quantity, QuantityScanner } from '../../grammar/quantities.js';
import { firstFrom } from '../../grammar/ordered.js';
import { GapWords } from '../../grammar/word-gap.js';
import type { MeasureLexicon } from '../../lexicons.js';
import type { Reader, Reading } from '../../reader.js';

type ScaleName = PerformanceParameters['scale'];

const filler = new GapWords(
  `must should be is are of at the a an performance status scale score scores grade level index ps pst who ecog zubrod group
   with in to for range value has have had patient patients subject subjects criteria defined as equal rating class oncology
   cooperative eastern swog gog world health organization organisation play baseline screening entry study within inclusive
   according adult adults on 0 5 age aged either and between from karnofsky lansky kps lps`,
  ' :(),[]=/-',
);
const ageCondition = new GapWords(
  'for in if patient patients subject subjects participant participants children adult adults those age ages aged who are is',
  ' ,;([',
);
const onScale = new GapWords('on in of by per using according to the an', ' )%-');
const limits: Record<ScaleName, number> = { ecog: 5, karnofsky: 100, lansky: 100 };

/** ECOG (WHO, Zubrod), Karnofsky and Lansky in their many spellings, alternatives between them included. */
export function performanceReader(lexicon: MeasureLexicon['performance'], quantities: QuantityScanner): Reader {
  const index = new PhraseIndex<ScaleName>();
  for (const [scale, phrases] of Object.entries(lexicon))
    for (const phrase of phrases) index.add(phrase, scale as ScaleName);
  return {
    name: 'performance',
    read(line, { section }) {
      if (!/ecog|performance|karno|lansky|zubrod|\bk?ps\b|electroc|eastern|\bwho\b|world|\blps\b/i.test(line))
        return [];
      const mentions = index.find(line).filter((m) => isScale(line, m));
      if (mentions.length === 0) return [];
      return joined(
        line,
        quantities.find(line).flatMap((q) => readingOf(line, q, mentions, quantities.find(line), section)),
      );
    },
  };
}

/** "WHO criteria" and a bare "PS" are scales only where a grade follows; "World Health Organization" needs its number too. */
const isScale = (line: string, mention: Mention<ScaleName>): boolean =>
  !/^who$/i.test(line.slice(mention.start, mention.end)) &&
  !/^(?: classification| criteria| grade| class\b)/i.test(line.slice(mention.end));

function scaleOf(mention: Mention<ScaleName>, values: readonly number[]): ScaleName {
  // A bare "performance status 70-100" is Karnofsky's.
  return mention.value === 'ecog' && values.some((v) => v >= 30) ? 'karnofsky' : mention.value;
}

function readingOf(
  line: string,
  q: Quantity,
  mentions: readonly Mention<ScaleName>[],
  all: readonly Quantity[],
  section: Section,
): Reading[] {
  if (q.family !== undefined && q.family !== 'percent') return [];
  const at = firstFrom(mentions, q.start) - 1;
  const left = mentions[at];
  const near = left && q.start - left.end <= 160 && filler.fill(line.slice(left.end, q.start)) ? left : undefined;
  const behind = mentions[firstFrom(mentions, q.end)];
  const right =
    behind && behind.start - q.end <= 40 && onScale.fill(line.slice(q.end, behind.start)) ? behind : undefined;
  const mention = near ?? right;
  if (!mention) return [];
  // Names that run together ("ECOG/WHO performance status", "Karnofsky (KPS)") start with the first of them.
  let start = Math.min(mention.start, q.start);
  for (let i = at - 1; near && i >= 0; i--) {
    const earlier = mentions[i];
    if (
      !earlier ||
      !filler.fill(line.slice(earlier.end, start)) ||
      (earlier.value !== mention.value && scaleOf(mention, []) !== 'ecog')
    )
      break;
    start = earlier.start;
  }
  const numbers = [...(q.values ?? []), ...(q.min ? [q.min.value] : []), ...(q.max ? [q.max.value] : [])];
  const named = mentions.find((m) => m.start >= start && m.end <= q.start && m.value !== 'ecog') ?? mention;
  const scale = scaleOf(named, numbers);
  const base = { start, end: Math.max(q.end, mention.end) };
  if (q.lost || numbers.some((v) => v > limits[scale]))
    return [
      {
        ...base,
        expression: { unstructured: { topic: 'performance' } },
        confidence: 0.3,
        review: [q.lost ? 'the sign between the values is lost' : 'not a value of the scale'],
      },
    ];
  const range = rangeOf(q);
  const performance: Expression = { performance: { scale, ...range } };
  const age = ageOf(line, base.end, all);
  return [
    {
      start,
      end: age?.end ?? base.end,
      // "Karnofsky >= 60 for patients > 16 years" asks nothing of younger ones.
      expression: !age
        ? performance
        : section === 'exclusion'
          ? { all: [age.expression, performance] }
          : { if: age.expression, then: performance },
      confidence: q.notes.length > 0 ? 0.6 : 0.97,
      ...(q.notes.length > 0 ? { review: q.notes } : {}),
    },
  ];
}

/** "0, 1 or 2" is 0 to 2; "0" at the lower end is no bound. */
function rangeOf(q: Quantity): Range {
  const values = q.values;
  const min = q.min ?? (values ? { value: Math.min(...values), inclusive: true } : undefined);
  const max = q.max ?? (values ? { value: Math.max(...values), inclusive: true } : undefined);
  const open = min?.value === 0 && min.inclusive;
  return { ...(min && !(open && max) ? { min } : {}), ...(max ? { max } : {}) };
}

/** The age from which a scale applies: "Karnofsky >= 50 for patients > 16 years". */
function ageOf(
  line: string,
  end: number,
  all: readonly Quantity[],
): { expression: Expression; end: number } | undefined {
  const q = all[firstFrom(all, end)];
  if (!q || q.family !== 'time' || q.unit !== 'a' || !(q.min ?? q.max) || !ageCondition.fill(line.slice(end, q.start)))
    return undefined;
  const close = /^(?: of age| old)?[)\]]?/.exec(line.slice(q.end))?.[0].length ?? 0;
  return {
    expression: { age: { ...(q.min ? { min: q.min } : {}), ...(q.max ? { max: q.max } : {}), unit: 'a' } },
    end: q.end + close,
  };
}

const alternativeWords = new GapWords('or and i e equivalent corresponding to a an the for', ' )%,;([/=.');
const alternative = (gap: string): boolean =>
  alternativeWords.fill(gap) && (/[([/,;=]/.test(gap) || /\b(?:or|and|equivalent|corresponding)\b/i.test(gap));

/** Alternatives between scales are one statement: "ECOG <= 2 (Karnofsky >= 60%)", "Karnofsky or Lansky". */
function joined(line: string, readings: readonly Reading[]): Reading[] {
  const result: Reading[] = [];
  for (const reading of readings) {
    const last = result.at(-1);
    const gap = last ? line.slice(last.end, reading.start) : '';
    if (last && alternative(gap) && !('unstructured' in reading.expression)) {
      const options =
        'any' in last.expression
          ? last.expression.any
          : 'all' in last.expression
            ? last.expression.all
            : [last.expression];
      const close = /^[%\s]*[)\]]/.exec(line.slice(reading.end))?.[0].length ?? 0;
      result[result.length - 1] = {
        ...last,
        end: reading.end + close,
        // Scales by age hold together, each for its own: "Karnofsky from 16 years on and Lansky below".
        expression: [...options, reading.expression].every((option) => 'if' in option)
          ? { all: [...options, reading.expression] }
          : { any: [...options, reading.expression] },
        confidence: Math.min(
          last.confidence,
          reading.confidence,
          /\band\b(?!\/)/i.test(gap) && !('if' in reading.expression) ? 0.75 : 0.95,
        ),
      };
    } else result.push(reading);
  }
  return result;
}
