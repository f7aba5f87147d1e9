import { concept, concepts, label, number, quantity, string, type Concept } from '../record/element.js';
import { absence, componentsOf, recordedValue, type ObservationView } from './observation.js';
import { metastasisSite, UNKNOWN_SITE } from './cancer.js';
import { dated, source, type Reading } from './reading.js';
import { withoutTag } from './wording.js';

const RANGES = { ecog: [0, 5], karnofsky: [0, 100], lansky: [0, 100] } as const;

/** ECOG, Karnofsky or Lansky. Zero is a value; a number off the scale is none. */
export function readPerformance(view: ObservationView, reading: Reading): void {
  const scale = view.element?.attributes['scale'];
  if (scale !== 'ecog' && scale !== 'karnofsky' && scale !== 'lansky') return;
  const { resource } = view.entry;
  const stated =
    number(resource['valueInteger']) ??
    quantity(resource['valueQuantity'])?.value ??
    scoreIn(view.coded, scale, reading);
  const value =
    stated ??
    concepts(resource['interpretation'])
      .map((one) => scoreIn(one, scale, reading))
      .find((one) => one !== undefined);
  const [min, max] = RANGES[scale];
  if (
    value === undefined ||
    value < min ||
    value > max ||
    (scale !== 'ecog' && value % 10 !== 0) ||
    !Number.isInteger(value)
  ) {
    reading.leave(
      view.entry,
      value === undefined ? `${scale}: ${absence(view.entry)}` : `${scale}: ${value} is not on the scale`,
      view.code,
    );
    return;
  }
  reading.add({
    kind: 'performance',
    scale,
    value,
    ...dated(view.date),
    recorded: String(value),
    source: source(view.entry, valueElement(view)),
  });
}

function scoreIn(coded: Concept | undefined, scale: string, reading: Reading): number | undefined {
  if (!coded) return undefined;
  const known = scale === 'ecog' ? reading.codes.value('ecog', coded) : undefined;
  const text = known ?? /\b(\d{1,3})$/.exec(label(coded))?.[1];
  return text === undefined ? undefined : number(text);
}

/** The element that carries the value, for the fact's source. */
const valueElement = (view: ObservationView): string =>
  Object.keys(view.entry.resource).find((name) => name.startsWith('value')) ?? 'interpretation';

export function readDiseaseStatus(view: ObservationView, reading: Reading): void {
  const text = string(view.entry.resource['valueString']);
  const value = view.coded ?? (text === undefined ? undefined : { codings: [], text });
  const status = value && reading.codes.value('diseaseStatus', value);
  if (!value || status === undefined) {
    reading.leave(
      view.entry,
      `disease status: ${value ? 'a value without a meaning in the lexicon' : absence(view.entry)}`,
      value ?? view.code,
    );
    return;
  }
  reading.add({
    kind: 'diseaseStatus',
    value: status,
    ...dated(view.date),
    recorded: label(value),
    source: source(view.entry, valueElement(view)),
  });
}

/** Site of a distant metastasis, as pathology reports name it. */
export function readMetastasisSite(view: ObservationView, reading: Reading): void {
  if (!view.coded) {
    reading.leave(view.entry, `site of metastasis: ${absence(view.entry)}`, view.code);
    return;
  }
  if (reading.codes.value('presence', view.coded) === 'negative') return;
  const site = metastasisSite(view.coded, concept(view.entry.resource['bodySite']), reading);
  reading.add({
    kind: 'metastasis',
    site: site === UNKNOWN_SITE ? withoutTag(label(view.coded)) : site,
    present: true,
    ...dated(view.date),
    recorded: label(view.coded),
    source: source(view.entry, 'valueCodeableConcept'),
  });
}

/** History of metastatic cancer: yes or no as the record says it; its mere presence without a value says nothing. */
export function readHistoryOfMetastasis(view: ObservationView, reading: Reading): void {
  const { resource } = view.entry;
  const coded = view.coded && reading.codes.value('presence', view.coded);
  const site = view.element?.attributes['site'];
  // A code that names the site states the finding by itself (the examples of STU4 carry no value).
  const byCode =
    site !== undefined && recordedValue(resource) === undefined && resource['dataAbsentReason'] === undefined;
  const present = resource['valueBoolean'] === true || coded === 'positive' || byCode;
  if (!present && resource['valueBoolean'] !== false && coded !== 'negative') {
    reading.leave(view.entry, `history of metastatic cancer: ${absence(view.entry)}`, view.code);
    return;
  }
  reading.add({
    kind: 'metastasis',
    site: site ?? 'any',
    present,
    status: 'history',
    ...dated(view.date),
    recorded: `${label(view.code)}: ${recordedValue(resource) ?? 'stated'}`,
    source: source(view.entry, recordedValue(resource) === undefined ? 'code' : valueElement(view)),
  });
}

/** A scale whose value is a word, a number or a code: risk group, grade, depth, Deauville score. */
export function readScale(view: ObservationView, reading: Reading): void {
  const name = view.element?.attributes['name'] ?? 'scale';
  const { resource } = view.entry;
  const numeric = number(resource['valueInteger']) ?? quantity(resource['valueQuantity'])?.value;
  const text = view.coded ? label(view.coded) : string(resource['valueString']);
  const value = numeric ?? normalizedScale(name, view, reading) ?? (text === undefined ? undefined : withoutTag(text));
  if (value === undefined) {
    reading.leave(view.entry, `${name}: ${absence(view.entry)}`, view.code);
    return;
  }
  reading.add({
    kind: 'scale',
    name,
    value,
    ...dated(view.date),
    recorded: recordedValue(resource) ?? String(value),
    source: source(view.entry, valueElement(view)),
  });
}

function normalizedScale(name: string, view: ObservationView, reading: Reading): number | string | undefined {
  if (!view.coded) return undefined;
  if (name === 'grade' || name === 'nottingham') return number(reading.codes.value('grade', view.coded));
  if (name.endsWith('Risk')) return reading.codes.value('risk', view.coded);
  if (name === 'clark') return number(/\blevel (\d)/i.exec(label(view.coded))?.[1]);
  return undefined;
}

/** Gleason: the grade group (ISUP), and the score where the record spells it out: `Gleason score 3 + 5 = 8`. */
export function readGleason(view: ObservationView, reading: Reading): void {
  const { resource } = view.entry;
  const text = view.coded ? label(view.coded) : (string(resource['valueString']) ?? '');
  const group = number(/grade group (\d)/i.exec(text)?.[1]);
  const numeric = number(resource['valueInteger']) ?? quantity(resource['valueQuantity'])?.value;
  const score =
    number(/= ?(\d{1,2})/.exec(text)?.[1]) ?? number(/score (\d{1,2})\b(?! ?\+)/i.exec(text)?.[1]) ?? numeric;
  const common = {
    kind: 'scale',
    ...dated(view.date),
    recorded: recordedValue(resource) ?? text,
    source: source(view.entry, valueElement(view)),
  } as const;
  if (group !== undefined) reading.add({ ...common, name: 'isup', value: group });
  if (score !== undefined) reading.add({ ...common, name: 'gleason', value: score });
  if (group === undefined && score === undefined)
    reading.leave(view.entry, `Gleason: ${absence(view.entry)}`, view.coded ?? view.code);
}

/** Findings that no other fact carries: tumour size (in components, by dimension), histology, node counts. */
export function readFinding(view: ObservationView, reading: Reading): void {
  const topic = view.element?.attributes['topic'] ?? 'finding';
  const { resource } = view.entry;
  const sizes = componentsOf(view, '33728-7', '33729-5').flatMap((one) => {
    const size = quantity(one.component['valueQuantity']);
    return size ? [{ size, index: one.index }] : [];
  });
  if (topic === 'tumorSize' && sizes.length > 0) {
    const largest = sizes.reduce((a, b) => (b.size.value > a.size.value ? b : a));
    const millimetres = reading.vocabulary.units.convert(largest.size.value, largest.size.unit ?? '', 'mm');
    if (millimetres === undefined)
      reading.leave(view.entry, `tumor size: no length in ${largest.size.unit ?? 'no unit'}`, view.code);
    else
      reading.add({
        kind: 'finding',
        topic: 'tumorSizeMm',
        value: millimetres,
        ...dated(view.date),
        recorded: `${largest.size.value} ${largest.size.unit ?? ''}`.trim(),
        source: source(view.entry, `component[${largest.index}].valueQuantity`),
      });
    return;
  }
  const amount = quantity(resource['valueQuantity']);
  const value = amount?.value ?? number(resource['valueInteger']) ?? recordedValue(resource) ?? componentValue(view);
  if (topic === 'tumorSize' && amount) {
    const millimetres = reading.vocabulary.units.convert(amount.value, amount.unit ?? '', 'mm');
    if (millimetres !== undefined)
      reading.add({
        kind: 'finding',
        topic: 'tumorSizeMm',
        value: millimetres,
        ...dated(view.date),
        recorded: `${amount.value} ${amount.unit ?? ''}`.trim(),
        source: source(view.entry, 'valueQuantity'),
      });
    else reading.leave(view.entry, `tumor size: no length in ${amount.unit ?? 'no unit'}`, view.code);
  } else if (value === undefined) reading.leave(view.entry, `${topic}: ${absence(view.entry)}`, view.code);
  else
    reading.add({
      kind: 'finding',
      topic,
      value: typeof value === 'string' ? withoutTag(value) : value,
      ...dated(view.date),
      ...(typeof value === 'number' && { recorded: recordedValue(resource) ?? String(value) }),
      source: source(view.entry, valueElement(view)),
    });
}

function componentValue(view: ObservationView): string | undefined {
  const parts = view.components.flatMap(({ code, component }) => {
    const value = recordedValue(component);
    return value === undefined ? [] : [`${label(code)}: ${value}`];
  });
  return parts.length === 0 ? undefined : parts.join('; ');
}

export function readSmoking(view: ObservationView, reading: Reading): void {
  const status = view.coded && reading.codes.value('smoking', view.coded);
  if (!view.coded || status === undefined) {
    reading.leave(
      view.entry,
      `smoking: ${view.coded ? 'a value without a meaning in the lexicon' : absence(view.entry)}`,
      view.coded ?? view.code,
    );
    return;
  }
  reading.add({
    kind: 'smoking',
    status: status as 'never',
    ...dated(view.date),
    recorded: label(view.coded),
    source: source(view.entry, 'valueCodeableConcept'),
  });
}

export function readPregnancy(view: ObservationView, reading: Reading): void {
  const breastfeeding = view.element?.element === 'breastfeeding';
  const presence = view.coded ? reading.codes.value('presence', view.coded) : undefined;
  const bool = view.entry.resource['valueBoolean'];
  const yes = presence === 'positive' || bool === true;
  const no = presence === 'negative' || bool === false;
  const is = breastfeeding
    ? yes
      ? 'breastfeeding'
      : no
        ? 'notBreastfeeding'
        : undefined
    : ((view.coded && reading.codes.value('pregnancy', view.coded)) ??
      (yes ? 'pregnant' : no ? 'notPregnant' : undefined));
  if (is === undefined) reading.leave(view.entry, `pregnancy: ${absence(view.entry)}`, view.coded ?? view.code);
  else
    reading.add({
      kind: 'pregnancy',
      is: is as 'pregnant',
      ...dated(view.date),
      recorded: recordedValue(view.entry.resource) ?? label(view.code),
      source: source(view.entry, valueElement(view)),
    });
}
