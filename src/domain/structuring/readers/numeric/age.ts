import type { AgeParameters, Expression } from '../../../criteria/model.js';
import type { Quantity, QuantityScanner } from '../../grammar/quantities.js';
import type { Reader, Reading, ReadingContext } from '../../reader.js';

const ageWord = /\b(?:ages?|aged|aging|years? of age)\b/gi;
// What may stand between "age" and its limit.
const filler =
  /^(?:[\s:(,=-]|\b(?:must|should|be|is|are|was|has|have|of|at|the|time|on|day|a|an|range|ranged|ranging|ranges|limits?|limit|group|between|from|patients?|subjects?|participants?|in|years|year|inclusive|inclusion|enrollment|enrolment|entry|study|screening|consent|informed|signing|diagnosis|and|older|adults?|both|sexes|any|either|gender|sex|male|female|eligible|for|who|registration|randomization|visit|first|min|max|minimum|maximum)\b)*$/i;
const ageTail = /^[\s,)(]{0,3}(?:(?:years?|yrs?)[\s,)]{0,2})?(?:of age|old|in age|age)\b/i;
const people =
  /(?:^|[\s(;:,])(?:adults?|patients?|subjects?|participants?|volunteers?|individuals?|persons?|people|males?|females?|m[ea]n|wom[ea]n|child(?:ren)?|adolescents?|boys?|girls?|infants?|he|she|genders?|sex(?:es)?|elderly|parturients?|outpatients?|inpatients?|they|is|are|must be|be|have|has|ages?)[\s,(:]*(?:who are |who is |must be |should be |are |is |be |aged? |with |of |and |or )*$/i;
const notAge =
  /\b(?:for|since|past|last|previous|previously|prior|history|within|duration|during|diagnos\w+|every|after|before|over the|ago|interval|survival|expectancy|follow|smok\w+|pack|relapse|free|treat\w+|therapy|surgery|stable|experience|remission|post|menopaus\w*|amenorrh\w+|next|course|least \d+ (?:months|weeks))\b[^.;]*$/i;
const afterNotAge =
  /^[\s,)]{0,3}(?:prior|before|after|ago|since|from|following|of (?:study|treatment|therapy|enrol|the|first|prior|follow|diagnosis|education|experience|screening|random|menopause|smoking|stable|history)|history|smok|post|pre|previous|duration|interval|apart|or more since|elapsed|without|earlier|later|survival|free|menopaus|amenorrh|in duration|between|washout|must have|have (?:elapsed|passed))/i;
const decidesElse =
  /\b(?:post-?menopausal|menopause|child-?bearing|contracepti\w+|considered|risk factors?|stratif\w+|mammogra\w+|colonoscop\w+)\b/i;
const riskList = /\b(?:risk|high-risk|factors?|points?|one of the following risk)\b/i;

/** Ages of the patient in any spelling: "Age >= 18", "18-65 years old", "Adult (>=18 years)", "older than 17". */
export function ageReader(quantities: QuantityScanner): Reader {
  return { name: 'age', read: (line, context) => readAges(line, context, quantities) };
}

function readAges(line: string, context: ReadingContext, scanner: QuantityScanner): Reading[] {
  const found = scanner.find(line);
  if (found.length === 0 || !/age|year|old|month|adult|\byo\b|\by\b|yrs?\b/i.test(line)) return [];
  const words = [...line.matchAll(ageWord)].map((m) => [m.index, m.index + m[0].length] as const);
  const readings: Reading[] = [];
  for (const quantity of found) {
    const reading = readingOf(line, quantity, words);
    if (reading) readings.push(checked(reading, line, context));
  }
  return readings;
}

function readingOf(
  line: string,
  quantity: Quantity,
  words: readonly (readonly [number, number])[],
): Reading | undefined {
  if (quantity.family !== undefined && quantity.family !== 'time') return undefined;
  if (quantity.unit === 'h') return undefined;
  const start = evidence(line, quantity, words);
  if (start === undefined) return undefined;
  const [from, certainty] = start;
  const unit = (quantity.unit ?? 'a') as AgeParameters['unit'];
  const end = tailEnd(line, quantity);
  const { expression, confidence, review } = ageExpression(quantity, unit);
  return {
    start: from,
    end,
    expression,
    confidence: Math.min(confidence, certainty),
    ...(review.length > 0 ? { review } : {}),
  };
}

/** Whether the quantity is an age, where the words that say so begin, and how sure that is. */
function evidence(
  line: string,
  q: Quantity,
  words: readonly (readonly [number, number])[],
): [number, number] | undefined {
  const before = line.slice(Math.max(0, q.start - 90), q.start);
  const span = line.slice(q.start, q.end);
  if (q.around) {
    const within = line.slice(...q.around).trim();
    return /^(?:patient'?s?|subject'?s?)? ?aged?\b/i.test(within) ? [q.start, 0.97] : undefined;
  }
  const word = words.findLast(([, end]) => end <= q.start);
  if (word && filler.test(line.slice(word[1], q.start)) && !isRatio(line, q))
    return [word[0], q.unit === undefined && !q.min && !q.max && (q.values?.length ?? 0) !== 1 ? 0.6 : 0.97];
  if (q.family !== 'time') {
    // "older than 17", "18 and older" without a unit.
    if (/\b(?:older|younger)\b/i.test(span)) return [q.start, 0.95];
    return undefined;
  }
  const after = line.slice(q.end, q.end + 40);
  const says =
    /(?:of age|\bolds?|y\.?o\.?|y\/o)$/i.test(span.trim()) ||
    /\b(?:of age|years? old|older|younger|age)\b/i.test(span) ||
    ageTail.test(after);
  if (says && !/^\s*(?:before|after|when|prior)\b/i.test(after)) return [q.start, 0.97];
  if (q.unit !== 'a' && q.unit !== 'mo') return undefined;
  if (afterNotAge.test(after)) return undefined;
  if (people.test(before) && !notAge.test(before)) return [q.start, q.unit === 'a' ? 0.9 : 0.7];
  if (
    q.unit === 'a' &&
    /^[\s>-]*$/.test(before) &&
    /^[\s.,;)]*(?:$|(?:male|female|men|women|adult|and|or|at|with|patients|inclusive)\b)/i.test(after) &&
    (q.min ?? q.max ?? (q.values?.length ?? 0) === 2)
  )
    return [q.start, 0.85];
  return undefined;
}

/** "age-adjusted 1.5", "ages 5 x ULN": a number behind the word that is none of years. */
const isRatio = (line: string, q: Quantity): boolean =>
  q.family === undefined && /^ ?(?:%|mg|ml|kg|\/|x|points?|days|hours|cm|mm)/i.test(line.slice(q.end, q.end + 8));

function tailEnd(line: string, q: Quantity): number {
  const match = ageTail.exec(line.slice(q.end, q.end + 24));
  return match ? q.end + match[0].length : q.end;
}

function ageExpression(
  q: Quantity,
  unit: AgeParameters['unit'],
): { expression: Expression; confidence: number; review: string[] } {
  const review = [...q.notes];
  if (q.min ?? q.max) {
    const range = { ...(q.min ? { min: q.min } : {}), ...(q.max ? { max: q.max } : {}) };
    return { expression: { age: { ...range, unit } }, confidence: q.notes.length > 0 ? 0.6 : 0.97, review };
  }
  if (q.lost)
    return {
      expression: { unstructured: { topic: 'age' } },
      confidence: 0.3,
      review: [...review, 'the direction of the bound is lost'],
    };
  const [first, second] = q.values ?? [];
  if (first !== undefined && second !== undefined)
    return {
      expression: { age: { min: { value: first, inclusive: true }, max: { value: second, inclusive: true }, unit } },
      confidence: 0.6,
      review: [...review, 'two ages without a bound'],
    };
  // A bare "18 years of age": exactly that, as the words say; nobody means it.
  const bound = { value: first ?? 0, inclusive: true };
  return {
    expression: { age: { min: bound, max: bound, unit } },
    confidence: 0.5,
    review: [...review, 'an age without "at least" or "at most"'],
  };
}

/** An age that decides something else than who may take part. */
function checked(reading: Reading, line: string, context: ReadingContext): Reading {
  const parent = context.parents.at(-1) ?? '';
  const why = decidesElse.test(line)
    ? 'an age that decides something else'
    : riskList.test(parent) && line.length < 60
      ? 'an age in a list of risk factors'
      : undefined;
  if (!why) return reading;
  return { ...reading, confidence: Math.min(reading.confidence, 0.5), review: [...(reading.review ?? []), why] };
}
