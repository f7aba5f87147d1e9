// When a coordinator sees something, and when the matches, on the page of a patient: first contentful paint and first match
// of a browser that has nothing in its cache, against a service on the store
// that `npm run load` makes of the development data (var/load-all.sqlite, or var/load-N.sqlite of the first N trials).
// Usage: node scripts/first-paint.mjs [--trials N] [--rounds N]; needs /usr/bin/chromium (CHROMIUM names another). Prints JSON.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { fileURLToPath } from 'node:url';
import { machine } from '../dist/bench/machine.js';

const { values } = parseArgs({ options: { trials: { type: 'string' }, rounds: { type: 'string', default: '9' } } });
const root = fileURLToPath(new URL('..', import.meta.url));
const store = `var/load-${values.trials ?? 'all'}.sqlite`;
if (!existsSync(join(root, store))) {
  process.stderr.write(`${store} is not there: npm run load makes it\n`);
  process.exit(2);
}
const port = 3998;
const base = `http://127.0.0.1:${port}`;
const service = spawn(process.execPath, ['dist/main.js', '--no-seed', '--port', String(port)], {
  cwd: root,
  env: { ...process.env, SQLITE_PATH: store, LOG_LEVEL: 'warn', NODE_ENV: 'production', REMATCH_SECONDS: '0' },
  stdio: ['ignore', 'ignore', 'inherit'],
});

const api = async (query, variables) => {
  const response = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
};
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const rounded = (numbers) => ({ median: Math.round(median(numbers)), worst: Math.round(Math.max(...numbers)) });

async function round(browser, id) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${base}/patients/${id}`);
  await page.locator('ul.plain-list > li').first().waitFor();
  const seen = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    matches: performance.now(),
    script: performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('.js'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  }));
  await context.close();
  return seen;
}

try {
  const ready = () =>
    fetch(`${base}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
  while (service.exitCode === null && !(await ready())) await new Promise((resolve) => setTimeout(resolve, 200));
  const bundle = JSON.parse(readFileSync(join(root, 'seeds/patients/mcode-jenny-m.json'), 'utf8'));
  const { importPatient } = await api(
    'mutation ($bundle: JSON!) { importPatient(bundle: $bundle) { ... on ImportedPatient { patient { id } } } }',
    { bundle },
  );
  const { id } = importPatient.patient;
  const { trials } = await api('{ trials(first: 1) { totalCount } }');
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  const seen = [];
  for (let i = 0; i <= Number(values.rounds); i++) seen.push(await round(browser, id));
  // The first starts the browser's processes.
  seen.shift();
  await browser.close();
  await api('mutation ($id: ID!) { deletePatient(id: $id) { patients } }', { id });
  const result = {
    trials: trials.totalCount,
    rounds: seen.length,
    firstContentfulPaintMs: rounded(seen.map(({ paint }) => paint)),
    firstMatchMs: rounded(seen.map(({ matches }) => matches)),
    scriptBytes: median(seen.map(({ script }) => script)),
    loadAverage: loadavg()[0],
    machine: machine([]),
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
} finally {
  service.kill('SIGTERM');
}
