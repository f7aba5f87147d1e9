import type { StageFact, TnmFact } from '../profile.js';
import { isSubstage } from '../selection/current-stage.js';
import type { Entry } from '../record/collect.js';
import { concept, concepts, day, elements, label, list, string, type Concept } from '../record/element.js';
import { isMapped, type StagingBasis } from '../../vocabulary/vocabulary.js';
import { absence, type ObservationView } from './observation.js';
import { dated, source, type Reading } from './reading.js';

/** `{ system, edition }` of the staging method: `ajcc 8` is the AJCC manual, 8th edition. */
function methodOf(method: Concept | undefined, reading: Reading): { system?: string; edition?: string } {
  const found = method && reading.codes.value('stagingMethod', method);
  if (found === undefined) return {};
  const [system = found, edition] = found.split(' ');
  return edition === undefined ? { system } : { system, edition };
}

const basisOf = (text: string | undefined): StagingBasis | undefined =>
  text === 'clinical' || text === 'pathologic' || text === 'postTherapy' ? text : undefined;

/** The cancer that a staging Observation is about, where the record holds it. */
function focusOf(entry: Entry, reading: Reading): string | undefined {
  const references = [
    ...list(entry.resource['focus']),
    ...elements(entry.resource['extension']).map((one) => one['valueReference']),
  ];
  for (const reference of references) {
    const target = reading.resolve(reference, entry);
    if (target?.type === 'Condition') return target.reference;
  }
  return undefined;
}

/** A stage group: value by SNOMED CT, NCIt or cancerstaging.org code, display or text; method gives system and edition. */
export function readStage(view: ObservationView, reading: Reading): void {
  const { entry, date } = view;
  const value = view.coded ?? concept(entry.resource['valueString']);
  if (!value) {
    reading.leave(entry, `stage: ${absence(entry)}`, view.code);
    return;
  }
  const mapped = reading.lookups.stageGroup(value);
  if (!isMapped(mapped)) {
    reading.leave(entry, `stage: ${mapped.why}`, value);
    return;
  }
  const method = methodOf(concept(entry.resource['method']), reading);
  const component = view.components.map((one) => one.coded && reading.codes.value('stagingBasis', one.coded));
  const attributes = view.element?.attributes ?? {};
  const cancer = focusOf(entry, reading);
  const edition = method.edition ?? mapped.concept.edition;
  reading.add({
    kind: 'stage',
    group: mapped.concept.group,
    system: attributes['system'] ?? mapped.concept.system ?? method.system ?? 'ajcc',
    ...(edition !== undefined && { edition }),
    basis:
      basisOf(attributes['basis']) ??
      component.map(basisOf).find((one) => one !== undefined) ??
      mapped.concept.basis ??
      'unspecified',
    ...(cancer !== undefined && { cancer }),
    ...dated(date),
    recorded: label(value),
    source: source(entry, view.coded ? 'valueCodeableConcept' : 'valueString'),
  });
}

/** One of the three TNM categories; the value's own c/p prefix or the code of the Observation gives the basis. */
export function readTnm(view: ObservationView, reading: Reading): void {
  const { entry } = view;
  const value = view.coded ?? concept(entry.resource['valueString']);
  if (!value) {
    reading.leave(entry, `TNM: ${absence(entry)}`, view.code);
    return;
  }
  const mapped = reading.lookups.tnmCategory(value);
  if (!isMapped(mapped)) {
    reading.leave(entry, `TNM: ${mapped.why}`, value);
    return;
  }
  const { axis } = mapped.concept;
  if (view.element?.attributes['axis'] !== axis) {
    reading.leave(entry, `TNM: a value of the ${axis.toUpperCase()} axis under another axis' code`, value);
    return;
  }
  const basis = basisOf(view.element.attributes['basis']) ?? mapped.concept.basis ?? 'unspecified';
  const fact: TnmFact = {
    kind: 'tnm',
    [axis]: mapped.concept.value,
    basis,
    ...dated(view.date),
    recorded: label(value),
    source: source(entry, view.coded ? 'valueCodeableConcept' : 'valueString'),
  };
  reading.add(fact);
}

const saysAsMuch = (observed: string, group: string): boolean => observed === group || isSubstage(observed, group);

/**
 * `Condition.stage`, the fallback: a stage it names that no staging Observation states too. The date is that of the
 * assessment it cites, else of the Condition's recording.
 */
export function readConditionStages(entry: Entry, reading: Reading, observed: readonly StageFact[]): void {
  for (const [index, stage] of elements(entry.resource['stage']).entries()) {
    const summary = concept(stage['summary']);
    if (!summary) continue;
    const mapped = reading.lookups.stageGroup(summary);
    if (!isMapped(mapped)) {
      reading.leave(entry, `Condition.stage: ${mapped.why}`, summary);
      continue;
    }
    const { group } = mapped.concept;
    if (observed.some((fact) => (fact.cancer ?? entry.reference) === entry.reference && saysAsMuch(fact.group, group)))
      continue;
    const types = concepts(stage['type']);
    const method = types.map((type) => methodOf(type, reading)).find((one) => one.system !== undefined) ?? {};
    const basis = types.map((type) => reading.codes.value('stagingBasis', type)).find((one) => one !== undefined);
    const assessed = list(stage['assessment'])
      .map((reference) => reading.resolve(reference, entry))
      .find((one) => one !== undefined);
    const edition = method.edition ?? mapped.concept.edition;
    reading.add({
      kind: 'stage',
      group,
      system: mapped.concept.system ?? method.system ?? 'ajcc',
      ...(edition !== undefined && { edition }),
      basis: basisOf(basis) ?? mapped.concept.basis ?? 'unspecified',
      cancer: entry.reference,
      ...dated(day(assessed?.resource['effectiveDateTime']) ?? conditionDate(entry)),
      recorded: label(summary),
      source: source(entry, `stage[${index}].summary`),
    });
  }
}

/** When a condition began, else when it was written down. */
export const conditionDate = (entry: Entry): string | undefined =>
  day(entry.resource['onsetDateTime']) ??
  day(elements(entry.resource['onsetPeriod'])[0]?.['start']) ??
  day(entry.resource['recordedDate']) ??
  day(entry.resource['assertedDate']) ??
  day(entry.resource['dateRecorded']) ??
  day(
    elements(entry.resource['extension']).find((one) => string(one['url'])?.endsWith('/condition-assertedDate'))?.[
      'valueDateTime'
    ],
  );
