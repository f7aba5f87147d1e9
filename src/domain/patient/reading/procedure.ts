import type { PartialDate, TherapyFact } from '../profile.js';
import type { Entry } from '../record/collect.js';
import {
  code,
  concept,
  day,
  element,
  elements,
  extension,
  extensions,
  label,
  number,
  quantity,
  type Concept,
} from '../record/element.js';
import { courses, earliest, latest, type Span } from './course.js';
import { intentOf, isForCancer, resultOf } from './medication.js';
import { dated, source, type Reading } from './reading.js';
import { hasWords, nameOf } from './wording.js';

/** Procedures that are a treatment of their own: their courses become `therapy` facts. */
const TREATMENTS = new Set(['radiation', 'chemotherapy', 'immunotherapy', 'endocrine', 'transplant', 'cellTherapy']);
const NEVER = new Set(['entered-in-error', 'not-done', 'cancelled', 'preparation', 'aborted', 'suspended']);

interface Treatment extends Span {
  readonly entry: Entry;
  readonly named: Concept;
  readonly kind: string;
  readonly site: string | undefined;
  readonly active: boolean;
}

/** Procedures: surgery, biopsies, imaging and the like one by one; sessions of radiotherapy and infusions as courses. */
export function readProcedures(entries: readonly Entry[], reading: Reading): void {
  const treatments: Treatment[] = [];
  for (const entry of entries) {
    const name = concept(entry.resource['code']);
    const status = code(entry.resource['status']);
    if (!name) reading.leave(entry, 'Procedure without a code');
    else if ((status !== undefined && NEVER.has(status)) || entry.resource['notPerformed'] === true)
      reading.leave(entry, `status ${status ?? 'not performed'}: not counted`, name);
    else readOne(entry, name, treatments, reading);
  }
  addTreatments(treatments, reading);
}

function readOne(entry: Entry, named: Concept, treatments: Treatment[], reading: Reading): void {
  const kind = kindOf(entry, named, reading);
  const span = periodOf(entry);
  const site = siteOf(entry, reading);
  if (kind !== undefined && TREATMENTS.has(kind)) {
    treatments.push({ entry, named, kind, site, active: code(entry.resource['status']) === 'in-progress', ...span });
    return;
  }
  const coding = named.codings.find((one) => one.code !== undefined);
  const date = span.start ?? span.end;
  const magnitude = magnitudeOf(named, reading);
  reading.add({
    kind: 'procedure',
    procedure: kind ?? coding?.code ?? label(named),
    ...(coding?.code !== undefined && { code: coding.code }),
    ...(site !== undefined && { site }),
    ...(magnitude !== undefined && { magnitude }),
    ...dated(date),
    recorded: label(named),
    source: source(entry, 'code'),
  });
  if (kind === 'surgery' && isForCancer(entry, reading)) {
    const intent = intentOf(entry, 'intent', reading);
    reading.add({
      kind: 'therapy',
      agents: [],
      classes: [],
      modality: 'surgery',
      ...(intent !== undefined && { intent }),
      ...(site !== undefined && { site }),
      ...(magnitude !== undefined && { magnitude }),
      ...dated(date),
      ...(span.start !== undefined && { start: span.start }),
      ...((span.end ?? span.start) !== undefined && { end: span.end ?? span.start }),
      recorded: label(named),
      source: source(entry, 'code'),
    });
  }
}

/** A name that tells neither ("partial mastectomy") leaves it open. */
function magnitudeOf(named: Concept, reading: Reading): 'major' | 'minor' | undefined {
  const magnitude = reading.codes.value('surgeryMagnitude', named);
  return magnitude === 'major' || magnitude === 'minor' ? magnitude : undefined;
}

/** By code and words; the profile only where they say nothing. */
function kindOf(entry: Entry, named: Concept, reading: Reading): string | undefined {
  const known = reading.codes.value('procedure', named);
  if (known !== undefined) return known;
  const profiles = JSON.stringify(element(entry.resource['meta'])?.['profile'] ?? '');
  if (profiles.includes('radiotherapy') || profiles.includes('radiation-procedure')) return 'radiation';
  if (profiles.includes('surgical-procedure')) return 'surgery';
  const category = concept(entry.resource['category']);
  return category?.codings.some((one) => one.code === '387713003') ? 'surgery' : undefined;
}

function periodOf(entry: Entry): { start: PartialDate | undefined; end: PartialDate | undefined } {
  const period = element(entry.resource['performedPeriod']) ?? element(entry.resource['occurrencePeriod']);
  const moment = day(entry.resource['performedDateTime']) ?? day(entry.resource['occurrenceDateTime']);
  return { start: day(period?.['start']) ?? moment ?? day(period?.['end']), end: day(period?.['end']) ?? moment };
}

function siteOf(entry: Entry, reading: Reading): string | undefined {
  const own = concept(entry.resource['bodySite']);
  if (own) return nameOf(own, 'metastasisSite', reading);
  for (const volume of extensions(entry.resource, 'mcode-radiotherapy-dose-delivered-to-volume')) {
    const reference = elements(volume['extension']).find((one) => one['url'] === 'volume')?.['valueReference'];
    const location = concept(reading.resolve(reference, entry)?.resource['location']);
    if (location) return nameOf(location, 'metastasisSite', reading);
  }
  return undefined;
}

/** Sessions of one kind at one site, no further apart than a course allows, are one treatment. */
function addTreatments(treatments: readonly Treatment[], reading: Reading): void {
  const groups = new Map<string, Treatment[]>();
  for (const one of treatments) {
    const key = [one.kind, one.site, ...classesOf(one, reading)].join('|');
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  for (const group of groups.values())
    for (const course of courses(group)) {
      const fact = treatmentFact(course, reading);
      // Infusions that the drugs given at the time already show are the same treatment.
      if (!reading.facts.some((other) => other.kind === 'therapy' && isSameTreatment(other, fact))) reading.add(fact);
    }
}

/** Of a transplant, whose stem cells were given. */
function classesOf({ kind, named }: Treatment, reading: Reading): string[] {
  const source = kind === 'transplant' ? reading.codes.value('stemCellSource', named) : undefined;
  return source === undefined ? [] : [source];
}

/** A treatment by named drugs of the same modality that ran at the same time. */
function isSameTreatment(drug: TherapyFact, { modality, start, end }: TherapyFact): boolean {
  if (drug.agents.length === 0 || drug.modality !== modality || drug.start === undefined || start === undefined)
    return false;
  const until = drug.ongoing === true ? '9999' : (drug.end ?? drug.start);
  return drug.start <= (end ?? start) && start <= until;
}

function treatmentFact(course: readonly Treatment[], reading: Reading): TherapyFact {
  const sorted = [...course].sort((a, b) => (a.entry.reference < b.entry.reference ? -1 : 1));
  const lead = sorted[0] as Treatment;
  const start = earliest(course.map((one) => one.start));
  const ongoing = course.some((one) => one.active);
  const end = ongoing ? undefined : latest(course.map((one) => one.end ?? one.start));
  const intent = intentOf(lead.entry, 'intent', reading);
  const setting = intentOf(lead.entry, 'setting', reading);
  const result = sorted
    .map((one) => resultOf(one.entry, code(one.entry.resource['status']), reading))
    .find((one) => one !== undefined && one !== 'completed');
  const dose = doseOf(lead.entry);
  return {
    kind: 'therapy',
    agents: [],
    classes: classesOf(lead, reading),
    modality: lead.kind,
    ...(lead.site !== undefined && { site: lead.site }),
    ...(intent !== undefined && { intent }),
    ...(setting !== undefined && { setting }),
    ...(start !== undefined && { date: start, start }),
    ...(end !== undefined && { end }),
    ...(ongoing && { ongoing }),
    ...(result !== undefined && { result }),
    recorded: [hasWords(lead.named) ? label(lead.named) : lead.kind, ...(dose === undefined ? [] : [dose])].join('; '),
    source: source(lead.entry, 'code'),
  };
}

/** Sessions and dose of a radiotherapy summary, in words: `31 sessions; 6000 cGy in 30 fractions`. */
function doseOf(entry: Entry): string | undefined {
  const sessions = number(extension(entry.resource, 'mcode-radiotherapy-sessions')?.['valueUnsignedInt']);
  const volumes = extensions(entry.resource, 'mcode-radiotherapy-dose-delivered-to-volume').flatMap((volume) => {
    const parts = elements(volume['extension']);
    const dose = quantity(parts.find((one) => one['url'] === 'totalDoseDelivered')?.['valueQuantity']);
    const fractions = number(parts.find((one) => one['url'] === 'fractionsDelivered')?.['valueUnsignedInt']);
    return dose
      ? [`${dose.value} ${dose.unit ?? ''}${fractions === undefined ? '' : ` in ${fractions} fractions`}`]
      : [];
  });
  const parts = [...(sessions === undefined ? [] : [`${sessions} sessions`]), ...volumes];
  return parts.length === 0 ? undefined : parts.join('; ');
}
