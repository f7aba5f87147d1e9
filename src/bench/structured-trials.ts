import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { EligibilityDocument } from '../domain/criteria/model.js';
import { structure } from '../domain/structuring/structure.js';
import { loadLexicons } from '../reference-data/load-lexicons.js';
import { loadVocabulary } from '../reference-data/load-vocabulary.js';
import { recordReaders } from '../registries/record-readers.js';
import type { BenchOptions } from './benchmark.js';

const lines = (file: string): string[] => {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
};

interface LegacyRecord {
  nctId: string;
  overallStatus: string;
  phase: string;
  eligibilityCriteria: string;
}

/** A record of the old layout in the shape of the registry's present one. */
const modern = ({ nctId, overallStatus, phase, eligibilityCriteria }: LegacyRecord): unknown => ({
  protocolSection: {
    identificationModule: { nctId, briefTitle: nctId },
    statusModule: { overallStatus: overallStatus.toUpperCase().replaceAll(/[ ,]+/g, '_') },
    designModule: { phases: [phase.toUpperCase().replaceAll(' ', '')] },
    eligibilityModule: { eligibilityCriteria },
  },
});

/** The 10,058 eligibility texts of the development data, as registry records. */
export function registryRecords(sharedData: string): unknown[] {
  const folder = join(sharedData, 'trials');
  return [
    ...lines(join(folder, 'ctgov-v2-criteria.ndjson.gz')).map((line) => JSON.parse(line) as unknown),
    ...lines(join(folder, 'legacy-criteria.ndjson.gz')).map((line) => modern(JSON.parse(line) as LegacyRecord)),
  ];
}

/** Those texts as documents: given with `--documents` (NDJSON of `eligo structure`), else structured now, which takes minutes. */
export function structuredTrials({ sharedData, documents, limit }: BenchOptions): EligibilityDocument[] {
  if (documents !== undefined)
    return lines(documents)
      .slice(0, limit)
      .map((line) => JSON.parse(line) as EligibilityDocument);
  const [vocabulary, lexicons] = [loadVocabulary(), loadLexicons()];
  return registryRecords(sharedData)
    .slice(0, limit)
    .map((record) => {
      const { eligibility, updated } = recordReaders.ctgov.map(record);
      return structure({ ...eligibility, version: updated ?? 'unknown' }, vocabulary, lexicons);
    });
}
