import type { ExpressionFact, SignatureFact } from '../profile.js';
import {
  concept,
  element,
  label,
  list,
  number,
  quantity,
  string,
  type Quantity,
  type Concept,
  type Element,
} from '../record/element.js';
import { isMapped, type MarkerTest } from '../../vocabulary/vocabulary.js';
import { absence, recordedValue, type ObservationView } from './observation.js';
import { dated, source, type Reading } from './reading.js';

/** The marker or signature that an Observation tests, where its code or text names one. */
export function markerOf(view: ObservationView, reading: Reading): MarkerTest | undefined {
  const mapped = reading.lookups.marker(view.code);
  return isMapped(mapped) ? mapped.concept : undefined;
}

/** What one result says: an answer in words, a number, or both, as real records mix them. */
interface Result {
  answer?: string;
  score?: Quantity;
}

const textBounds = [
  { words: ['greater than', 'more than', 'above'], comparator: '>' },
  { words: ['less than', 'below', 'fewer than'], comparator: '<' },
  { words: ['at least', '>='], comparator: '>=' },
  { words: ['at most', '<='], comparator: '<=' },
  { words: ['>'], comparator: '>' },
  { words: ['<'], comparator: '<' },
] as const;

/** A number in a text result: `greater than 2.2`, `<1%`, `3+`, `70 %`. */
export function scoreOfText(text: string): Result['score'] {
  if (text.length > 200) return undefined;
  const lower = text.toLowerCase();
  const found = /\d+(?:\.\d+)?/.exec(lower);
  if (!found) return undefined;
  const before = lower.slice(0, found.index).trimEnd();
  const after = lower.slice(found.index + found[0].length).trimStart();
  const bound = textBounds.find((one) => one.words.some((word) => before.endsWith(word)));
  return {
    value: Number(found[0]),
    ...(after.startsWith('%') && { unit: '%' }),
    ...(bound && { comparator: bound.comparator }),
  };
}

/** All that `value[x]` and interpretation say, in one result; a value beats an interpretation. */
function resultOf(view: ObservationView, table: string, reading: Reading): Result {
  const { resource } = view.entry;
  const text = string(resource['valueString']);
  const coded = [view.coded, ...list(resource['interpretation']).map(concept)].filter((one) => one !== undefined);
  const answer =
    coded.map((one) => answerOf(one, table, reading)).find((one) => one !== undefined) ??
    (text === undefined ? boolAnswer(resource) : reading.codes.valueOfText(table, text));
  const codedScore = view.coded && answer === undefined ? scoreOfText(label(view.coded)) : undefined;
  const score =
    quantity(resource['valueQuantity']) ??
    ratio(resource) ??
    integer(resource) ??
    (text === undefined ? codedScore : scoreOfText(text));
  return { ...(answer !== undefined && { answer }), ...(score && { score }) };
}

const answerOf = (value: Concept, table: string, reading: Reading): string | undefined =>
  reading.codes.value(table, value) ?? (table === 'presence' ? undefined : reading.codes.value('presence', value));

const boolAnswer = (resource: Element): string | undefined =>
  resource['valueBoolean'] === true ? 'positive' : resource['valueBoolean'] === false ? 'negative' : undefined;

function integer(resource: Element): Result['score'] {
  const value = number(resource['valueInteger']);
  return value === undefined ? undefined : { value };
}

/** A ratio as one number: HER2 to CEP17 signals, positive cells of a hundred. Two bounds have no ratio. */
function ratio(resource: Element): Quantity | undefined {
  const stated = element(resource['valueRatio']);
  const numerator = quantity(stated?.['numerator']);
  const denominator = quantity(stated?.['denominator']);
  if (!numerator || !denominator || denominator.value === 0 || denominator.comparator) return undefined;
  const percent = denominator.value === 100;
  return {
    value: percent ? numerator.value : numerator.value / denominator.value,
    unit: percent ? '%' : RATIO,
    ...(numerator.comparator && { comparator: numerator.comparator }),
  };
}

/** Marks a number that is a ratio of two counts. */
const RATIO = '{ratio}';

/** A tumour marker or genomic signature; one Observation may report two markers at once (ER and PR). */
export function readMarker(view: ObservationView, test: MarkerTest, reading: Reading): void {
  if (test.kind === 'signature') {
    readSignature(view, test, reading);
    return;
  }
  const result = resultOf(view, 'presence', reading);
  if (result.answer === 'notTested' || (result.answer === undefined && !result.score)) {
    reading.leave(
      view.entry,
      `marker ${test.marker}: ${result.answer ? 'not tested' : absence(view.entry)}`,
      view.coded ?? view.code,
    );
    return;
  }
  for (const marker of [test.marker, ...(test.also ?? [])]) reading.add(expression(view, { ...test, marker }, result));
}

const EXPRESSION_ANSWERS = new Set(['positive', 'negative', 'equivocal', 'low', 'ultralow', 'high']);

function expression(view: ObservationView, test: MarkerTest, { answer, score }: Result): ExpressionFact {
  const recorded = recordedValue(view.entry.resource);
  const type = scoreType(test, score);
  return {
    kind: 'expression',
    marker: test.marker,
    ...(answer !== undefined && EXPRESSION_ANSWERS.has(answer) && { is: answer as 'positive' }),
    ...(score && { score: { type, value: score.value, ...(score.comparator && { comparator: score.comparator }) } }),
    ...(test.assay !== undefined && { assay: test.assay }),
    ...dated(view.date),
    ...(recorded !== undefined && { recorded }),
    source: source(view.entry, valuePath(view)),
  };
}

/** What the number counts: as its unit says, else as the test does. FISH counts signals, as a ratio to the centromere. */
function scoreType(test: MarkerTest, score: Quantity | undefined): string {
  if (score?.unit === RATIO) return 'ratio';
  if (score?.unit === '%') return test.score === 'IHC' ? 'percent' : (test.score ?? 'percent');
  if (test.assay === 'FISH' || test.assay === 'ISH') return 'ratio';
  return test.score ?? (test.assay === 'IHC' ? 'IHC' : (score?.unit ?? 'value'));
}

function readSignature(view: ObservationView, test: MarkerTest, reading: Reading): void {
  const { answer, score } = resultOf(view, test.marker === 'msi' ? 'microsatellite' : 'presence', reading);
  if (answer === 'notTested' || (answer === undefined && !score)) {
    reading.leave(
      view.entry,
      `${test.marker}: ${answer ? 'not tested' : absence(view.entry)}`,
      view.coded ?? view.code,
    );
    return;
  }
  const recorded = recordedValue(view.entry.resource);
  const unit = score && signatureUnit(score);
  const fact: SignatureFact = {
    kind: 'signature',
    name: test.marker,
    ...(answer !== undefined && { is: answer }),
    ...(score && { value: score.value }),
    ...(unit !== undefined && { unit }),
    ...(score?.comparator && { comparator: score.comparator }),
    ...dated(view.date),
    ...(recorded !== undefined && { recorded }),
    source: source(view.entry, valuePath(view)),
  };
  reading.add(fact);
}

/** Spellings of "per megabase" seen in records; a number without a unit keeps none (it may be a count). */
const PER_MEGABASE = new Set([
  '1/1000000{base}',
  '/1000000{base}',
  '{mutations}/mb',
  '{mutation}/mb',
  'mutations/mb',
  'mut/mb',
  'muts/mb',
  '{mut}/mb',
  'mutations/megabase',
  'mutations per megabase',
  '1/mb',
  '/mb',
  '{#}/mb',
  '1/1000000{bp}',
  '{mutations}/{megabase}',
  '{mutations}/{mb}',
]);

/** The unit of a signature's number: UCUM for mutations per megabase, as recorded otherwise. */
function signatureUnit({ unit, unitText }: Quantity): string | undefined {
  const spellings = [unit, unitText].filter((one) => one !== undefined).map((one) => one.toLowerCase());
  const perMegabase = spellings.some((one) => PER_MEGABASE.has(one) || one.includes('per megabase'));
  return perMegabase ? '1/1000000{Base}' : unit;
}

const valuePath = (view: ObservationView): string =>
  view.coded
    ? 'valueCodeableConcept'
    : (Object.keys(view.entry.resource).find((name) => name.startsWith('value')) ?? 'interpretation');
