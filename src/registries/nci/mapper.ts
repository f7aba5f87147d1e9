import type { StructuringInput } from '../../domain/structuring/input.js';
import type { RecordIntervention, RecordSite, TrialIdentifier, TrialRecord } from '../../trials/trial-record.port.js';
import { criteriaText } from '../criteria-text.js';
import { distinctIdentifiers, europeanNumber, nctNumber, plainNumber } from '../identifiers.js';
import type { RecordReader } from '../../trials/record-reader.port.js';
import { UnreadableRecordError } from '../unreadable-record.js';
import { isObject } from '../json-object.js';
import { known } from '../wire-value.js';
import { nciPhases, nciPurposes, nciSexes, nciStatuses, nciStudyTypes } from './vocabulary.js';
import { type NciTrial, nciTrial } from './wire.js';

/** The registry's way to write "no upper age". */
const noLimit = 999;

/** TRIAL is coded on the trial; TREE is an ancestor that a roll-up added and never a criterion. Version 1 has no mark on biomarkers. */
const isOwn = (item: { inclusion_indicator?: string }): boolean => item.inclusion_indicator !== 'TREE';

const statusKey = (status: string | undefined): string | undefined => status?.trim().toLowerCase().replace(/\s+/g, '_');

function identifiers(trial: NciTrial): TrialIdentifier[] {
  const found: TrialIdentifier[] = [{ scheme: 'nci', value: plainNumber(trial.nci_id) }];
  const nct = nctNumber(trial.nct_id);
  if (nct) found.push({ scheme: 'nct', value: nct });
  const others = [trial.protocol_id, trial.ctep_id, trial.dcp_id, trial.ccr_id];
  for (const value of [...others, ...trial.other_ids.map((other) => other.value)]) {
    if (value === undefined || value.trim() === '') continue;
    found.push(europeanNumber(value) ?? { scheme: 'other', value: plainNumber(value) });
  }
  return distinctIdentifiers(found);
}

function age(
  text: string | undefined,
  number: number | undefined,
  open: (value: number) => boolean,
): string | undefined {
  return text === undefined || (number !== undefined && open(number)) ? undefined : text;
}

function coded(trial: NciTrial): NonNullable<StructuringInput['coded']> {
  const inclusion = (criterion: string | undefined) => criterion?.toLowerCase() !== 'exclusion';
  return {
    diseases: trial.diseases
      .filter((disease) => disease.inclusion_indicator === 'TRIAL')
      .map((disease) => ({
        ncit: disease.nci_thesaurus_concept_id,
        name: disease.preferred_name ?? disease.name ?? disease.nci_thesaurus_concept_id,
        types: disease.type,
      })),
    biomarkers: trial.biomarkers.filter(isOwn).map((marker) => ({
      ...(marker.nci_thesaurus_concept_id ? { ncit: marker.nci_thesaurus_concept_id } : {}),
      ...(marker.hugo_biomarker_code ? { hugo: marker.hugo_biomarker_code } : {}),
      name: marker.name,
      ...(marker.semantic_types[0] ? { semantic: marker.semantic_types[0] } : {}),
      inclusion: inclusion(marker.eligibility_criterion),
    })),
    priorTherapies: trial.prior_therapy.filter(isOwn).map((therapy) => ({
      ncit: therapy.nci_thesaurus_concept_id,
      name: therapy.name ?? therapy.nci_thesaurus_concept_id,
      inclusion: inclusion(therapy.eligibility_criterion),
    })),
  };
}

function interventions(trial: NciTrial): RecordIntervention[] {
  const own = trial.arms.flatMap((arm) => arm.interventions.filter((item) => item.inclusion_indicator !== 'TREE'));
  const byName = new Map<string, RecordIntervention>();
  for (const item of own) {
    const name = item.name ?? item.intervention_name;
    const ncit = item.nci_thesaurus_concept_id ?? item.intervention_code;
    const type = item.intervention_type ?? (Array.isArray(item.type) ? item.type[0] : item.type) ?? 'OTHER';
    if (name) byName.set(name, { name, type, ...(ncit ? { ncit } : {}) });
  }
  return [...byName.values()];
}

function site(place: NciTrial['sites'][number], status: TrialRecord['status'], notes: string[]): RecordSite {
  const own = known(nciStatuses, statusKey(place.recruitment_status), 'siteStatus', notes);
  return {
    facility: place.org_name,
    city: place.org_city,
    state: place.org_state_or_province,
    zip: place.org_postal_code,
    country: place.org_country,
    latitude: place.org_coordinates?.lat,
    longitude: place.org_coordinates?.lon,
    status: place.recruitment_status === undefined ? status : (own ?? 'UNKNOWN'),
    statusRaw: place.recruitment_status,
    ...(place.recruitment_status === undefined ? { inherited: true as const } : {}),
  };
}

function map(raw: unknown): TrialRecord {
  const parsed = nciTrial.safeParse(raw);
  if (!parsed.success) throw UnreadableRecordError.fromZod(parsed.error);
  const trial = parsed.data;
  const notes: string[] = [];
  const id = plainNumber(trial.nci_id);
  const status = known(nciStatuses, statusKey(trial.current_trial_status), 'current_trial_status', notes) ?? 'UNKNOWN';
  const rules = trial.eligibility.structured;
  const codes = coded(trial);
  const lead = trial.diseases.filter((disease) => disease.inclusion_indicator === 'TRIAL');
  const conditions = [...new Set(lead.flatMap((disease) => disease.preferred_name ?? disease.name ?? []))];
  const { text, items } = criteriaText(
    trial.eligibility.unstructured.map((item) => ({
      isInclusion: item.inclusion_indicator,
      order: item.display_order,
      text: item.description,
    })),
  );
  if (items.length === 0) throw new UnreadableRecordError('eligibility.unstructured: no criterion has a text');
  return {
    registry: 'nci',
    id,
    // The API has no date of last change; the newest of its dates is the best it says.
    updated: [trial.record_verification_date, trial.current_trial_status_date, trial.amendment_date]
      .flatMap((date) => date?.slice(0, 10) ?? [])
      .sort()
      .at(-1),
    identifiers: identifiers(trial),
    title: trial.brief_title ?? trial.official_title ?? id,
    officialTitle: trial.official_title,
    summary: trial.brief_summary,
    status,
    statusRaw: trial.current_trial_status,
    statusVerified: trial.record_verification_date ?? trial.current_trial_status_date,
    studyType:
      trial.study_protocol_type === undefined
        ? undefined
        : (known(nciStudyTypes, trial.study_protocol_type, 'study_protocol_type', notes) ?? 'OTHER'),
    phases: known(nciPhases, trial.phase, 'phase', notes) ?? [],
    primaryPurpose: known(nciPurposes, trial.primary_purpose, 'primary_purpose', notes),
    sponsor: trial.lead_org,
    enrollment: trial.minimum_target_accrual_number,
    startDate: trial.start_date,
    completionDate: trial.completion_date,
    conditions,
    keywords: trial.keywords,
    interventions: interventions(trial),
    arms: trial.arms.flatMap((arm) => {
      const label = arm.arm_name ?? arm.name;
      if (label === undefined) return [];
      return [{ label, type: arm.arm_type ?? arm.type, description: arm.arm_description ?? arm.description }];
    }),
    sites: trial.sites.map((place) => site(place, status, notes)),
    eligibility: {
      registry: 'nci',
      id,
      title: trial.brief_title ?? trial.official_title,
      text,
      items,
      fields: {
        minimumAge: age(rules?.min_age, rules?.min_age_number, (value) => value <= 0),
        maximumAge: age(rules?.max_age, rules?.max_age_number, (value) => value >= noLimit),
        sex: known(nciSexes, rules?.sex ?? rules?.gender, 'sex', notes),
        healthyVolunteers: rules?.accepts_healthy_volunteers ?? trial.accepts_healthy_volunteers_indicator,
      },
      conditions,
      coded: codes,
    },
    unknownValues: notes,
  };
}

const contactField = /^(contact_|central_contact|principal_investigator|org_(phone|fax|email|tty))/;

/** Contact persons, phones and the index's own sort keys go before anything is kept. */
function scrub(raw: unknown): unknown {
  if (!isObject(raw)) return raw;
  const kept = Object.fromEntries(
    Object.entries(raw).filter(([key]) => !contactField.test(key) && !key.startsWith('_')),
  );
  if (Array.isArray(kept['sites'])) {
    kept['sites'] = kept['sites'].map((place: unknown) =>
      isObject(place) ? Object.fromEntries(Object.entries(place).filter(([key]) => !contactField.test(key))) : place,
    );
  }
  return kept;
}

function idOf(raw: unknown): string | undefined {
  const id = isObject(raw) ? raw['nci_id'] : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** Trials of the NCI Clinical Trials Search API, in both of its shapes. */
export const nciReader: RecordReader = { scrub, map, idOf };
