import type { Phase, TrialStatus } from '../../trials/trial-record.port.js';
import { refuseOthers, type RegistryQuery, UnsupportedFilterError } from '../registry-adapter.js';

const statusValues: Record<TrialStatus, string[]> = {
  RECRUITING: ['RECRUITING'],
  ENROLLING_BY_INVITATION: ['ENROLLING_BY_INVITATION'],
  NOT_YET_RECRUITING: ['NOT_YET_RECRUITING'],
  SUSPENDED: ['SUSPENDED', 'TEMPORARILY_NOT_AVAILABLE'],
  ACTIVE_NOT_RECRUITING: ['ACTIVE_NOT_RECRUITING'],
  COMPLETED: ['COMPLETED', 'NO_LONGER_AVAILABLE', 'APPROVED_FOR_MARKETING'],
  TERMINATED: ['TERMINATED'],
  WITHDRAWN: ['WITHDRAWN'],
  EXPANDED_ACCESS: ['AVAILABLE'],
  UNKNOWN: ['UNKNOWN', 'WITHHELD'],
  NOT_AUTHORISED: [],
};

const statusesOf = (statuses: readonly TrialStatus[]): string[] =>
  statuses.flatMap((status) => {
    const values = statusValues[status];
    if (values.length === 0) throw new UnsupportedFilterError('ctgov', `status ${status}`);
    return values;
  });

/** User text as Essie reads it: unbalanced brackets would be an error, AREA and the like would be operators. */
export const escapeEssie = (text: string): string =>
  text
    .replace(/[()[\]"\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const anyOf = (terms: readonly string[]): string => (terms.length === 1 ? (terms[0] ?? '') : `(${terms.join(' OR ')})`);

const phase = (value: Phase): string => `AREA[Phase]${value}`;

/** A RANGE alone would drop every trial without a limit, and most have none on one side. */
const ageTerms = (years: number): string[] => [
  `(AREA[MinimumAge]RANGE[MIN, ${years} years] OR AREA[MinimumAge]MISSING)`,
  `(AREA[MaximumAge]RANGE[${years} years, MAX] OR AREA[MaximumAge]MISSING)`,
];

/** The parameters of `/studies` for a query. Every page of one run repeats them unchanged. */
export function studiesParameters(query: RegistryQuery, since?: string): Record<string, string> {
  refuseOthers('ctgov', query, [
    'condition',
    'term',
    'intervention',
    'statuses',
    'phases',
    'studyType',
    'countries',
    'near',
    'age',
  ]);
  const advanced = [
    ...(query.studyType ? [`AREA[StudyType]${query.studyType}`] : []),
    ...(query.phases?.length ? [anyOf(query.phases.map(phase))] : []),
    ...(query.countries?.length
      ? [anyOf(query.countries.map((country) => `AREA[LocationCountry]"${escapeEssie(country)}"`))]
      : []),
    ...(query.age === undefined ? [] : ageTerms(query.age)),
    ...(since ? [`AREA[LastUpdatePostDate]RANGE[${since},MAX]`] : []),
  ];
  // A study that stopped recruiting has changed too, so the status does not narrow a search for changes.
  const statuses = since ? [] : statusesOf(query.statuses ?? []);
  const parameters: Record<string, string | undefined> = {
    'query.cond': query.condition && escapeEssie(query.condition),
    'query.term': query.term && escapeEssie(query.term),
    'query.intr': query.intervention && escapeEssie(query.intervention),
    'filter.overallStatus': statuses.length > 0 ? statuses.join('|') : undefined,
    'filter.geo': query.near && `distance(${query.near.latitude},${query.near.longitude},${query.near.miles}mi)`,
    'filter.advanced': advanced.length > 0 ? advanced.join(' AND ') : undefined,
  };
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
  );
}
