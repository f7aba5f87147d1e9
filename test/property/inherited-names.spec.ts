import { describe, expect, it } from 'vitest';
import { MatchIndex } from '../../src/domain/matching/index/match-index.js';
import { matchPatient } from '../../src/domain/matching/match-patient.js';
import { readRecord } from '../../src/domain/patient/read-record.js';
import { RecordError } from '../../src/domain/patient/record-error.js';
import { loadCurated } from '../../src/reference-data/load-curated.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';
import { patientSeeds } from '../../src/reference-data/patient-seeds.js';
import { loadPriors } from '../../src/reference-data/priors.js';

type Container = Record<string, unknown>;
interface Place {
  holder: Container;
  key: string;
  /** Without positions, so that one of many like elements stands for all. */
  path: string;
}

/** Where a record has a text. */
function* texts(holder: Container, path = ''): Generator<Place> {
  for (const [key, value] of Object.entries(holder)) {
    const below = Array.isArray(holder) ? path : `${path}.${key}`;
    if (typeof value === 'string') yield { holder, key, path: below };
    else if (typeof value === 'object' && value !== null) yield* texts(value as Container, below);
  }
}

/** Names that every JavaScript object answers to. */
const INHERITED = ['constructor', '__proto__'];
/** Places of one path that are tried in each record. */
const OF_A_PATH = 1;

describe('a name that every object inherits, at any place of a record', () => {
  const vocabulary = loadVocabulary();
  const index = new MatchIndex(vocabulary, loadPriors());
  for (const { document } of loadCurated()) index.add(document);

  it.each(INHERITED)('%s is read as any unknown word', (name) => {
    const faults = new Set<string>();
    let tried = 0;
    for (const record of patientSeeds()) {
      const copy = structuredClone(record) as Container;
      const ofPath = new Map<string, number>();
      for (const { holder, key, path } of texts(copy)) {
        const before = ofPath.get(path) ?? 0;
        ofPath.set(path, before + 1);
        if (before >= OF_A_PATH) continue;
        const was = holder[key];
        holder[key] = name;
        tried += 1;
        try {
          const profile = readRecord(copy, vocabulary);
          for (const { why } of profile.unmapped)
            if (why.startsWith('could not be read')) faults.add(`${path}: ${why}`);
          matchPatient(index, profile, { asOf: '2026-01-01', engine: 'test', top: 1, explain: true });
        } catch (error) {
          if (!(error instanceof RecordError)) faults.add(`${path}: ${String(error)}`);
        }
        holder[key] = was;
      }
    }
    expect([...faults]).toEqual([]);
    expect(tried).toBeGreaterThan(800);
  });
});
