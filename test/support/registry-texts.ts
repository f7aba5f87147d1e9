import { readdirSync } from 'node:fs';
import { readShared, readSharedNdjson, sharedPath } from './shared-data.js';

export interface RegistryText {
  id: string;
  text: string;
}

interface CtgovRecord {
  protocolSection: {
    identificationModule: { nctId: string };
    eligibilityModule?: { eligibilityCriteria?: string };
  };
}

const ctgov = (file: string): RegistryText[] =>
  readSharedNdjson<CtgovRecord>(file).map(({ protocolSection }) => ({
    id: protocolSection.identificationModule.nctId,
    text: protocolSection.eligibilityModule?.eligibilityCriteria ?? '',
  }));

/** Every eligibility text of the development data, by collection. */
export const registryTexts = {
  full: () => ctgov('trials/ctgov-v2-full.ndjson.gz'),
  criteria: () => ctgov('trials/ctgov-v2-criteria.ndjson.gz'),
  legacy: (): RegistryText[] =>
    readSharedNdjson<{ nctId: string; eligibilityCriteria: string }>('trials/legacy-criteria.ndjson.gz').map(
      (record) => ({
        id: record.nctId,
        text: record.eligibilityCriteria,
      }),
    ),
  nci: (): RegistryText[] =>
    readSharedNdjson<{ nct_id: string; eligibility?: { unstructured?: { description: string }[] | null } }>(
      'trials/nci-full.ndjson.gz',
    ).map((record) => ({
      id: record.nct_id,
      text: (record.eligibility?.unstructured ?? []).map((item) => item.description).join('\n'),
    })),
  chia: (): RegistryText[] =>
    readdirSync(sharedPath('benchmarks/chia'))
      .filter((name) => name.endsWith('.txt'))
      .sort()
      .map((name) => ({ id: name.slice(0, -4), text: readShared(`benchmarks/chia/${name}`) })),
};
