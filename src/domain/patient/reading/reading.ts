import type { Fact, FactSource, PartialDate, Unmapped } from '../profile.js';
import type { RecordCodes } from '../record-codes.js';
import type { Entry } from '../record/collect.js';
import { day, element, label, list, type Concept } from '../record/element.js';
import type { PatientRecord } from '../record/patient-record.js';
import { lookupsOf, type Lookups } from './lookups.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';

/** One pass over a record: what the readers share, and where they put what they found and what they could not place. */
export class Reading {
  readonly facts: Fact[] = [];
  readonly unmapped: Unmapped[] = [];
  readonly lookups: Lookups;

  constructor(
    readonly record: PatientRecord,
    readonly vocabulary: Vocabulary,
    readonly codes: RecordCodes,
  ) {
    this.lookups = lookupsOf(vocabulary);
  }

  add(fact: Fact): void {
    this.facts.push(fact);
  }

  /** Says of a resource, or of one concept in it, why it became no fact. */
  leave(entry: Entry, why: string, of?: Concept): void {
    const coding = of?.codings.find((one) => one.code !== undefined) ?? of?.codings[0];
    this.unmapped.push({
      ...(coding?.system !== undefined && { system: coding.system }),
      ...(coding?.code !== undefined && { code: coding.code }),
      ...(of !== undefined && { text: label(of) }),
      resource: entry.reference,
      why,
    });
  }

  resolve(reference: unknown, from: Entry): Entry | undefined {
    return this.record.resolve(reference, from);
  }
}

export const source = (entry: Entry, path: string): FactSource => ({
  resource: entry.reference,
  path: `${entry.type}.${path}`,
});

/** When an Observation, Procedure or administration took place: the end of a period, where it has one. */
export function occurrence(entry: Entry, ...stems: string[]): PartialDate | undefined {
  for (const stem of stems) {
    const { resource } = entry;
    const period = element(resource[`${stem}Period`]);
    const found =
      day(resource[`${stem}DateTime`]) ??
      day(period?.['end']) ??
      day(period?.['start']) ??
      day(resource[`${stem}Instant`]) ??
      day(list(element(resource[`${stem}Timing`])?.['event'])[0]);
    if (found !== undefined) return found;
  }
  return day(entry.resource['issued']);
}

/** The date as a property, left out where there is none. */
export const dated = (date: PartialDate | undefined): { date?: PartialDate } => (date === undefined ? {} : { date });
