import type { Fact, FactKind } from '../../domain/patient/profile.js';
import type { Resource } from './shared-records.js';

/**
 * What a record can hold, told apart by codes and profiles of its own, without the reader that is measured: a resource
 * counts where it carries a value that can be read.
 */
export interface Element {
  name: string;
  holds(resource: Resource): boolean;
  kinds: FactKind[];
  /** Further condition on the fact. */
  fact?: (fact: Fact) => boolean;
}

const text = (value: unknown): string => JSON.stringify(value) ?? '';
const profiles = (resource: Resource): string => text((resource['meta'] as { profile?: unknown } | undefined)?.profile);
const codesOf = (value: unknown): string[] =>
  [...text(value).matchAll(/"code":"([^"]{1,60})"/g)].map((match) => match[1] ?? '');
const coded = (resource: Resource, ...codes: string[]): boolean =>
  codesOf(resource['code']).some((code) => codes.includes(code));
const counts = ({ status, verificationStatus }: Resource): boolean =>
  !/entered-in-error|cancelled|not-done|refuted/.test(`${text(status)}${text(verificationStatus)}`);
const hasValue = (resource: Resource): boolean =>
  Object.keys(resource).some((name) => name.startsWith('value')) &&
  !text(resource['valueCodeableConcept']).includes('data-absent-reason');

const observation =
  (profile: string, ...codes: string[]) =>
  (resource: Resource): boolean =>
    resource.resourceType === 'Observation' &&
    counts(resource) &&
    hasValue(resource) &&
    (coded(resource, ...codes) || (codes.length === 0 && profiles(resource).includes(profile)));

const STAGE_CODES = [
  '21908-9',
  '21902-2',
  '21914-7',
  '399390009',
  '399537006',
  '399588009',
  '385361009',
  '385388004',
  'C139007',
  'C141392',
  'C141207',
  'C141212',
  'C133427',
  '409720004',
  '405931009',
  '405916000',
];
const T_CODES = ['21905-5', '21899-0', '21911-3', '78873005', '399504009', '384625004'];
const N_CODES = ['21906-3', '21900-6', '21912-1', '277206009', '399534004', '371494008'];
const M_CODES = ['21907-1', '21901-4', '21913-9', '277208005', '399387003', '371497001'];
const SECONDARY = /secondary (?:malignant|and unspecified)|metastatic malignant/i;
const MARKER_PROFILES = /mcode-tumor-marker|onco-core-TumorMarkerTest/;
const MARKER_CODES = [
  '16112-5',
  '14228-1',
  '40556-3',
  '85337-4',
  '16113-3',
  '14230-7',
  '40557-1',
  '85339-0',
  '48676-1',
  '85319-2',
  '72383-3',
  '85318-4',
  '18474-7',
  '10480-2',
  '2857-1',
];

const performance =
  (code: string, max: number) =>
  (resource: Resource): boolean => {
    const value = resource['valueInteger'];
    return coded(resource, code) && counts(resource) && typeof value === 'number' && value >= 0 && value <= max;
  };

export const elements: Element[] = [
  {
    name: 'primaryCancer',
    holds: (resource) =>
      resource.resourceType === 'Condition' &&
      counts(resource) &&
      /primary-cancer-condition|PrimaryCancerCondition|CancerDisorder/.test(profiles(resource)),
    // Three Synthea records file a secondary neoplasm under the primary profile: read for what its code says.
    kinds: ['cancer'],
  },
  {
    name: 'secondaryCancer',
    holds: (resource) =>
      resource.resourceType === 'Condition' &&
      counts(resource) &&
      (profiles(resource).includes('secondary-cancer-condition') ||
        SECONDARY.test(text((resource['code'] as { coding?: unknown } | undefined)?.coding))),
    kinds: ['metastasis'],
  },
  { name: 'stageGroup', holds: observation('', ...STAGE_CODES), kinds: ['stage'] },
  {
    name: 'tCategory',
    holds: observation('', ...T_CODES),
    kinds: ['tnm'],
    fact: (fact) => fact.kind === 'tnm' && fact.t !== undefined,
  },
  {
    name: 'nCategory',
    holds: observation('', ...N_CODES),
    kinds: ['tnm'],
    fact: (fact) => fact.kind === 'tnm' && fact.n !== undefined,
  },
  {
    name: 'mCategory',
    holds: observation('', ...M_CODES),
    kinds: ['tnm'],
    fact: (fact) => fact.kind === 'tnm' && fact.m !== undefined,
  },
  {
    name: 'tumorMarkers',
    holds: (resource) =>
      resource.resourceType === 'Observation' &&
      counts(resource) &&
      hasValue(resource) &&
      (MARKER_PROFILES.test(profiles(resource)) || coded(resource, ...MARKER_CODES)),
    kinds: ['expression', 'signature', 'lab', 'scale', 'variant'],
  },
  {
    name: 'variants',
    holds: (resource) =>
      coded(resource, '69548-6') && counts(resource) && text(resource['component']).includes('48018-6'),
    kinds: ['variant'],
  },
  { name: 'diseaseStatus', holds: observation('', '97509-4', '88040-1'), kinds: ['diseaseStatus'] },
  {
    name: 'ecog',
    holds: performance('89247-1', 5),
    kinds: ['performance'],
    fact: (fact) => fact.kind === 'performance' && fact.scale === 'ecog',
  },
  {
    name: 'karnofsky',
    holds: performance('89243-0', 100),
    kinds: ['performance'],
    fact: (fact) => fact.kind === 'performance' && fact.scale === 'karnofsky',
  },
  {
    name: 'lansky',
    holds: performance('C38144', 100),
    kinds: ['performance'],
    fact: (fact) => fact.kind === 'performance' && fact.scale === 'lansky',
  },
  {
    name: 'cancerDrugs',
    holds: (resource) =>
      /^Medication(Request|Statement|Administration|Order|Dispense)$/.test(resource.resourceType) &&
      counts(resource) &&
      profiles(resource).includes('cancer-related-medication'),
    kinds: ['therapy', 'medication'],
  },
  {
    name: 'radiotherapy',
    holds: (resource) =>
      resource.resourceType === 'Procedure' &&
      counts(resource) &&
      (/radiotherapy|radiation-procedure/.test(profiles(resource)) ||
        /radiotherapy|radiation therapy|brachytherapy/i.test(
          text((resource['code'] as { coding?: unknown } | undefined)?.coding),
        )),
    kinds: ['therapy'],
    fact: (fact) => fact.kind === 'therapy' && fact.modality === 'radiation',
  },
  {
    name: 'surgery',
    holds: (resource) =>
      resource.resourceType === 'Procedure' &&
      counts(resource) &&
      /cancer-related-surgical|CancerRelatedSurgical/.test(profiles(resource)),
    kinds: ['procedure', 'therapy'],
  },
];
