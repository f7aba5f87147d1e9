import type { RecordSite, TrialIdentifier, TrialRecord, TrialStatus } from '../../trials/trial-record.port.js';
import { distinctIdentifiers, europeanNumber, nctNumber, plainNumber } from '../identifiers.js';
import type { RecordReader } from '../../trials/record-reader.port.js';
import { UnreadableRecordError } from '../unreadable-record.js';
import { isObject, without } from '../json-object.js';
import { known } from '../wire-value.js';
import {
  ctgovInterventionTypes,
  ctgovPhases,
  ctgovPurposes,
  ctgovSexes,
  ctgovStatuses,
  ctgovStudyTypes,
} from './vocabulary.js';
import { type CtgovLocation, type CtgovStudy, ctgovStudy } from './wire.js';

/** The registry's way to write "unknown" (PRS data element definitions). */
const unknownEnrollment = 99_999_999;

function identifiers(study: CtgovStudy['protocolSection']['identificationModule']): TrialIdentifier[] {
  const nct = [study.nctId, ...study.nctIdAliases].flatMap((value): TrialIdentifier[] => {
    const number = nctNumber(value);
    return number ? [{ scheme: 'nct', value: number }] : [];
  });
  const secondary = study.secondaryIdInfos.flatMap(({ id, type }): TrialIdentifier[] => {
    if (id === undefined) return [];
    const european = europeanNumber(id);
    if (european) return [european];
    const value = plainNumber(id);
    if (/^NCI-\d{4}-\d{5}$/.test(value)) return [{ scheme: 'nci', value }];
    const isrctn = type === 'REGISTRY' && /^ISRCTN-?(\d{8})$/.exec(value)?.[1];
    return [isrctn ? { scheme: 'isrctn', value: `ISRCTN${isrctn}` } : { scheme: 'other', value }];
  });
  const own = study.orgStudyIdInfo?.id;
  const sponsor: TrialIdentifier[] = own ? [{ scheme: 'other', value: plainNumber(own) }] : [];
  return distinctIdentifiers([...nct, ...secondary, ...sponsor]);
}

/**
 * A site's status. Sites without one inherit the study's. A study that nobody has vouched for in two years (UNKNOWN)
 * wins over what its sites still claim: 36 of 52 such sites in the development data say RECRUITING.
 */
function site(location: CtgovLocation, study: TrialStatus, notes: string[]): RecordSite {
  const own = known(ctgovStatuses, location.status, 'siteStatus', notes);
  const inherits = location.status === undefined || study === 'UNKNOWN';
  return {
    facility: location.facility,
    city: location.city,
    state: location.state,
    zip: location.zip,
    country: location.country,
    latitude: location.geoPoint?.lat,
    longitude: location.geoPoint?.lon,
    status: inherits ? study : (own ?? 'UNKNOWN'),
    statusRaw: location.status,
    ...(inherits ? { inherited: true as const } : {}),
  };
}

function map(raw: unknown): TrialRecord {
  const parsed = ctgovStudy.safeParse(raw);
  if (!parsed.success) throw UnreadableRecordError.fromZod(parsed.error);
  const protocol = parsed.data.protocolSection;
  const {
    identificationModule: identity,
    statusModule: state,
    designModule: design,
    eligibilityModule: rules,
  } = protocol;
  const notes: string[] = [];
  const id = identity.nctId.toUpperCase();
  const status = known(ctgovStatuses, state?.overallStatus, 'overallStatus', notes) ?? 'UNKNOWN';
  const conditions = protocol.conditionsModule?.conditions ?? [];
  const enrollment = design?.enrollmentInfo?.count;
  const studyType = known(ctgovStudyTypes, design?.studyType, 'studyType', notes);
  return {
    registry: 'ctgov',
    id,
    updated: state?.lastUpdatePostDateStruct,
    identifiers: identifiers(identity),
    title: identity.briefTitle ?? identity.officialTitle ?? id,
    officialTitle: identity.officialTitle,
    summary: protocol.descriptionModule?.briefSummary,
    status,
    statusRaw: state?.overallStatus,
    statusVerified: state?.statusVerifiedDate,
    studyType: design?.studyType === undefined ? undefined : (studyType ?? 'OTHER'),
    phases: (design?.phases ?? []).flatMap((phase) => known(ctgovPhases, phase, 'phase', notes) ?? []),
    primaryPurpose: known(ctgovPurposes, design?.designInfo?.primaryPurpose, 'primaryPurpose', notes),
    sponsor: protocol.sponsorCollaboratorsModule?.leadSponsor?.name,
    enrollment: enrollment === unknownEnrollment ? undefined : enrollment,
    startDate: state?.startDateStruct,
    primaryCompletionDate: state?.primaryCompletionDateStruct,
    completionDate: state?.completionDateStruct,
    conditions,
    keywords: protocol.conditionsModule?.keywords ?? [],
    interventions: (protocol.armsInterventionsModule?.interventions ?? []).map(({ name, type, otherNames }) => ({
      name,
      type: known(ctgovInterventionTypes, type, 'interventionType', notes) ?? 'OTHER',
      ...(otherNames.length > 0 ? { otherNames } : {}),
    })),
    arms: (protocol.armsInterventionsModule?.armGroups ?? []).map(
      ({ label, type, description, interventionNames }) => ({
        label,
        type,
        description,
        ...(interventionNames.length > 0 ? { interventions: interventionNames } : {}),
      }),
    ),
    sites: (protocol.contactsLocationsModule?.locations ?? []).map((location) => site(location, status, notes)),
    eligibility: {
      registry: 'ctgov',
      id,
      title: identity.briefTitle ?? identity.officialTitle,
      text: rules.eligibilityCriteria,
      fields: {
        minimumAge: rules.minimumAge,
        maximumAge: rules.maximumAge,
        sex: known(ctgovSexes, rules.sex, 'sex', notes),
        healthyVolunteers: rules.healthyVolunteers,
      },
      conditions,
    },
    unknownValues: notes,
  };
}

/**
 * Contact persons go before anything is kept. `miscInfoModule` carries the date of the registry's own release, which
 * changes daily for every study; results, documents and annotations are not asked for.
 */
function scrub(raw: unknown): unknown {
  if (!isObject(raw)) return raw;
  const study = without(raw, [
    'interventionMappedName',
    'resultsSection',
    'documentSection',
    'annotationSection',
    'hasResults',
  ]);
  const { protocolSection, derivedSection } = study;
  if (isObject(derivedSection)) study['derivedSection'] = without(derivedSection, ['miscInfoModule']);
  if (!isObject(protocolSection)) return study;
  const protocol = { ...protocolSection };
  const contacts = protocol['contactsLocationsModule'];
  if (isObject(contacts)) {
    const kept = without(contacts, ['centralContacts', 'overallOfficials']);
    const locations = kept['locations'];
    if (Array.isArray(locations))
      kept['locations'] = locations.map((place: unknown) => (isObject(place) ? without(place, ['contacts']) : place));
    protocol['contactsLocationsModule'] = kept;
  }
  const sponsors = protocol['sponsorCollaboratorsModule'];
  if (isObject(sponsors) && isObject(sponsors['responsibleParty'])) {
    protocol['sponsorCollaboratorsModule'] = {
      ...sponsors,
      responsibleParty: without(sponsors['responsibleParty'], [
        'investigatorFullName',
        'investigatorTitle',
        'oldNameTitle',
      ]),
    };
  }
  const arms = protocol['armsInterventionsModule'];
  if (isObject(arms) && Array.isArray(arms['interventions'])) {
    protocol['armsInterventionsModule'] = {
      ...arms,
      interventions: arms['interventions'].map((item: unknown) =>
        isObject(item) ? without(item, ['interventionMappedName']) : item,
      ),
    };
  }
  return { ...study, protocolSection: protocol };
}

function idOf(raw: unknown): string | undefined {
  const protocol = isObject(raw) ? raw['protocolSection'] : undefined;
  const identity = isObject(protocol) ? protocol['identificationModule'] : undefined;
  const id = isObject(identity) ? identity['nctId'] : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** ClinicalTrials.gov API v2 studies. */
export const ctgovReader: RecordReader = { scrub, map, idOf };
