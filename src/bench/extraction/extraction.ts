import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Profile } from '../../domain/patient/profile.js';
import { readRecord } from '../../domain/patient/read-record.js';
import { RecordError } from '../../domain/patient/record-error.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import type { Benchmark } from '../benchmark.js';
import { recallPerElement } from './recall.js';
import { receptorFigures } from './receptors.js';
import { examples, files, lines, type SharedRecord } from './shared-records.js';

/** What the reference extractor of the field (clinical-trial-matching-service 0.1.2) was measured to find, records of records. */
const REFERENCE = {
  'synthea-breast-10y': {
    primaryCancer: '38/38',
    stageGroup: '0/25',
    tCategory: '0/25',
    tumorMarkers: '0/25',
    cancerDrugs: '0/25',
    radiotherapy: '0/3',
    surgery: '17/17',
  },
  'synthea-breast-lifetime': {
    primaryCancer: '32/32',
    stageGroup: '0/32',
    tCategory: '0/32',
    tumorMarkers: '0/32',
    cancerDrugs: '0/31',
    radiotherapy: '0/23',
    surgery: '32/32',
  },
  'synthea-mixed': { primaryCancer: '45/45', stageGroup: '0/42', tumorMarkers: '0/42', cancerDrugs: '0/16' },
  'mcode-stu4-by-patient': {
    primaryCancer: '5/5',
    stageGroup: '0/2',
    tCategory: '2/2',
    tumorMarkers: '0/2',
    cancerDrugs: '0/3',
    radiotherapy: '0/1',
    surgery: '2/2',
  },
} as const;

const LARGE_BUNDLE = 'patients/codex/mcode-cql-Bundle-mCODECQLExample01.json';
/** Characters of the Bundle that the speed figure is taken on, without indentation. */
const LARGE_BUNDLE_CHARACTERS = 2_800_000;
const WARM_UP_RUNS = 30;

interface Entry {
  resource: { resourceType: string; id?: string };
}

function profileOf(input: unknown, refused: string[], file: string): Profile | undefined {
  try {
    return readRecord(input, loadVocabulary());
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    refused.push(`${file}: ${error.code}`);
    return undefined;
  }
}

function recall(records: readonly SharedRecord[]): {
  profiles: (Profile | undefined)[];
  figures: Record<string, unknown>;
} {
  const refused: string[] = [];
  const profiles = records.map(({ file, input }) => profileOf(input, refused, file));
  return { profiles, figures: { records: records.length, refused, recall: recallPerElement(records, profiles) } };
}

/** Examples of the guides: read without a crash, and every Observation of genomics or markers answered for. */
function answered(records: readonly SharedRecord[]): Record<string, unknown> {
  const refused: string[] = [];
  let facts = 0;
  let genomics = 0;
  const silent: string[] = [];
  for (const { file, input, resources } of records) {
    const profile = profileOf(input, refused, file);
    if (!profile) continue;
    facts += profile.facts.length;
    const spoken = new Set([
      ...profile.facts.map((fact) => fact.source.resource),
      ...profile.unmapped.map((one) => one.resource),
    ]);
    for (const { resourceType, id, code } of resources) {
      if (
        resourceType !== 'Observation' ||
        !/69548-6|81695-9|9407[67]-|85147-7|18474-7|72382-5|39004-7|85337-4|85339-0|48676-1/.test(
          JSON.stringify(code) ?? '',
        )
      )
        continue;
      genomics += 1;
      if (!spoken.has(`Observation/${id ?? ''}`)) silent.push(`${file}: ${id ?? ''}`);
    }
  }
  return { files: records.length, refused, facts, variantsSignaturesMarkers: genomics, withoutAnswer: silent };
}

/** Time and memory of one large Bundle, after JSON parsing, in a warm process. */
function largeBundle(shared: string, seconds: number): Record<string, unknown> {
  const vocabulary = loadVocabulary();
  const whole = JSON.parse(readFileSync(join(shared, LARGE_BUNDLE), 'utf8')) as { entry: Entry[] };
  const own = whole.entry.filter((one) => one.resource.resourceType === 'Observation');
  // The largest fixture has 2.1 MB; Observations of later days, under ids of their own, make it up to size.
  for (let size = JSON.stringify(whole).length, index = 0; size < LARGE_BUNDLE_CHARACTERS; index += 1) {
    const { resource } = own[index % own.length] as Entry;
    const copy = { resource: { ...resource, id: `${resource.id ?? ''}-${index}`, effectiveDateTime: '2026-01-02' } };
    size += JSON.stringify(copy).length + 1;
    whole.entry.push(copy);
  }
  const text = JSON.stringify(whole);
  for (let run = 0; run < WARM_UP_RUNS; run++) readRecord(JSON.parse(text), vocabulary);
  const times: number[] = [];
  let cpu = 0;
  const until = performance.now() + seconds * 1000;
  let facts = 0;
  while (performance.now() < until || times.length < 20) {
    const input = JSON.parse(text) as unknown;
    const used = process.cpuUsage();
    const start = performance.now();
    facts = readRecord(input, vocabulary).facts.length;
    times.push(performance.now() - start);
    const { user, system } = process.cpuUsage(used);
    cpu += (user + system) / 1000;
  }
  const input = JSON.parse(text) as unknown;
  const before = process.memoryUsage().heapUsed;
  const kept = readRecord(input, vocabulary);
  const after = process.memoryUsage().heapUsed;
  times.sort((a, b) => a - b);
  const at = (share: number): number => Number((times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1));
  return {
    megabytes: Number((text.length / 1e6).toFixed(2)),
    resources: whole.entry.length,
    facts,
    runs: times.length,
    bestMs: at(0),
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    /** Of all threads, collection of garbage included: what other load on the machine leaves as it is. */
    cpuMsPerRead: Number((cpu / times.length).toFixed(1)),
    heapGrowthOfOneReadMb: Number(((after - before) / 2 ** 20).toFixed(1)),
    profileJsonKb: Math.round(JSON.stringify(kept).length / 1024),
  };
}

export const benchmark: Benchmark = {
  name: 'extraction',
  summary: 'recall of the record reader per element, receptors, examples of the guides, time of a large Bundle',
  run({ seconds, sharedData }) {
    const tenYears = lines(sharedData, 'patients/synthea-breast-10y.ndjson.gz');
    const lifetime = lines(sharedData, 'patients/synthea-breast-lifetime.ndjson.gz');
    const sets: Record<string, SharedRecord[]> = {
      'synthea-breast-10y': tenYears,
      'synthea-breast-lifetime': lifetime,
      'synthea-mixed': lines(sharedData, 'patients/synthea-mixed.ndjson.gz'),
      'mcode-stu4-by-patient': files(sharedData, 'patients/mcode-stu4-by-patient'),
      'mcode-stu1-examples': examples(sharedData, 'patients/mcode-stu1-examples'),
      codex: files(sharedData, 'patients/codex'),
    };
    const read = Object.entries(sets).map(([name, records]) => [name, recall(records)] as const);
    const profiles = Object.fromEntries(read.map(([name, one]) => [name, one.profiles]));
    return Promise.resolve({
      extraction: Object.fromEntries(
        read.map(([name, one]) => [
          name,
          { ...one.figures, ...(name in REFERENCE && { reference: REFERENCE[name as keyof typeof REFERENCE] }) },
        ]),
      ),
      receptors: receptorFigures(
        [...tenYears, ...lifetime],
        [...(profiles['synthea-breast-10y'] ?? []), ...(profiles['synthea-breast-lifetime'] ?? [])],
      ),
      guideExamples: {
        'mcode-stu4-examples': answered(examples(sharedData, 'patients/mcode-stu4-examples')),
        'genomics-reporting-examples': answered(examples(sharedData, 'patients/genomics-reporting-examples')),
      },
      largeBundle: largeBundle(sharedData, seconds),
    });
  },
};
