import type { LabFact } from '../profile.js';
import { concept, elements, label, quantity, string, type Quantity } from '../record/element.js';
import { isMapped } from '../../vocabulary/vocabulary.js';
import { absence, recordedValue, type ObservationView } from './observation.js';
import { dated, source, type Reading } from './reading.js';

/** A laboratory value: number with unit in UCUM, comparator, and the reported reference range in the same unit. */
export function readLab(view: ObservationView, reading: Reading): boolean {
  const mapped = reading.lookups.analyte(view.code);
  if (!isMapped(mapped)) return false;
  const { entry } = view;
  const analyte = mapped.concept;
  const stated = quantity(entry.resource['valueQuantity']) ?? textQuantity(string(entry.resource['valueString']));
  if (!stated) {
    reading.leave(
      entry,
      `${analyte}: ${recordedValue(entry.resource) === undefined ? absence(entry) : 'the value is not a number'}`,
      view.code,
    );
    return true;
  }
  const unit = stated.unit === undefined ? undefined : reading.lookups.unit(stated.unit);
  const fact: LabFact = {
    kind: 'lab',
    analyte,
    value: stated.value,
    unit: unit ?? '',
    ...(stated.comparator && { comparator: stated.comparator }),
    ...rangeOf(view, unit, analyte, reading),
    ...dated(view.date),
    recorded: recordedValue(entry.resource) ?? String(stated.value),
    source: source(entry, entry.resource['valueQuantity'] === undefined ? 'valueString' : 'valueQuantity'),
  };
  const impossible = implausible(fact, reading);
  if (impossible === undefined) reading.add(fact);
  else
    reading.leave(entry, impossible, {
      codings: view.code.codings,
      text: `${label(view.code)}: ${fact.recorded ?? ''}`,
    });
  return true;
}

const COMPARATORS = ['<=', '>=', '<', '>'] as const;

/** Numbers sent as text: `13.5 g/dL`, `<0.5 ng/mL`. */
function textQuantity(text: string | undefined): Quantity | undefined {
  if (text === undefined || text.length > 60) return undefined;
  const comparator = COMPARATORS.find((one) => text.startsWith(one));
  const amount = text.slice(comparator?.length ?? 0).trimStart();
  const number = /^\d{1,12}(?:\.\d{1,12})?/.exec(amount)?.[0];
  if (number === undefined) return undefined;
  const unit = amount.slice(number.length).trim();
  if (/\s/.test(unit)) return undefined;
  return { value: Number(number), ...(unit !== '' && { unit }), ...(comparator && { comparator }) };
}

/** A value that cannot be real in its unit (3000 x 10*3/uL neutrophils) is no fact: it would decide on a typing error. */
function implausible(fact: LabFact, reading: Reading): string | undefined {
  const analyte = reading.vocabulary.analytes.get(fact.analyte);
  if (!analyte?.plausible || fact.unit === '') return undefined;
  const value = reading.vocabulary.units.convert(fact.value, fact.unit, analyte.unit, fact.analyte);
  if (value === undefined) return undefined;
  const [low, high] = analyte.plausible;
  return value < low || value > high
    ? `${fact.analyte}: ${fact.value} ${fact.unit} is outside what is possible (${low} to ${high} ${analyte.unit})`
    : undefined;
}

/** The normal range, converted to the unit of the value where it came in another. */
function rangeOf(
  view: ObservationView,
  unit: string | undefined,
  analyte: string,
  reading: Reading,
): { low?: number; high?: number } {
  const ranges = elements(view.entry.resource['referenceRange']);
  const normal =
    ranges.find((one) => isNormal(concept(one['type'])?.codings[0]?.code)) ??
    (ranges.length === 1 ? ranges[0] : undefined);
  if (!normal) return {};
  const low = boundIn(normal['low'], unit, analyte, reading);
  const high = boundIn(normal['high'], unit, analyte, reading);
  return { ...(low !== undefined && { low }), ...(high !== undefined && { high }) };
}

const isNormal = (code: string | undefined): boolean => code === 'normal';

function boundIn(value: unknown, unit: string | undefined, analyte: string, reading: Reading): number | undefined {
  const stated = quantity(value);
  if (!stated) return undefined;
  const own = stated.unit === undefined ? unit : reading.lookups.unit(stated.unit);
  if (own === unit || own === undefined || unit === undefined) return own === unit ? stated.value : undefined;
  return reading.vocabulary.units.convert(stated.value, own, unit, analyte);
}

/** Vital signs, one by one or as components of a panel. */
export function readVital(view: ObservationView, reading: Reading): void {
  const attributes = view.element?.attributes ?? {};
  const stated = quantity(view.entry.resource['valueQuantity']);
  if (!stated) {
    if (view.components.length > 0) readVitalPanel(view, reading);
    else reading.leave(view.entry, `${attributes['measure'] ?? 'vital sign'}: ${absence(view.entry)}`, view.code);
    return;
  }
  addVital(view, attributes, stated, 'valueQuantity', reading);
}

export function readVitalPanel(view: ObservationView, reading: Reading): void {
  for (const { code, component, index } of view.components) {
    const known = reading.codes.element(code.codings);
    const stated = quantity(component['valueQuantity']);
    if (known?.element === 'vital' && stated)
      addVital(view, known.attributes, stated, `component[${index}].valueQuantity`, reading);
  }
}

function addVital(
  view: ObservationView,
  attributes: Readonly<Record<string, string>>,
  stated: Quantity,
  path: string,
  reading: Reading,
): void {
  const formula = attributes['formula'];
  reading.add({
    kind: 'vital',
    measure: attributes['measure'] ?? '',
    value: stated.value,
    unit: stated.unit === undefined ? '' : reading.lookups.unit(stated.unit),
    ...(stated.comparator && { comparator: stated.comparator }),
    ...(formula !== undefined && { formula }),
    ...dated(view.date),
    source: source(view.entry, path),
  });
}

/** Serology and viral load: an infection test that answers positive or negative, or counts copies. */
export function readSerology(view: ObservationView, reading: Reading): boolean {
  const agent = reading.codes.value('serology', view.code);
  if (agent === undefined) return false;
  const text = string(view.entry.resource['valueString']);
  const answer = view.coded
    ? reading.codes.value('presence', view.coded)
    : text === undefined
      ? undefined
      : reading.codes.valueOfText('presence', text);
  const load = quantity(view.entry.resource['valueQuantity']);
  const status =
    answer === 'positive' || answer === 'negative'
      ? answer
      : load === undefined
        ? undefined
        : load.comparator === '<' || load.value === 0
          ? 'negative'
          : 'positive';
  if (status === undefined) {
    reading.leave(view.entry, `${agent}: ${absence(view.entry)}`, view.coded ?? view.code);
    return true;
  }
  const parts = {
    ...dated(view.date),
    recorded: recordedValue(view.entry.resource) ?? label(view.code),
    source: source(view.entry, 'value'),
  };
  // Antibodies tell of contact, not of an infection now; only their absence speaks on the infection.
  if (agent.endsWith('Antibody')) reading.add({ kind: 'finding', topic: agent, value: status, ...parts });
  else reading.add({ kind: 'infection', agent, status, ...parts });
  return true;
}
