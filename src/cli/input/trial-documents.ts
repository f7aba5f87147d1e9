import type { EligibilityDocument } from '../../domain/criteria/model.js';
import type { TrialListing } from '../../domain/matching/index/trial-entry.js';
import { listingOfRecord } from '../../matches/trial-listing.js';
import { structure } from '../../domain/structuring/structure.js';
import { loadLexicons } from '../../reference-data/load-lexicons.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import { recordReaders } from '../../registries/record-readers.js';
import type { RegistryName } from '../../trials/trial-record.port.js';
import { UsageError } from '../command.js';
import { readValues } from './values.js';

export interface GivenTrial {
  document: EligibilityDocument;
  listing: TrialListing;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The registry whose wire shape a record has, by the key that only it uses. */
export function registryOf(record: Record<string, unknown>): RegistryName | undefined {
  if ('protocolSection' in record) return 'ctgov';
  if ('nci_id' in record) return 'nci';
  if ('ctNumber' in record) return 'ctis';
  return undefined;
}

/**
 * Trials of a file: registry records, which are structured now, or eligibility documents, taken as they are.
 * @throws UsageError naming the file and the item.
 */
export function trialDocuments(file: string): GivenTrial[] {
  return readValues(file).map((value, i) => {
    const place = `${file}, item ${i + 1}`;
    if (!isObject(value)) throw new UsageError(`${place}: neither a registry record nor an eligibility document`);
    if (value['eligo'] === 1) return { document: value as unknown as EligibilityDocument, listing: {} };
    const registry = registryOf(value);
    if (!registry) throw new UsageError(`${place}: neither a registry record nor an eligibility document`);
    try {
      return structureRecord(registry, value);
    } catch (error) {
      throw new UsageError(`${place}: ${error instanceof Error ? error.message : 'cannot be read'}`);
    }
  });
}

function structureRecord(registry: RegistryName, raw: unknown): GivenTrial {
  const record = recordReaders[registry].map(raw);
  const input = { ...record.eligibility, version: record.updated ?? 'unknown' };
  return {
    document: structure(input, loadVocabulary(), loadLexicons()),
    listing: listingOfRecord(record),
  };
}
