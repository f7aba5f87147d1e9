import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import { type RegistryQuery, UnsupportedFilterError } from '../../registries/registry-adapter.js';
import type { SyncProgress, SyncReport, SyncService } from '../../registries/sync.service.js';
import { phases, type RegistryName, registryNames, trialStatuses } from '../../trials/trial-record.port.js';
import { type Command, type CommandIo, UsageError } from '../command.js';
import { progressWriter } from '../sync-progress.js';
import { withTrialServices } from '../trial-services.js';

const options = {
  query: { type: 'string' },
  term: { type: 'string' },
  intervention: { type: 'string' },
  status: { type: 'string', multiple: true },
  phase: { type: 'string', multiple: true },
  country: { type: 'string', multiple: true },
  near: { type: 'string' },
  age: { type: 'string' },
  since: { type: 'string' },
  full: { type: 'boolean' },
  from: { type: 'string' },
} as const;

type Values = ReturnType<typeof read>['values'];
const read = (args: string[]) => parseArgs({ args, options, allowPositionals: true });

function registryOf(name: string | undefined): RegistryName {
  const registry = registryNames.find((known) => known === name);
  if (!registry) throw new UsageError(`name a registry: ${registryNames.join(', ')}`);
  return registry;
}

function oneOf<T extends string>(known: readonly T[], values: string[] | undefined, option: string): T[] | undefined {
  return values?.map((value) => {
    const found = known.find((candidate) => candidate === value.toUpperCase());
    if (!found) throw new UsageError(`${option} ${value}: one of ${known.join(', ')}`);
    return found;
  });
}

function number(text: string, option: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new UsageError(`${option} ${text}: not a number`);
  return value;
}

function near(text: string): RegistryQuery['near'] {
  const [latitude, longitude, miles, ...rest] = text.split(',').map((part) => number(part, '--near'));
  if (latitude === undefined || longitude === undefined || miles === undefined || rest.length > 0)
    throw new UsageError('--near LATITUDE,LONGITUDE,MILES');
  return { latitude, longitude, miles };
}

/** The query of the options, or undefined where none is given and the default scope applies. */
function queryOf(values: Values): RegistryQuery | undefined {
  const query: RegistryQuery = {
    condition: values.query,
    term: values.term,
    intervention: values.intervention,
    statuses: oneOf(trialStatuses, values.status, '--status'),
    phases: oneOf(phases, values.phase, '--phase'),
    countries: values.country,
    near: values.near === undefined ? undefined : near(values.near),
    age: values.age === undefined ? undefined : number(values.age, '--age'),
  };
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

function since(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text)
    throw new UsageError(`--since ${text}: a date as YYYY-MM-DD`);
  return text;
}

async function linesOf(path: string, io: CommandIo): Promise<AsyncIterable<string>> {
  if (path === '-') return createInterface({ input: io.stdin, crlfDelay: Infinity });
  await access(path).catch(() => {
    throw new UsageError(`--from ${path}: cannot be read`);
  });
  const file = createReadStream(path);
  if (!path.endsWith('.gz')) return createInterface({ input: file, crlfDelay: Infinity });
  const unpacked = createGunzip();
  file.on('error', (error) => unpacked.destroy(error));
  return createInterface({ input: file.pipe(unpacked), crlfDelay: Infinity });
}

async function runSync(sync: SyncService, registry: RegistryName, values: Values, io: CommandIo): Promise<SyncReport> {
  const progress = progressWriter(io.stderr);
  const onProgress = (state: SyncProgress) => progress.tell(state);
  try {
    if (values.from !== undefined) return await sync.load(registry, await linesOf(values.from, io), { onProgress });
    return await sync.sync(registry, {
      query: queryOf(values),
      since: since(values.since),
      full: values.full,
      onProgress,
    });
  } catch (error) {
    if (error instanceof UnsupportedFilterError) throw new UsageError(error.message);
    throw error;
  } finally {
    progress.end();
  }
}

export const command: Command = {
  name: 'sync',
  summary: 'Bring the stored trials up to a registry, or load registry records from a file',
  usage: `
Usage: eligo sync ctgov|nci|ctis [--query WORDS] [--since DATE] [--full] [filters]
       eligo sync ctgov|nci|ctis --from FILE.ndjson[.gz]

Fetches what is new or changed and stores it, page by page; a run that is broken off continues without loss. Without
options: oncology trials that recruit or are about to. Progress goes to stderr, the report as JSON to stdout.

  --query WORDS         condition, in the registry's own search
  --term WORDS          any words          --intervention WORDS
  --status STATUS       e.g. RECRUITING; may be repeated
  --phase PHASE         e.g. PHASE2; may be repeated
  --country COUNTRY     may be repeated
  --near LAT,LON,MILES  trials with any site in range
  --age YEARS           trials open to that age; trials without a limit stay in
  --since DATE          only what changed since that day
  --full                everything, whatever is stored
  --from FILE           registry records, one JSON object a line; no network. - reads stdin

A filter that the registry cannot express is refused.`,
  async run(args, io) {
    const { values, positionals } = read(args);
    const registry = registryOf(positionals[0]);
    if (positionals.length > 1) throw new UsageError(`unexpected: ${positionals.slice(1).join(' ')}`);
    // Before the database is opened, so that a wrong option costs nothing.
    queryOf(values);
    since(values.since);
    const report = await withTrialServices(({ sync }) => runSync(sync, registry, values, io));
    io.stdout.write(`${JSON.stringify(report)}\n`);
    return report.status === 'failed' ? 1 : 0;
  },
};
