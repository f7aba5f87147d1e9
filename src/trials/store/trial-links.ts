import type { IdentifierScheme, RegistryName, TrialRecord } from '../trial-record.port.js';

/** A stored trial that shares a number with a record. */
export interface LinkCandidate {
  trialId: string;
  scheme: IdentifierScheme;
  /** Registries that the trial already has, apart from the record's own entry. */
  registries: readonly RegistryName[];
}

/** Schemes that may join records of different registries, strongest first. */
const joining: readonly IdentifierScheme[] = ['nct', 'nci', 'euct', 'eudract'];

export const joiningIdentifiers = (record: TrialRecord) =>
  record.identifiers.filter(({ scheme }) => joining.includes(scheme));

/**
 * The trial that a record of another registry belongs to. Never by title; never two records of one registry, since
 * several NCT numbers may share one European number (a study and its extension); and a number that points at more than
 * one trial decides nothing.
 */
export function trialFor(record: TrialRecord, candidates: readonly LinkCandidate[]): string | undefined {
  const open = candidates.filter(({ registries }) => !registries.includes(record.registry));
  for (const scheme of joining) {
    const trials = new Set(open.filter((candidate) => candidate.scheme === scheme).map(({ trialId }) => trialId));
    if (trials.size === 1) return [...trials][0];
    if (trials.size > 1) return undefined;
  }
  return undefined;
}

/** The id of a trial that a record founds: its NCT number, else the registry's own. */
export const foundingId = (record: TrialRecord): string =>
  record.registry === 'ctgov'
    ? record.id
    : (record.identifiers.find(({ scheme }) => scheme === 'nct')?.value ?? record.id);
