import type { PartialDate } from '../profile.js';
import type { RecordElement } from '../record-codes.js';
import type { Entry } from '../record/collect.js';
import {
  code,
  concept,
  elements,
  label,
  quantity,
  string,
  values,
  type Concept,
  type Element,
} from '../record/element.js';
import { occurrence, type Reading } from './reading.js';

/** An Observation made ready for its reader. */
export interface ObservationView {
  readonly entry: Entry;
  readonly code: Concept;
  readonly element: RecordElement | undefined;
  readonly date: PartialDate | undefined;
  /** The coded value, where there is one that is not a data-absent reason. */
  readonly coded: Concept | undefined;
  readonly components: readonly ComponentView[];
}

export interface ComponentView {
  readonly code: Concept;
  readonly coded: Concept | undefined;
  readonly component: Element;
  readonly index: number;
}

const NOT_COUNTED = new Set(['entered-in-error', 'cancelled']);
const ABSENT_REASON = 'data-absent-reason';

/** Reads the common part of an Observation; undefined, with the reason left, where it counts for nothing. */
export function viewObservation(entry: Entry, reading: Reading): ObservationView | undefined {
  const { resource } = entry;
  const observed = concept(resource['code']);
  if (!observed) {
    reading.leave(entry, 'Observation without a code');
    return undefined;
  }
  const status = code(resource['status']);
  if (status !== undefined && NOT_COUNTED.has(status)) {
    reading.leave(entry, `status ${status}: not counted`, observed);
    return undefined;
  }
  return {
    entry,
    code: observed,
    element: reading.codes.element(observed.codings),
    date: occurrence(entry, 'effective'),
    coded: codedValue(resource),
    components: elements(resource['component']).flatMap((component, index) => {
      const componentCode = concept(component['code']);
      return componentCode ? [{ code: componentCode, coded: codedValue(component), component, index }] : [];
    }),
  };
}

function codedValue(of: Element): Concept | undefined {
  const coded = concept(of['valueCodeableConcept']) ?? concept(of['valueCoding']);
  if (coded === undefined || coded.codings.some((one) => one.system?.endsWith(ABSENT_REASON))) return undefined;
  return coded;
}

/** Why an Observation gives no value, in its own words where it has some. */
export function absence(entry: Entry): string {
  const coded = concept(entry.resource['valueCodeableConcept']);
  const stated = coded?.codings.some((one) => one.system?.endsWith(ABSENT_REASON)) ? coded : undefined;
  const reason = stated ?? concept(entry.resource['dataAbsentReason']);
  return reason === undefined ? 'no value' : `no value: ${label(reason)}`;
}

/** The value as recorded, for people: every `value[x]` present. */
export function recordedValue(of: Element): string | undefined {
  const parts = values(of).flatMap(([name, value]) => {
    const coded = concept(value);
    if (name === 'valueCodeableConcept' || name === 'valueCoding') return coded ? [label(coded)] : [];
    const amount = quantity(value);
    if (amount)
      return [`${amount.comparator ?? ''}${amount.value}${amount.unit === undefined ? '' : ` ${amount.unit}`}`];
    const text = typeof value === 'string' ? string(value) : undefined;
    if (text !== undefined) return [text];
    return typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
  });
  return parts.length === 0 ? undefined : parts.join('; ');
}

/** The components whose code is one of `codes`. */
export const componentsOf = (view: ObservationView, ...codes: string[]): ComponentView[] =>
  view.components.filter((one) =>
    one.code.codings.some((each) => each.code !== undefined && codes.includes(each.code)),
  );
