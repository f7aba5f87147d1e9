import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Fact, Profile } from '../../src/domain/patient/profile.js';
import { readRecord } from '../../src/domain/patient/read-record.js';
import { RecordError } from '../../src/domain/patient/record-error.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';
import { describeWithSharedData, readSharedJson, readSharedNdjson, sharedFiles } from '../support/shared-data.js';

interface Resource {
  resourceType: string;
  id?: string;
  [element: string]: unknown;
}
interface BundleEntry {
  fullUrl?: string;
  resource: Resource;
}
interface Bundle {
  resourceType: 'Bundle';
  type: string;
  entry: BundleEntry[];
}

const vocabulary = loadVocabulary();
const BASE = 'https://fhir.example.org/r4';

/** A few records of every kind, small enough to be read thousands of times. */
function samples(): Bundle[] {
  const perPatient = sharedFiles('patients/mcode-stu4-by-patient').map((file) =>
    readSharedJson<Bundle>(`patients/mcode-stu4-by-patient/${file}`),
  );
  const codex = [
    'TrialMatching_Patient02.json',
    'ctms-patient_data.json',
    'mcode-cql-mcode-extraction-patient-1.json',
  ].map((file) => readSharedJson<Bundle>(`patients/codex/${file}`));
  const mixed = readSharedNdjson<{ bundle: Bundle }>('patients/synthea-mixed.ndjson.gz').map((line) => line.bundle);
  return [...perPatient, ...codex, ...mixed.slice(0, 6)];
}

const read = (input: unknown): Profile => readRecord(input, vocabulary);
const copy = <T>(value: T): T => structuredClone(value);

function rewriteReferences(value: unknown, rewrite: (reference: string) => string): void {
  if (Array.isArray(value)) for (const one of value) rewriteReferences(one, rewrite);
  else if (typeof value === 'object' && value !== null) {
    const record = value as Record<string, unknown>;
    for (const [name, child] of Object.entries(record)) {
      if (name === 'reference' && typeof child === 'string') record[name] = rewrite(child);
      else rewriteReferences(child, rewrite);
    }
  }
}

const styles = ['relative', 'absolute', 'urn'] as const;

/** The same Bundle with every reference and fullUrl in one style. */
function inStyle(bundle: Bundle, style: (typeof styles)[number]): Bundle {
  const restyled = copy(bundle);
  const names = new Map<string, string>();
  for (const entry of restyled.entry) {
    const { resourceType, id } = entry.resource;
    if (id === undefined) continue;
    const relative = `${resourceType}/${id}`;
    const name = style === 'relative' ? relative : style === 'absolute' ? `${BASE}/${relative}` : `urn:uuid:${id}`;
    names.set(relative, name);
    if (entry.fullUrl !== undefined) names.set(entry.fullUrl, name);
    names.set(`urn:uuid:${id}`, name);
    if (style === 'relative') delete entry.fullUrl;
    else entry.fullUrl = name;
  }
  rewriteReferences(restyled, (reference) => names.get(reference) ?? reference);
  return restyled;
}

const identity = (fact: Fact): string =>
  `${fact.kind}|${fact.source.resource}|${fact.source.path.replace(/\[\d+\]/g, '')}`;

describeWithSharedData('the laws of reading a record', () => {
  const bundles = samples();
  const anyBundle = fc.nat(bundles.length - 1).map((index) => bundles[index] as Bundle);

  it('does not depend on the order of the entries', () => {
    const shuffled = anyBundle.chain((bundle) =>
      fc.shuffledSubarray(bundle.entry, { minLength: bundle.entry.length }).map((entry) => ({ bundle, entry })),
    );
    fc.assert(
      fc.property(shuffled, ({ bundle, entry }) => {
        expect(read({ ...bundle, entry })).toEqual(read(bundle));
      }),
      { numRuns: 150 },
    );
  });

  it('counts a repeated resource once', () => {
    const repeated = anyBundle.chain((bundle) =>
      fc.subarray(bundle.entry, { minLength: 1 }).map((again) => ({ bundle, again })),
    );
    fc.assert(
      fc.property(repeated, ({ bundle, again }) => {
        expect(read({ ...bundle, entry: [...bundle.entry, ...copy(again)] })).toEqual(read(bundle));
      }),
      { numRuns: 150 },
    );
  });

  it('does not depend on the type of the Bundle, nor on there being one', () => {
    fc.assert(
      fc.property(
        anyBundle,
        fc.constantFrom('collection', 'transaction', 'searchset', 'batch', 'document'),
        (bundle, type) => {
          expect(read({ ...bundle, type })).toEqual(read(bundle));
          expect(read(bundle.entry)).toEqual(read(bundle));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('does not depend on the style of references', () => {
    for (const bundle of bundles) {
      const profile = read(inStyle(bundle, 'relative'));
      for (const style of styles) expect(read(inStyle(bundle, style))).toEqual(profile);
      expect(read(inStyle(bundle, 'relative').entry.map((entry) => entry.resource))).toEqual(profile);
    }
  });

  it('never invents a fact where a resource is taken away: facts vanish, or what the resource hid shows', () => {
    const fewer = anyBundle.chain((bundle) =>
      fc.nat(bundle.entry.length - 1).map((index) => ({ bundle, removed: bundle.entry[index] as BundleEntry })),
    );
    fc.assert(
      fc.property(fewer, ({ bundle, removed }) => {
        fc.pre(removed.resource?.resourceType !== 'Patient');
        const before = read(bundle);
        const after = read({ ...bundle, entry: bundle.entry.filter((entry) => entry !== removed) });
        const known = new Set(before.facts.map(identity));
        const sources = new Set(bundle.entry.map((entry) => `${entry.resource?.resourceType}/${entry.resource?.id}`));
        for (const fact of after.facts) {
          // What may show is a fallback: a stage of the Condition, another resource of the same course of treatment.
          const revealed =
            fact.source.path.startsWith('Condition.stage') ||
            fact.kind === 'therapy' ||
            fact.kind === 'medication' ||
            fact.kind === 'condition';
          if (!known.has(identity(fact))) expect({ fact, revealed }).toMatchObject({ revealed: true });
          expect(
            sources.has(fact.source.resource.split('#')[0] ?? '') ||
              fact.source.resource.includes(':') ||
              fact.source.resource.includes('#'),
          ).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('throws nothing but a RecordError, whatever it is fed', () => {
    const inputs = bundles
      .flatMap((bundle) => bundle.entry.map((entry) => entry.resource))
      .filter((one) => one !== undefined);
    const garbage = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom(
        null,
        '',
        [],
        {},
        'x',
        -1,
        1e308,
        [null],
        { coding: null },
        { coding: [null, 7] },
        { reference: 7 },
      ),
    );
    const broken = fc.record({
      index: fc.nat(inputs.length - 1),
      at: fc.array(fc.nat(40), { minLength: 1, maxLength: 4 }),
      garbage,
    });
    fc.assert(
      fc.property(broken, ({ index, at, garbage: value }) => {
        const resource = copy(inputs[index]) as Record<string, unknown>;
        spoil(resource, at, value);
        expectOnlyRecordErrors([resource, { resourceType: 'Patient', id: 'x' }]);
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => expectOnlyRecordErrors(value)),
      { numRuns: 1000 },
    );
  });
});

/** Replaces one element, found by walking `at`, with garbage. */
function spoil(target: Record<string, unknown>, at: readonly number[], value: unknown): void {
  let node = target;
  for (const [depth, step] of at.entries()) {
    const names = Object.keys(node).filter((name) => name !== 'resourceType');
    const name = names[step % Math.max(1, names.length)];
    if (name === undefined) return;
    const child = node[name];
    if (depth === at.length - 1 || typeof child !== 'object' || child === null) {
      node[name] = value;
      return;
    }
    node = child as Record<string, unknown>;
  }
}

function expectOnlyRecordErrors(input: unknown): void {
  try {
    const profile = read(input);
    expect(profile.unmapped.some((one) => one.why.startsWith('could not be read'))).toBe(false);
  } catch (error) {
    expect(error).toBeInstanceOf(RecordError);
  }
}
