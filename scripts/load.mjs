// Loads the service over HTTP: one record after the other on a few connections, 100 results each, evaluation included.
// Usage: node scripts/load.mjs [--trials N] [--seconds S] [--connections C] [--record FILE]
// Reads the eligibility texts of the development data (ELIGO_SHARED_DATA); structures them into var/load-N.sqlite the first
// time, which takes minutes for all of them. Prints JSON.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { ensureBuilt } from './ensure-ready.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const sharedData = process.env.ELIGO_SHARED_DATA ?? join(root, '../shared/data');
const { values } = parseArgs({
  options: {
    trials: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '4' },
    record: { type: 'string', default: join(sharedData, 'patients/codex/ctms-patient_data.json') },
  },
});

ensureBuilt();
process.env.SQLITE_PATH = `var/load-${values.trials ?? 'all'}.sqlite`;
process.env.LOG_LEVEL = 'warn';

if (!existsSync(join(root, process.env.SQLITE_PATH))) {
  const { registryRecords } = await import('../dist/bench/structured-trials.js');
  const { withTrialServices } = await import('../dist/cli/trial-services.js');
  const records = registryRecords(sharedData).slice(0, values.trials && Number(values.trials));
  process.stderr.write(`Structuring ${records.length} trials ...\n`);
  const lines = (async function* () {
    for (const record of records) yield JSON.stringify(record);
  })();
  await withTrialServices(({ sync }) => sync.load('ctgov', lines));
}

const port = 3999;
const service = spawn(process.execPath, ['dist/main.js', '--no-seed', '--port', String(port)], {
  cwd: root,
  env: process.env,
  stdio: ['ignore', 'ignore', 'inherit'],
});
try {
  const url = `http://127.0.0.1:${port}`;
  const ready = () =>
    fetch(`${url}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
  while (service.exitCode === null && !(await ready())) await new Promise((resolve) => setTimeout(resolve, 200));
  const body = readFileSync(values.record);
  const request = {
    url: `${url}/getClinicalTrial`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  };
  const first = await fetch(request.url, request);
  if (!first.ok) throw new Error(`the service answered ${first.status}`);
  const answer = await first.text();
  const { entry, total } = JSON.parse(answer);
  const run = (duration) => autocannon({ ...request, connections: Number(values.connections), duration });
  await run(3);
  const { requests, latency, non2xx, errors } = await run(Number(values.seconds));
  const result = {
    what: 'POST /getClinicalTrial, one record, evaluated for every request',
    processor: cpus()[0]?.model,
    processors: cpus().length,
    node: process.version,
    connections: Number(values.connections),
    recordBytes: body.length,
    answerBytes: answer.length,
    results: entry.length,
    matches: total,
    requestsPerSecond: requests.average,
    p50Ms: latency.p50,
    p99Ms: latency.p99,
    refused: non2xx,
    errors,
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
} finally {
  service.kill('SIGTERM');
}
