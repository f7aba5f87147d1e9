import type { RecordSite, TrialIdentifier, TrialRecord, TrialStatus } from '../../trials/trial-record.port.js';
import { criteriaText, type ListedCriterion } from '../criteria-text.js';
import { distinctIdentifiers, europeanNumber, nctNumber } from '../identifiers.js';
import { isObject } from '../json-object.js';
import type { RecordReader } from '../../trials/record-reader.port.js';
import { UnreadableRecordError } from '../unreadable-record.js';
import { known } from '../wire-value.js';
import { isoDate } from './iso-date.js';
import { ctisAgeBands, ctisPhases, ctisStatuses, ctisStatusTexts } from './vocabulary.js';
import { type CtisRecord, ctisRecord } from './wire.js';

type PartOne = CtisRecord['authorizedApplication']['authorizedPartI'];

/** One item may hold a whole list, run together with bullets; each bullet is a criterion. */
const listed = (items: readonly { order?: number; text: string }[], isInclusion: boolean): ListedCriterion[] =>
  items.flatMap(({ order, text }) =>
    text
      .split('\u2022')
      .map((piece) => piece.trim())
      .filter((piece) => piece !== '')
      .map((piece) => ({ isInclusion, order, text: piece })),
  );

function identifiers(record: CtisRecord, partOne: PartOne): TrialIdentifier[] {
  const found: TrialIdentifier[] = [];
  const own = europeanNumber(record.ctNumber);
  if (own) found.push(own);
  const secondary = partOne.trialDetails.clinicalTrialIdentifiers?.secondaryIdentifyingNumbers;
  const nct = nctNumber(secondary?.nctNumber?.number);
  if (nct) found.push({ scheme: 'nct', value: nct });
  const eudract = europeanNumber(record.authorizedApplication.eudraCt?.eudraCtCode);
  if (eudract) found.push(eudract);
  const isrctn = /(\d{8})$/.exec(secondary?.isrctnNumber?.number ?? '')?.[1];
  if (isrctn) found.push({ scheme: 'isrctn', value: `ISRCTN${isrctn}` });
  return distinctIdentifiers(found);
}

/**
 * The public status code decides. The text `ctStatus` of the current shape is the application's ("Authorised") and is
 * never read; in the retired shape it is the trial's.
 */
function statusOf(record: CtisRecord, notes: string[]): { status: TrialStatus; raw?: string } {
  const code = record.ctPublicStatusCode ?? (typeof record.ctStatus === 'number' ? record.ctStatus : undefined);
  if (code !== undefined)
    return { status: known(ctisStatuses, String(code), 'ctPublicStatusCode', notes) ?? 'UNKNOWN', raw: String(code) };
  if (!record.retiredShape || typeof record.ctStatus !== 'string') return { status: 'UNKNOWN' };
  const text = record.ctStatus.trim();
  return { status: known(ctisStatusTexts, text.toLowerCase(), 'ctStatus', notes) ?? 'UNKNOWN', raw: text };
}

function sites({ authorizedApplication }: CtisRecord, trial: TrialStatus, notes: string[]): RecordSite[] {
  const states = new Map(authorizedApplication.memberStatesConcerned.map((state) => [state.mscId, state]));
  return authorizedApplication.authorizedPartsII.flatMap((part) => {
    const code = states.get(part.mscId ?? part.mscInfo?.id)?.mscPublicStatusCode;
    const own = code === undefined ? undefined : known(ctisStatuses, String(code), 'mscPublicStatusCode', notes);
    return part.trialSites.map(({ organisationAddressInfo: place }): RecordSite => ({
      facility: place?.organisation?.name,
      city: place?.address?.city,
      zip: place?.address?.postcode,
      country: place?.address?.countryName ?? part.mscInfo?.countryName,
      status: code === undefined ? trial : (own ?? 'UNKNOWN'),
      ...(code === undefined ? { inherited: true as const } : { statusRaw: String(code) }),
    }));
  });
}

function sexOf(partOne: PartOne): 'all' | 'female' | 'male' | undefined {
  const who = partOne.trialDetails.trialInformation.populationOfTrialSubjects;
  if (who?.isFemaleSubjects === undefined || who.isMaleSubjects === undefined) return undefined;
  if (who.isFemaleSubjects === who.isMaleSubjects) return 'all';
  return who.isFemaleSubjects ? 'female' : 'male';
}

function map(raw: unknown): TrialRecord {
  const parsed = ctisRecord.safeParse(raw);
  if (!parsed.success) throw UnreadableRecordError.fromZod(parsed.error);
  const record = parsed.data;
  const partOne = record.authorizedApplication.authorizedPartI;
  const { clinicalTrialIdentifiers: names, trialInformation: info } = partOne.trialDetails;
  const notes: string[] = [];
  const { status, raw: statusRaw } = statusOf(record, notes);
  const updated = isoDate(record.lastPublicationUpdate) ?? isoDate(record.publishDate) ?? isoDate(record.lastUpdated);
  const conditions = [
    ...new Set(
      [...partOne.medicalConditions, ...(info.medicalCondition?.partIMedicalConditions ?? [])].flatMap(
        ({ medicalCondition }) => medicalCondition ?? [],
      ),
    ),
  ];
  const { text, items } = criteriaText([
    ...listed(info.eligibilityCriteria.principalInclusionCriteria, true),
    ...listed(info.eligibilityCriteria.principalExclusionCriteria, false),
  ]);
  if (items.length === 0) throw new UnreadableRecordError('eligibilityCriteria: no criterion has a text');
  const title = names?.publicTitle ?? names?.fullTitle ?? names?.shortTitle ?? record.ctNumber;
  const bands = (info.populationOfTrialSubjects?.ageRanges ?? []).flatMap(
    (range) =>
      known(ctisAgeBands, range.ageRangeCategoryCode ?? range.ageRangeCategory, 'ageRangeCategoryCode', notes) ?? [],
  );
  return {
    registry: 'ctis',
    id: record.ctNumber,
    updated,
    identifiers: identifiers(record, partOne),
    title,
    officialTitle: names?.fullTitle,
    summary: info.trialObjective?.mainObjective,
    status,
    statusRaw,
    statusVerified: updated,
    studyType: 'INTERVENTIONAL',
    phases: known(ctisPhases, info.trialCategory?.trialPhase, 'trialPhase', notes) ?? [],
    sponsor: (partOne.sponsors.find(({ primary }) => primary) ?? partOne.sponsors[0])?.organisation?.name,
    startDate: isoDate(record.startDateEU) ?? isoDate(info.trialDuration?.estimatedRecruitmentStartDate),
    completionDate: isoDate(info.trialDuration?.estimatedGlobalEndDate ?? info.trialDuration?.estimatedEndDate),
    conditions,
    keywords: [],
    interventions: partOne.products.flatMap((product) => {
      const name = product.productName ?? product.productDictionaryInfo?.prodName;
      const substance = product.jsonActiveSubstanceNames ?? product.productDictionaryInfo?.activeSubstanceName;
      const label = substance ?? name;
      return label ? [{ name: label, type: 'DRUG', ...(name && name !== label ? { otherNames: [name] } : {}) }] : [];
    }),
    arms: [],
    sites: sites(record, status, notes),
    eligibility: {
      registry: 'ctis',
      id: record.ctNumber,
      title,
      text,
      items,
      fields: { sex: sexOf(partOne), ...(bands.length > 0 ? { ageBands: bands } : {}) },
      conditions,
    },
    unknownValues: notes,
  };
}

const contactFields = new Set([
  'publicContacts',
  'scientificContacts',
  'personInfo',
  'contactPersons',
  'phone',
  'email',
  'telephone',
  'principalInvestigator',
]);
/** Set by the registry's own release or by the tool that fetched the record. */
const volatileFields = new Set(['record_last_import', 'ctrname', 'documents']);

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !contactFields.has(key))
      .map(([key, member]) => [key, strip(member)]),
  );
}

function scrub(raw: unknown): unknown {
  const kept = strip(raw);
  return isObject(kept) ? Object.fromEntries(Object.entries(kept).filter(([key]) => !volatileFields.has(key))) : kept;
}

function idOf(raw: unknown): string | undefined {
  const id = isObject(raw) ? raw['ctNumber'] : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** EU CTIS public records, in the shape since June 2024 and the one before. */
export const ctisReader: RecordReader = { scrub, map, idOf };
