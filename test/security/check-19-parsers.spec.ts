import { describe, expect, it } from 'vitest';
import { Random } from '../../src/bench/synthetic/random.js';
import { readRecord } from '../../src/domain/patient/read-record.js';
import { RecordError } from '../../src/domain/patient/record-error.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';
import { patientSeeds } from '../../src/reference-data/patient-seeds.js';
import { trialSeeds } from '../../src/reference-data/trial-seeds.js';
import { recordReaders } from '../../src/registries/record-readers.js';
import { UnreadableRecordError } from '../../src/registries/unreadable-record.js';
import { ctisRecord } from '../support/ctis-builder.js';

/** Over all four parsers; the million of the reference in `npm run test:full`. */
const INPUTS = process.env['ELIGO_FULL_TESTS'] ? 1_000_000 : 8_000;
const HANG_MS = 1000;
const vocabulary = loadVocabulary();

type Json = unknown;
interface Bundle {
  entry: { resource: { resourceType: string } }[];
}

const STRINGS = ['', ' ', '0', '-1', '1e400', 'NaN', 'null', '2026-02-30', '0000-00-00', '9999-12-31T25:61:61Z', '\u0000', '\u202e', '\ud800', '__proto__', 'constructor', 'N/A', '18 Years', '18 Fortnights', 'http://snomed.info/sct', '😀', 'Patient/p', '#', '<b>', "'; --", '%']; // prettier-ignore
const VALUES: Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  -0,
  Number.NaN,
  Infinity,
  2 ** 53,
  [],
  {},
  [[]],
  [null],
  { a: {} },
];

/** One place of a value changed at random: a member lost, doubled, renamed, replaced by one of another place or of another type. */
function mutated(value: Json, random: Random, pool: Json[], depth = 0): Json {
  if (typeof value !== 'object' || value === null || depth > 12 || random.chance(0.15))
    return replaced(value, random, pool);
  if (Array.isArray(value)) {
    const items = [...(value as Json[])];
    if (items.length === 0 || random.chance(0.1)) return [...items, ...items];
    const at = random.whole(0, items.length - 1);
    if (random.chance(0.1)) items.splice(at, 1);
    else items[at] = mutated(items[at], random, pool, depth + 1);
    return items;
  }
  const object = { ...(value as Record<string, Json>) };
  const keys = Object.keys(object);
  if (keys.length === 0) return replaced(value, random, pool);
  const key = random.pick(keys);
  if (random.chance(0.1)) delete object[key];
  else if (random.chance(0.05)) object[random.pick(STRINGS) + key] = object[key];
  else object[key] = mutated(object[key], random, pool, depth + 1);
  return object;
}

function replaced(value: Json, random: Random, pool: Json[]): Json {
  if (typeof value === 'string' && value.length > 0 && random.chance(0.4)) {
    const at = random.whole(0, value.length - 1);
    return value.slice(0, at) + random.pick(STRINGS) + value.slice(at + random.whole(0, 3));
  }
  return random.chance(0.3) ? random.pick(pool) : random.chance(0.5) ? random.pick(STRINGS) : random.pick(VALUES);
}

/** Every part of some values, for putting one in the place of another. */
function partsOf(values: readonly Json[], most = 5000): Json[] {
  const parts: Json[] = [];
  const walk = (value: Json): void => {
    if (parts.length >= most) return;
    parts.push(value);
    if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) walk(part);
  };
  for (const value of values) walk(value);
  return parts;
}

interface Parser {
  name: string;
  samples: Json[];
  parse: (input: Json) => unknown;
  /** The one kind of error that it may end with. */
  refusal: new (...given: never[]) => Error;
}

const records = patientSeeds() as Bundle[];
const patientOf = ({ entry }: Bundle) =>
  entry.filter(({ resource }) => resource.resourceType === 'Patient').slice(0, 1);
/** Small records: the Patient and one to three resources, so that many can be read. */
const smallRecords = records.flatMap((bundle) =>
  bundle.entry.map((_, at): Json => ({ ...bundle, entry: [...patientOf(bundle), ...bundle.entry.slice(at, at + 3)] })),
);
const seedsOf = (registry: 'ctgov' | 'nci') =>
  trialSeeds(registry)
    .map((line) => JSON.parse(line) as Json)
    .filter((record) => JSON.stringify(record).length < 20_000);

const parsers: Parser[] = [
  { name: 'FHIR', samples: smallRecords, parse: (input) => readRecord(input, vocabulary), refusal: RecordError },
  ...(['ctgov', 'nci', 'ctis'] as const).map((registry): Parser => ({
    name: registry,
    samples:
      registry === 'ctis'
        ? ['2024-510002-13-00', '2023-505411-10-00'].map(
            (ctNumber) => JSON.parse(JSON.stringify(ctisRecord({ ctNumber }))) as Json,
          )
        : seedsOf(registry),
    parse: (input) => [
      recordReaders[registry].idOf(input),
      recordReaders[registry].scrub(input),
      recordReaders[registry].map(input),
    ],
    refusal: UnreadableRecordError,
  })),
];

/** What went wrong with an input: an error of another kind, or more than a second of it, twice. */
function faultOf({ parse, refusal }: Parser, input: Json): { fault?: string; refused: boolean } {
  for (let attempt = 1; ; attempt++) {
    const started = performance.now();
    let refused = false;
    try {
      parse(input);
    } catch (error) {
      if (!(error instanceof refusal))
        return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error), refused };
      refused = true;
    }
    if (performance.now() - started <= HANG_MS) return { refused };
    // The machine may have paused; an input that hangs does so again.
    if (attempt === 2) return { fault: 'hangs', refused };
  }
}

/** Check 19 of SECURITY.md. */
describe('check 19: records that are wrong in some places', () => {
  it.each(parsers.map((parser): [string, Parser] => [parser.name, parser]))(
    '%s: read or refused with its own error, and soon',
    { timeout: 60_000 + INPUTS * 20 },
    (_name, parser) => {
      const random = new Random(20_261_124);
      const pool = partsOf(parser.samples);
      const share = Math.ceil(INPUTS / parsers.length);
      const faults = new Map<string, Json>();
      let refusals = 0;
      let input: Json = undefined;
      for (let n = 0; n < share; n++) {
        // One to five changes, one on top of the other.
        input = n % 5 === 0 ? random.pick(parser.samples) : input;
        input = mutated(input, random, pool);
        const { fault, refused } = faultOf(parser, input);
        if (refused) refusals += 1;
        if (fault !== undefined && faults.size < 5) faults.set(fault, input);
      }
      expect([...faults]).toEqual([]);
      // Neither everything is refused nor nothing: the changes reach what is read.
      expect(refusals).toBeGreaterThan(0);
      expect(refusals).toBeLessThan(share * 0.9);
    },
  );
});
