import type { CoverageDomain, Fact, Profile } from '../profile.js';
import type { Entry } from '../record/collect.js';
import { boolean, day, string } from '../record/element.js';
import type { ObservationView } from './observation.js';

/** The Patient resource, and a death that only an Observation tells. */
export function patientOf(
  patient: Entry,
  observations: readonly ObservationView[],
): Omit<Profile, 'facts' | 'unmapped'> {
  const { resource } = patient;
  const birthDate = day(resource['birthDate']);
  const sex = string(resource['gender']);
  const deceasedDate = day(resource['deceasedDateTime']);
  const causeOfDeath = observations.find((view) => view.element?.element === 'causeOfDeath');
  const deceased =
    deceasedDate !== undefined || causeOfDeath !== undefined ? true : boolean(resource['deceasedBoolean']);
  return {
    patient: patient.id ?? patient.reference,
    ...(birthDate !== undefined && { birthDate }),
    ...((sex === 'female' || sex === 'male' || sex === 'other' || sex === 'unknown') && { sex }),
    ...(deceased !== undefined && { deceased }),
    ...(deceasedDate !== undefined && { deceasedDate }),
  };
}

const DOMAIN_OF: Readonly<Record<string, CoverageDomain>> = {
  Condition: 'conditions',
  MedicationRequest: 'medications',
  MedicationOrder: 'medications',
  MedicationStatement: 'medications',
  MedicationUsage: 'medications',
  MedicationAdministration: 'medications',
  MedicationDispense: 'medications',
  AllergyIntolerance: 'allergies',
  Procedure: 'procedures',
};

const DOMAINS: readonly CoverageDomain[] = ['conditions', 'medications', 'allergies', 'procedures', 'labs', 'genomics'];

/** The domains of which the record holds resources. The cancer itself is no list of what else the patient has. */
export function coverageOf(entries: readonly Entry[], facts: readonly Fact[]): CoverageDomain[] {
  const found = new Set<CoverageDomain>();
  const ofCancer = new Set(facts.flatMap(({ kind, source }) => (kind === 'cancer' || kind === 'metastasis' ? source.resource : []))); // prettier-ignore
  for (const entry of entries) {
    const domain = DOMAIN_OF[entry.type];
    if (domain && !(domain === 'conditions' && ofCancer.has(entry.reference))) found.add(domain);
  }
  for (const { kind } of facts) {
    if (kind === 'lab') found.add('labs');
    else if (kind === 'variant' || kind === 'genePanel') found.add('genomics');
  }
  return DOMAINS.filter((domain) => found.has(domain));
}
