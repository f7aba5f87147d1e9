import { describe, expect, it } from 'vitest';
import { Random } from '../../src/bench/synthetic/random.js';
import { syntheticDocuments } from '../../src/bench/synthetic/documents.js';
import { leavesOf } from '../../src/domain/criteria/expression-leaves.js';
import { kindDefinitions } from '../../src/domain/criteria/kinds/index.js';
import type { EligibilityDocument, Expression, Leaf, LeafKind } from '../../src/domain/criteria/model.js';
import { patientContext, type PatientContext, type World } from '../../src/domain/evaluation/patient-context.js';
import { MatchIndex } from '../../src/domain/matching/index/match-index.js';
import { codeOf } from '../../src/domain/matching/index/truth-code.js';
import type { CoverageDomain, Fact, Profile } from '../../src/domain/patient/profile.js';
import { loadCurated } from '../../src/reference-data/load-curated.js';
import { loadPriors } from '../../src/reference-data/priors.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';
import { AS_OF } from '../contract/rule-catalogue/facts.js';
import { translate } from '../contract/rule-catalogue/translate.js';
import { witnessOf } from '../contract/rule-catalogue/witness.js';
import { readShared, sharedDataExists } from '../support/shared-data.js';

const vocabulary = loadVocabulary();
const DOMAINS: readonly CoverageDomain[] = ['conditions', 'medications', 'allergies', 'procedures', 'labs', 'genomics'];

/** The open rule catalogue, which has every kind, where it is at hand. */
const rules: Expression[] = sharedDataExists
  ? readShared('rules/rule-to-kind.tsv')
      .split('\n')
      .slice(1)
      .filter((line) => line !== '')
      .map((line) => translate(line.split('\t')[1] ?? '', line.split('\t')[2] ?? ''))
  : [];

const documentOf = (when: Expression, i: number): EligibilityDocument => ({
  eligo: 1,
  trial: { registry: 'ctgov', id: `RULE${i}`, version: '1' },
  by: { converter: 'test' },
  criteria: [{ id: 'i1', section: 'inclusion', scope: 'all', text: 'x', requirement: 'hard', basis: 'curated', confidence: 1, when }], // prettier-ignore
});

const leavesAsked = (documents: readonly EligibilityDocument[]): Leaf[] =>
  documents.flatMap(({ criteria }) => criteria.flatMap(({ when }) => leavesOf(when).map(({ leaf }) => leaf)));

const unrestricted = [
  ...loadCurated().map(({ document }) => document),
  ...syntheticDocuments(60, 5),
  ...rules.map(documentOf),
];

/** Kinds whose criteria a text can narrow in words that no record answers. */
const NARROWED = ['condition', 'priorTherapy', 'medication', 'infection'] as const satisfies LeafKind[];

/** Every tenth of their leaves once more, narrowed. */
const restricted: EligibilityDocument[] = NARROWED.flatMap((kind) =>
  leavesAsked(unrestricted)
    .flatMap((leaf) => (kind in leaf ? [leaf[kind as keyof Leaf] as object] : []))
    .filter((_, i) => i % 10 === 0)
    .map((parameters, i) => ({
      ...documentOf({ [kind]: { ...parameters, restriction: 'requiring drainage' } } as Leaf, i),
      trial: { registry: 'ctgov' as const, id: `NARROWED-${kind}-${i}`, version: '1' },
    })),
);

const documents = [...unrestricted, ...restricted];
const asked = leavesAsked(documents);

/** Profiles on which some leaf holds or fails: facts of every kind that the documents ask about. */
const witnesses: Partial<Profile>[] = asked.flatMap((leaf) => {
  const { holds, fails } = witnessOf(leaf);
  return [holds, fails].flatMap((witness) => witness ?? []);
});

/** Records of few to many of those facts, in any combination and with any coverage. */
function records(count: number, seed: number): Profile[] {
  const random = new Random(seed);
  const pool = witnesses.flatMap(({ facts = [] }) => facts);
  return Array.from({ length: count }, (_, i) => {
    const facts: Fact[] = Array.from({ length: random.whole(0, random.pick([2, 8, 30])) }, () => random.pick(pool));
    const { birthDate, sex } = random.pick(witnesses);
    return {
      patient: `r${i}`,
      ...(birthDate !== undefined && { birthDate }),
      ...(sex !== undefined && { sex }),
      facts,
      unmapped: [],
      coverage: DOMAINS.filter(() => random.chance(0.6)),
    };
  });
}

describe('answers of an empty record, with only those leaves judged that the record can answer otherwise', () => {
  const index = new MatchIndex(vocabulary, loadPriors());
  for (const document of documents) index.add(document);
  const { leaves, codesOf } = { leaves: index.packed().leaves, codesOf: (patient: PatientContext) => index.packed().codesOf(patient) }; // prettier-ignore

  it.each<[World, number]>([
    ['open', 1],
    ['closed', 2],
  ])('are those of judging every leaf: %s world', (world, seed) => {
    const profiles = [
      ...records(120, seed),
      ...witnesses
        .filter((_, i) => i % 10 === seed)
        .map((witness, i): Profile => ({ patient: `w${i}`, facts: [], unmapped: [], ...witness })),
    ];
    const wrong = new Map<string, number>();
    let pairs = 0;
    for (const profile of profiles) {
      const patient = patientContext(profile, { asOf: AS_OF, world, vocabulary });
      const codes = codesOf(patient);
      for (const [number, leaf] of leaves.entries()) {
        pairs += 1;
        if (codes[number] !== codeOf(leaf.judge(patient))) wrong.set(leaf.key, (wrong.get(leaf.key) ?? 0) + 1);
      }
    }
    expect([...wrong]).toEqual([]);
    expect(pairs).toBeGreaterThan(200_000);
  });

  it('rest only on facts of the kinds that a leaf kind says it reads', () => {
    const unsaid = new Set<string>();
    for (const profile of records(200, 3)) {
      const seen = new Set<string>();
      const tracked = (): PatientContext => {
        const plain = patientContext(profile, { asOf: AS_OF, vocabulary });
        const facts: PatientContext['facts'] = (kind) => {
          seen.add(kind);
          return plain.facts(kind);
        };
        const { birthDate, sex } = profile;
        const noted: Profile = Object.defineProperties(
          { ...profile },
          {
            birthDate: { get: () => (seen.add('birthDate'), birthDate) },
            sex: { get: () => (seen.add('sex'), sex) },
          },
        );
        return { ...plain, profile: noted, facts };
      };
      for (const leaf of leaves) {
        seen.clear();
        leaf.judge(tracked());
        const said: ReadonlySet<string> = new Set(kindDefinitions[leaf.kind].reads);
        for (const kind of seen) if (!said.has(kind)) unsaid.add(`${leaf.kind} reads ${kind}`);
      }
    }
    expect([...unsaid].sort()).toEqual([]);
  });

  it('are compared for every kind that the documents have', () => {
    const kinds = new Set(asked.map((leaf) => Object.keys(leaf)[0] as LeafKind));
    expect(kinds.size).toBeGreaterThan(sharedDataExists ? 40 : 15);
  });
});
