import { checkDocument } from '../../src/domain/criteria/check-shape.js';
import { lintDocument } from '../../src/domain/criteria/lint/lint-document.js';
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

/** Puts a name at one place after the other of a value, at the first of each path, and tells of each. */
function atEveryPlace(value: unknown, name: string, visit: (copy: unknown, path: string) => void): number {
  const copy = structuredClone(value) as Container;
  const visited = new Set<string>();
  for (const { holder, key, path } of texts(copy)) {
    if (visited.has(path)) continue;
    visited.add(path);
    const was = holder[key];
    holder[key] = name;
    visit(copy, path);
    holder[key] = was;
  }
  return visited.size;
}

describe('a name that every object inherits is read as any unknown word', () => {
  const vocabulary = loadVocabulary();
  const priors = loadPriors();
  const curated = loadCurated().map(({ document }) => document);
  const options = { asOf: '2026-01-01', engine: 'test', top: 1, explain: true };

  it.each(INHERITED)('at any place of a record: %s', (name) => {
    const index = new MatchIndex(vocabulary, priors);
    for (const document of curated) index.add(document);
    const faults = new Set<string>();
    let tried = 0;
    for (const record of patientSeeds())
      tried += atEveryPlace(record, name, (copy, path) => {
        try {
          const profile = readRecord(copy, vocabulary);
          for (const { why } of profile.unmapped)
            if (why.startsWith('could not be read')) faults.add(`${path}: ${why}`);
          matchPatient(index, profile, options);
        } catch (error) {
          if (!(error instanceof RecordError)) faults.add(`${path}: ${String(error)}`);
        }
      });
    expect([...faults]).toEqual([]);
    expect(tried).toBeGreaterThan(800);
  });

  it.each(INHERITED)('at any place of a curated document where the schema lets it stand: %s', (name) => {
    const profiles = patientSeeds()
      .slice(0, 4)
      .map((record) => readRecord(record, vocabulary));
    const faults = new Set<string>();
    let accepted = 0;
    for (const document of curated)
      atEveryPlace(document, name, (copy, path) => {
        const checked = checkDocument(structuredClone(copy));
        if ('issues' in checked) return;
        accepted += 1;
        try {
          lintDocument(checked.document, vocabulary);
          const index = new MatchIndex(vocabulary, priors);
          index.add(checked.document);
          for (const profile of profiles) matchPatient(index, profile, options);
        } catch (error) {
          faults.add(`${path}: ${String(error)}`);
        }
      });
    expect([...faults]).toEqual([]);
    expect(accepted).toBeGreaterThan(100);
  });
});
