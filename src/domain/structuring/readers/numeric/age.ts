import type { AgeParameters, Expression } from '../../../criteria/model.js';
import type { Quantity, QuantityScanner } from '../../grammar/quantities.js';
import { GapWords, lastClause } from '../../grammar/word-gap.js';
import type { Reader, Reading, ReadingContext } from '../../reader.js';

const ageWord = /\b(?:ages?|aged|aging|years? of age)\b/gi;
// What may stand between "age" and its limit.
const filler = new GapWords(
  `must should be is are was has have of at the time on day a an range ranged ranging ranges limit limits group between from
   patient patients subject subjects participant participants in years year inclusive inclusion enrollment enrolment entry
   study screening consent informed signing diagnosis and older adult adults both sexes any either gender sex male female
   eligible for who registration randomization min max minimum maximum`,
  ' :(,=-',
);
const ageTail = /^[\s,)(]{0,3}(?:(?:years?|yrs?)[\s,)]{0,2})?(?:of age|old|in age|ages?)\b/i;
// Ages of other things than the patient, and of the patient at another time.
const otherAge =
  /\b(?:child-?bearing|reproductive|legal|gestational|bone|fertile|mental|developmental|fetal|foetal|menopausal|same|any|old|advanced|school|post-?natal|postmenstrual|menstrual|paternal|corrected|onset|diagnosis|diagnosed|vascular|brain) $/i;
const notPerson =
  /\b(?:ulcers?|wounds?|lesions?|fractures?|tumou?rs?|scars?|injur(?:y|ies)|area|surgery|ha?emorr?h?age|biops(?:y|ies)|specimens?|tissues?|samples?|scans?|imaging|mri|ct|infarct|infarction|onset|stroke|reports?|results?|cessation|symptoms?|x-?rays?|radiographs?)\b/i;
const before = /\b(?:before|after|since|until|onset|prior to|beyond) ?$/i;
const persons = new Set(
  `adult adults patient patients subject subjects participant participants volunteer volunteers individual individuals person
   persons people male males female females man men woman women child children adolescent adolescents boy boys girl girls
   infant infants he she gender genders sex sexes elderly parturients outpatient outpatients inpatient inpatients they
   recipient recipients`.split(/\s+/),
);
const personTail = new GapWords(
  'who are is must should be age aged ages with of and or between from the inclusive including',
  ' ,(:',
);
const notAge =
  /\b(?:for|since|past|last|previous|previously|prior|history|within|duration|during|diagnos(?:is|ed|es)|every|after|before|over the|ago|interval|survival|expectancy|follow|follow-up|smok(?:ing|ed|ers?|es?)|pack|relapse|free|treat(?:ed|ment|ments)|therapy|surgery|stable|experience|remission|post|menopaus(?:e|al)|amenorrh(?:o?ea|eic)|next|course|least \d{1,3} (?:months|weeks))\b/i;
const afterNotAge =
  /^[\s,)]{0,3}(?:prior|before|after|ago|since|from|following|of (?:study|treatment|therapy|enrol|the|first|prior|follow|diagnosis|education|experience|screening|random|menopause|smoking|stable|history)|history|smok|post|pre\b|previous|duration|interval|apart|or more since|elapsed|without|earlier|later|survival|free|menopaus|amenorrh|in duration|between|washout|must have|have (?:elapsed|passed))/i;
const decidesElse =
  /\b(?:post-?menopausal|menopause|child-?bearing|contracepti(?:on|ves?)|considered|risk factors?|stratif(?:ied|ication)|mammogra(?:m|ms|phy)|colonoscop(?:y|ies))\b/i;
// "... >= 60 mL/min for patients over 65 years": behind a limit, not at the head of the line.
const someOf =
  /\b(?:for|in|if) (?:the )?(?:patients?|subjects?|participants?|those|children|adults|adolescents|individuals|persons)?\W{0,2}(?:(?:who|that) (?:is|are) |is |are )?$/i;
const otherPerson =
  /\b(?:caregivers?|carers?|care ?partners?|parents?|guardians?|donors?|partners?|spouses?|siblings?|relatives?|family members?|dyads?|informants?)\b/i;
const riskList = /\b(?:risk|high-risk|factors?|points?|one of the following risk)\b/i;

/** Ages of the patient in any spelling: "Age >= 18", "18-65 years old", "Adult (>=18 years)", "older than 17". */
export function ageReader(quantities: QuantityScanner): Reader {
  return { name: 'age', read: (line, context) => readAges(line, context, quantities) };
}

/** A list under "Life expectancy:" is of other years. */
const OTHER_SUBJECT = /\b(?:expectancy|survival|follow-?up|duration|interval)\b[^.]{0,30}$/i;

function readAges(line: string, context: ReadingContext, scanner: QuantityScanner): Reading[] {
  const found = scanner.find(line);
  if (OTHER_SUBJECT.test(context.parents.at(-1) ?? '')) return [];
  if (found.length === 0 || !/age|year|old|month|adult|\byo\b|\by\b|\dy\b|yrs?\b/i.test(line)) return [];
  const words = [...line.matchAll(ageWord)].map((m): Word => [m.index, m.index + m[0].length]);
  const starts = found.map((q, i) => (canBeAge(q) ? evidence(line, q, found[i - 1], words) : undefined));
  spread(line, found, starts);
  return found.flatMap((q, i) => {
    const start = starts[i];
    return start ? checked(readingOf(line, q, start), line, context) : [];
  });
}

type Word = readonly [start: number, end: number];
/** Where the words begin that say that a number is an age, and how sure that is. */
type Evidence = readonly [start: number, certainty: number];

const canBeAge = (q: Quantity): boolean => (q.family === undefined || q.family === 'time') && q.unit !== 'h';

const linked = /^,? ?(?:\(?or|and|to|-|\/|,|;|of)? ?(?:if )?(?:age |ages |aged )?$/i;

/** "Under 18 or over 50 years of age", "age < 20 or > 35": what is linked to an age without a name of its own is one. */
function spread(line: string, found: readonly Quantity[], starts: (Evidence | undefined)[]): void {
  const link = (i: number, from: number): void => {
    const [q, known] = [found[i], starts[from]];
    const [a, b] = [found[Math.min(i, from)], found[Math.max(i, from)]];
    if (!q || !known || !a || !b || starts[i] || !canBeAge(q) || !(q.min ?? q.max)) return;
    if (linked.test(line.slice(tailEnd(line, a), b.start))) starts[i] = [q.start, known[1]];
  };
  for (let i = 1; i < found.length; i++) link(i, i - 1);
  for (let i = found.length - 2; i >= 0; i--) link(i, i + 1);
}

function readingOf(line: string, quantity: Quantity, [start, certainty]: Evidence): Reading {
  const unit = (quantity.unit ?? 'a') as AgeParameters['unit'];
  const { expression, confidence, review } = ageExpression(quantity, unit);
  return {
    start: personStart(line, start),
    end: tailEnd(line, quantity),
    expression,
    confidence: Math.min(confidence, certainty),
    ...(review.length > 0 ? { review } : {}),
  };
}

/** "Adults aged 18", "between 18 and 65": the words in front belong to the age. */
const personStart = (line: string, start: number): number =>
  start -
  (/(?:\b(?:adults?(?: (?:patients|participants|subjects|men|women|males|females|individuals|men and women|males and females))?|between)[ ,(]{1,2}(?:aged |who are |are )?)?$/i.exec(
    line.slice(Math.max(0, start - 60), start),
  )?.[0].length ?? 0);

function evidence(
  line: string,
  q: Quantity,
  previous: Quantity | undefined,
  words: readonly Word[],
): Evidence | undefined {
  const lead = line.slice(Math.max(0, q.start - 90), q.start);
  const span = line.slice(q.start, q.end);
  if (q.around) {
    const within = line.slice(...q.around).trim();
    return /^(?:patient'?s?|subject'?s?)? ?aged?\b/i.test(within) ? [q.start, 0.97] : undefined;
  }
  if (/\bage\b/i.test(span) && !/of age/i.test(span)) return otherAge.test(lead) ? undefined : [q.start, 0.97];
  const named = namedBefore(line, q, previous, words);
  if (named) return named;
  const clause = lastClause(lead, '.;');
  if (notPerson.test(clause) || before.test(lead)) return undefined;
  // "older than 17", "18 and older" without a unit.
  if (q.family !== 'time') return /\b(?:older|younger)\b/i.test(span) ? [q.start, 0.95] : undefined;
  const after = line.slice(q.end, q.end + 40);
  if (isSaid(span, after)) return /gestation/i.test(after) ? undefined : [q.start, 0.97];
  if ((q.unit !== 'a' && q.unit !== 'mo') || afterNotAge.test(after) || notAge.test(clause)) return undefined;
  const people = personBefore(lead);
  if (people === 'right' || /^(?:must be|be|is|are|has|have)[ (]{1,2}$/i.test(lead))
    return [q.start, q.unit === 'a' ? 0.9 : 0.7];
  if (q.unit !== 'a' || !(q.min ?? q.max)) return undefined;
  if (/^[\s>-]*$/.test(lead) && wholeLine.test(after)) return [q.start, 0.85];
  // An adult's limit somewhere behind the people it is about.
  const value = q.min?.value ?? q.max?.value ?? 0;
  return people && value >= 12 && value <= 100 ? [q.start, 0.7] : undefined;
}

/** Whether the words before a number name people: right before it, or somewhere. */
function personBefore(lead: string): 'right' | 'somewhere' | undefined {
  let last: RegExpExecArray | undefined;
  for (const match of lead.matchAll(/[A-Za-z]+/g)) if (persons.has(match[0].toLowerCase())) last = match;
  if (!last) return undefined;
  return personTail.fill(lead.slice(last.index + last[0].length)) ? 'right' : 'somewhere';
}

const wholeLine = /^[\s.,;)]*(?:$|(?:male|female|men|women|adult|and|or|at|with|patients|inclusive)\b)/i;

const isSaid = (span: string, after: string): boolean =>
  /(?:of age|\bolds?|y\.?o\.?|y\/o)$/i.test(span.trim()) ||
  /\b(?:of age|years? old|older|younger)\b/i.test(span) ||
  ageTail.test(after);

function lastWordBefore(words: readonly Word[], position: number): Word | undefined {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.[1] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return words[low - 1];
}

/** "Age", "aged", "ages" right before the limit, and not the tail of the number before ("18 years of age at visit 1"). */
function namedBefore(
  line: string,
  q: Quantity,
  previous: Quantity | undefined,
  words: readonly Word[],
): Evidence | undefined {
  const word = lastWordBefore(words, q.start);
  if (!word || q.start - word[1] > 160 || !filler.fill(line.slice(word[1], q.start)) || isRatio(line, q))
    return undefined;
  if (previous && word[0] < tailEnd(line, previous) + 1) return undefined;
  if (otherAge.test(line.slice(Math.max(0, word[0] - 24), word[0]))) return undefined;
  const bare = q.unit === undefined && !q.min && !q.max && (q.values?.length ?? 0) !== 1;
  return [word[0], bare ? 0.6 : 0.97];
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
    // "Under 35 and over 70 years": the two ends, not what lies between.
    if (q.min && q.max && q.min.value > q.max.value)
      return {
        expression: { any: [{ age: { max: q.max, unit } }, { age: { min: q.min, unit } }] },
        confidence: 0.9,
        review,
      };
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
  const why = otherPerson.test(line.slice(Math.max(0, reading.start - 60), reading.end))
    ? 'an age of somebody else'
    : decidesElse.test(line)
      ? 'an age that decides something else'
      : /\d/.test(line.slice(0, reading.start)) &&
          someOf.test(line.slice(Math.max(0, reading.start - 48), reading.start))
        ? 'an age that says whom the rest of the line is for'
        : riskList.test(parent) && line.length < 60
          ? 'an age in a list of risk factors'
          : undefined;
  if (!why) return reading;
  return { ...reading, confidence: Math.min(reading.confidence, 0.5), review: [...(reading.review ?? []), why] };
}
