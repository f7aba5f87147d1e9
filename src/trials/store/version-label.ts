import type { TrialVersionEntity } from '../entities/trial-version.entity.js';
import type { PreparedRecord } from './prepared-record.js';

export const versionId = (registry: string, registryId: string, version: string): string =>
  `${registry}:${registryId}:${version}`;

/**
 * The label of a new version: the registry's date, the first digits of the hash where it gives none, and a running
 * number behind where that label is taken (two states on one day).
 */
export function versionLabel(
  prepared: PreparedRecord,
  earlier: readonly TrialVersionEntity[],
): { version: string; sequence: number } {
  const sequence = Math.max(0, ...earlier.map((version) => version.sequence)) + 1;
  const plain = prepared.record.updated ?? prepared.sha256.slice(0, 12);
  const taken = earlier.some(({ version }) => version === plain);
  return { version: taken ? `${plain}~${sequence}` : plain, sequence };
}

/** The date in a version's id; the digits of the hash where its record had none. */
export const dateOfVersion = (registry: string, registryId: string, id: string): string =>
  id.slice(`${registry}:${registryId}:`.length).split('~')[0] ?? '';
