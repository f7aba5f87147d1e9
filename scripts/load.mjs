// Loads the service over HTTP: one record after the other on a few connections, 100 results each, evaluation included.
// Usage: node scripts/load.mjs [--trials N] [--seconds S] [--connections C] [--record FILE] [--threads N] [--graphql] [--peer FOLDER]
// --threads is MATCH_THREADS of the service. --graphql asks for 20 trials explained instead, every criterion with its evidence. --peer names a folder in which clinical-trial-matching-service is installed
// (npm i --prefix FOLDER clinical-trial-matching-service): its service, which evaluates nothing, then sends the same studies.
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
    threads: { type: 'string' },
    graphql: { type: 'boolean', default: false },
    peer: { type: 'string' },
    record: { type: 'string', default: join(sharedData, 'patients/codex/ctms-patient_data.json') },
  },
});

ensureBuilt();
process.env.SQLITE_PATH = `var/load-${values.trials ?? 'all'}.sqlite`;
process.env.LOG_LEVEL = 'warn';
// Stored results would be brought up to date while requests are measured.
process.env.REMATCH_SECONDS = '0';
if (values.threads !== undefined) process.env.MATCH_THREADS = values.threads;

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

/** prom-client looks at the event loop every 10 ms, which its figures include. */
const SAMPLING_MS = 10;
const PORT = 3999;
const PEER_PORT = 3998;
const record = readFileSync(values.record);
const QUERY = `query ($bundle: JSON!) {
  matchTrials(patient: { bundle: $bundle }, first: 20) {
    ... on MatchResult {
      totalCount
      counts { certain probable possible certainlyNot }
      nodes {
        trial { id title status }
        grade
        score
        criteria { id section outcome reason text confidence eligibleFrom evidence { resource path value date note } }
      }
    }
  }
}`;
const asked = values.graphql
  ? {
      what: 'matchTrials over GraphQL: 20 trials explained, one record, evaluated for every request',
      path: '/graphql',
      body: JSON.stringify({ query: QUERY, variables: { bundle: JSON.parse(record) } }),
      toldBy: ({ data: { matchTrials } }) => ({ results: matchTrials.nodes.length, matches: matchTrials.totalCount }),
    }
  : {
      what: 'POST /getClinicalTrial, one record, evaluated for every request',
      path: '/getClinicalTrial',
      body: record,
      toldBy: ({ entry, total }) => ({ results: entry.length, matches: total }),
    };
const post = (port) => ({
  url: `http://127.0.0.1:${port}${asked.path}`,
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: asked.body,
});

const service = spawn(process.execPath, ['dist/main.js', '--no-seed', '--port', String(PORT)], {
  cwd: root,
  env: process.env,
  stdio: ['ignore', 'ignore', 'inherit'],
});
let peer;
function stop() {
  service.kill('SIGTERM');
  peer?.kill('SIGTERM');
}
// Ended from outside, it leaves no service behind on its port.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    stop();
    process.exit(1);
  });
try {
  await answering(`http://127.0.0.1:${PORT}/health/ready`, service);
  const request = post(PORT);
  const first = await fetch(request.url, request);
  if (!first.ok) throw new Error(`the service answered ${first.status}`);
  const answer = await first.text();
  const told = asked.toldBy(JSON.parse(answer));
  const ours = await load(PORT, metricsOfService);
  peer = values.peer && !values.graphql && startPeer(answer);
  if (peer) await answering(`http://127.0.0.1:${PEER_PORT}/`, peer);
  const result = {
    what: asked.what,
    processor: cpus()[0]?.model,
    processors: cpus().length,
    node: process.version,
    connections: Number(values.connections),
    threads: process.env.MATCH_THREADS ?? 'default',
    recordBytes: record.length,
    answerBytes: answer.length,
    ...told,
    ...ours,
    ...(peer && { peer: { what: 'the same studies, nothing evaluated', ...(await load(PEER_PORT)) } }),
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
} finally {
  stop();
}

/** Waits until a server answers, whatever it says. */
async function answering(url, server) {
  const ready = () =>
    fetch(url).then(
      ({ status }) => status !== 503,
      () => false,
    );
  while (server.exitCode === null && !(await ready())) await new Promise((resolve) => setTimeout(resolve, 200));
}

/** Warms a server up, then measures it; of our own also what its metrics say, which each reading clears. */
async function load(port, metrics) {
  const run = (duration) => autocannon({ ...post(port), connections: Number(values.connections), duration });
  await run(5);
  const before = await metrics?.();
  const { requests, latency, non2xx, errors } = await run(Number(values.seconds));
  const after = await metrics?.();
  return {
    requestsPerSecond: requests.average,
    p50Ms: latency.p50,
    p99Ms: latency.p99,
    refused: non2xx,
    errors,
    ...(after && {
      processorMsPerRequest: Number(
        (((after.processorSeconds - before.processorSeconds) * 1000) / requests.total).toFixed(1),
      ),
      eventLoopDelayMs: after.eventLoopDelayMs,
      residentMegabytes: after.residentMegabytes,
    }),
  };
}

async function metricsOfService() {
  const text = await (await fetch(`http://127.0.0.1:${PORT}/metrics`)).text();
  const of = (name) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
  const delay = (name) => Math.max(0, Math.round(of(`nodejs_eventloop_lag_${name}_seconds`) * 1000) - SAMPLING_MS);
  return {
    processorSeconds: of('process_cpu_seconds_total'),
    residentMegabytes: Math.round(of('process_resident_memory_bytes') / 2 ** 20),
    eventLoopDelayMs: { p50: delay('p50'), p99: delay('p99'), max: delay('max') },
  };
}

function startPeer(answer) {
  const program = `
    const { ClinicalTrialMatchingService } = require('clinical-trial-matching-service/dist/server.js');
    const bundle = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    new ClinicalTrialMatchingService(async () => bundle, { port: ${PEER_PORT} }).listen();
  `;
  const options = { cwd: values.peer, stdio: ['pipe', 'ignore', 'inherit'] };
  const started = spawn(process.execPath, ['-e', program], options);
  started.stdin.end(answer);
  return started;
}
