// Pictures of every page on the seeded service: desktop and phone, light and dark, into docs/screenshots/.
// `npm run screenshots [NAME...]`; needs a build and /usr/bin/chromium (CHROMIUM names another).
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

process.env.NODE_ENV ??= 'production';
const root = fileURLToPath(new URL('..', import.meta.url));
const dist = (path) => import(join(root, 'dist', path));
const [
  { createApp },
  { parseConfig },
  { createLog },
  { MatchingService },
  { PatientSeedingService },
  { SeedingService },
] = await Promise.all([
  dist('api/http/create-app.js'),
  dist('config/app-config.js'),
  dist('observability/logger.js'),
  dist('matches/matching.service.js'),
  dist('patients/patient-seeding.service.js'),
  dist('registries/seeding.service.js'),
]);

const PATIENT = 'cancer-patient-jenny-m';
const LARGEST = 150 * 1024;
const record = readFileSync(join(root, 'seeds/patients/mcode-jenny-m.json'));

const api = async (base, query, variables) => {
  const response = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'apollo-require-preflight': 'true' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
};

/** Some work on the first matches, so that the worklist has something to show. */
async function review(base) {
  const { matchTrials } = await api(
    base,
    `{ matchTrials(patient: { id: "${PATIENT}" }, first: 4, filter: { status: ["RECRUITING"] }) { ... on MatchResult { nodes { trial { id } } } } }`,
  );
  const steps = [
    { state: 'CONTACTED', note: 'Left a message with the ward.' },
    { state: 'NOT_ELIGIBLE', reason: 'PRIOR_TREATMENT' },
    { state: 'REVIEWING', note: 'Waiting for the pathology report.' },
    { state: 'ELIGIBLE' },
  ];
  for (const [i, { trial }] of matchTrials.nodes.entries())
    await api(base, 'mutation ($review: ReviewInput!) { reviewMatch(review: $review) { review { state } } }', {
      review: { patient: PATIENT, trial: trial.id, by: 'AB', ...steps[i] },
    });
}

const tab = (name) => (page) => page.getByRole('tab', { name }).click();

/** A recruiting trial whose criteria have all three outcomes: the one with most of the rarest. */
async function telling(base) {
  const { matchTrials } = await api(
    base,
    `{ matchTrials(patient: { id: "${PATIENT}" }, first: 60, filter: { status: ["RECRUITING"], grades: [CERTAINLY_NOT, POSSIBLE, PROBABLE] }) { ... on MatchResult { nodes { trial { id } criteria { outcome span { start } } } } } }`,
  );
  const rarest = ({ criteria }) =>
    Math.min(
      ...['PASS', 'FAIL', 'UNKNOWN'].map(
        (outcome) => criteria.filter((criterion) => criterion.span && criterion.outcome === outcome).length,
      ),
    );
  const [best] = matchTrials.nodes.sort((a, b) => rarest(b) - rarest(a) || a.criteria.length - b.criteria.length);
  return best.trial.id;
}

/** Page by page: where it is, what to do there, and what must be seen before the picture is taken. */
const pages = (trial) => ({
  patients: { path: '/', ready: 'table' },
  matches: { path: `/patients/${PATIENT}`, ready: 'ul.plain-list > li' },
  timeline: { path: `/patients/${PATIENT}`, act: tab(/^Record/), ready: 'ol.timeline' },
  'not-placed': {
    path: '/patients/cancer-patient-john-anyperson',
    act: tab(/^Not placed/),
    ready: '[role=tabpanel]:not(:empty) p',
  },
  criteria: {
    path: `/patients/${PATIENT}/trials/${trial}`,
    act: (page) => page.locator('.criterion-span[role=button]').nth(1).click(),
    ready: '.criterion-card[data-selected]',
    wholePage: true,
  },
  worklist: { path: '/worklist', ready: 'table' },
  alerts: { path: '/alerts', ready: 'main p' },
  trials: { path: '/trials', ready: 'ul.plain-list > li' },
  trial: { path: `/trials/${trial}`, ready: 'dl.pairs' },
  readings: { path: `/trials/${trial}`, act: tab('Criteria'), ready: 'ul.plain-list > li' },
  'trial-patients': { path: `/trials/${trial}`, act: tab('Patients'), ready: 'section table' },
  versions: { path: `/trials/${trial}`, act: tab('Versions'), ready: 'h2' },
  me: {
    path: '/me',
    act: (page) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: 'record.json', mimeType: 'application/json', buffer: record }),
    ready: 'article details',
    wholePage: true,
  },
});

const screens = {
  desktop: { viewport: { width: 1280, height: 860 } },
  phone: { viewport: { width: 390, height: 800 }, isMobile: true, hasTouch: true },
};

async function picture(page, file, wholePage) {
  for (const quality of [80, 60, 40, 20]) {
    await page.screenshot({ path: file, type: 'jpeg', quality, ...(wholePage && clipOf(page)) });
    if (statSync(file).size < LARGEST) return;
  }
  throw new Error(`${file} is larger than ${LARGEST} bytes`);
}

/** The first two screens of a page that is more than one. */
const clipOf = (page) => {
  const { width, height } = page.viewportSize();
  return { fullPage: true, clip: { x: 0, y: 0, width, height: height * 2 } };
};

const config = parseConfig({ NODE_ENV: process.env.NODE_ENV, SQLITE_PATH: ':memory:', PORT: '0', LOG_LEVEL: 'error' });
const app = await createApp(config, createLog(config.logLevel));
await app.listen(0, '127.0.0.1');
const base = await app.getUrl();
await app.get(SeedingService).seed(new Date());
await app.get(PatientSeedingService).seed();
await app.get(MatchingService).warmUp();
await review(base);
const trial = await telling(base);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
const wanted = process.argv.slice(2);
mkdirSync(join(root, 'docs/screenshots'), { recursive: true });
for (const [screen, options] of Object.entries(screens)) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ ...options, colorScheme, locale: 'en-GB', timezoneId: 'UTC' });
    for (const [name, { path, act, ready, wholePage }] of Object.entries(pages(trial))) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const page = await context.newPage();
      await page.goto(`${base}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await act?.(page);
      await page.locator(ready).first().waitFor();
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => window.scrollTo(0, 0));
      await picture(page, join(root, `docs/screenshots/${name}-${screen}-${colorScheme}.jpg`), wholePage);
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
await app.close();
