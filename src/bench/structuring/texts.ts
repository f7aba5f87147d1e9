import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { StructuringInput } from '../../domain/structuring/input.js';

interface CtgovStudy {
  protocolSection: {
    identificationModule: { nctId: string; officialTitle?: string; briefTitle?: string };
    conditionsModule?: { conditions?: string[] };
    eligibilityModule?: { eligibilityCriteria?: string; minimumAge?: string; maximumAge?: string; sex?: string };
  };
}

export type Collection = 'full' | 'criteria' | 'legacy' | 'nci' | 'chia';

const lines = <T>(folder: string, file: string): T[] =>
  gunzipSync(readFileSync(join(folder, file)))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);

function fromCtgov({ protocolSection }: CtgovStudy): StructuringInput {
  const { identificationModule, eligibilityModule, conditionsModule } = protocolSection;
  const { eligibilityCriteria, minimumAge, maximumAge, sex } = eligibilityModule ?? {};
  const known = sex?.toLowerCase();
  return {
    registry: 'ctgov',
    id: identificationModule.nctId,
    version: '',
    text: eligibilityCriteria ?? '',
    fields: {
      ...(minimumAge !== undefined ? { minimumAge } : {}),
      ...(maximumAge !== undefined ? { maximumAge } : {}),
      ...(known === 'female' || known === 'male' || known === 'all' ? { sex: known } : {}),
    },
    ...(conditionsModule?.conditions ? { conditions: conditionsModule.conditions } : {}),
  };
}

const plain = (registry: string, id: string, text: string): StructuringInput => ({
  registry,
  id,
  version: '',
  text,
  fields: {},
});

/** The eligibility texts of the development data, by collection. */
export function readTexts(sharedData: string): Record<Collection, StructuringInput[]> {
  if (!existsSync(sharedData)) throw new Error(`no development data at ${sharedData}: set ELIGO_SHARED_DATA`);
  const chia = join(sharedData, 'benchmarks/chia');
  return {
    full: lines<CtgovStudy>(sharedData, 'trials/ctgov-v2-full.ndjson.gz').map(fromCtgov),
    criteria: lines<CtgovStudy>(sharedData, 'trials/ctgov-v2-criteria.ndjson.gz').map(fromCtgov),
    legacy: lines<{ nctId: string; eligibilityCriteria: string }>(sharedData, 'trials/legacy-criteria.ndjson.gz').map(
      (r) => plain('ctgov', r.nctId, r.eligibilityCriteria),
    ),
    nci: lines<{ nct_id: string; eligibility?: { unstructured?: { description: string }[] | null } }>(
      sharedData,
      'trials/nci-full.ndjson.gz',
    ).map((r) =>
      plain('nci', r.nct_id, (r.eligibility?.unstructured ?? []).map((item) => item.description).join('\n')),
    ),
    chia: readdirSync(chia)
      .filter((name) => name.endsWith('.txt'))
      .sort()
      .map((name) => plain('ctgov', name.slice(0, -4), readFileSync(join(chia, name), 'utf8'))),
  };
}

const performanceStatus = /\becog\b|karnofsky|performance status|\bkps\b|lansky|zubrod/i;
const bloodValues = [/\banc\b|neutrophil/i, /platelet|\bplt\b|thrombocyte/i, /creatinine|\bcrcl\b/i, /bilirubin/i];

/** Trials that read like trials of a treatment: a performance status and at least two of four blood values. */
export const isTreatmentLike = ({ text }: StructuringInput): boolean =>
  performanceStatus.test(text) && bloodValues.filter((value) => value.test(text)).length >= 2;
