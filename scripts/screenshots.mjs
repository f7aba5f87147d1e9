// Pictures of every page on the seeded service: desktop and phone, light and dark, into var/screenshots/, and the few that
// the README shows into docs/screenshots/. `npm run screenshots [NAME...]`; needs a build and /usr/bin/chromium (CHROMIUM
// names another).
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gunzipSync } from 'node:zlib';
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
  { RematchService },
  { TrialStoreService },
] = await Promise.all([
  dist('api/http/create-app.js'),
  dist('config/app-config.js'),
  dist('observability/logger.js'),
  dist('matches/matching.service.js'),
  dist('patients/patient-seeding.service.js'),
  dist('registries/seeding.service.js'),
  dist('matches/rematch.service.js'),
  dist('trials/trial-store.service.js'),
]);

const PATIENT = 'cancer-patient-jenny-m';
const CORRECTED = 'NCT05378763';
/** Pictures that the README shows. */
const SHOWN = [
  'matches-desktop-light',
  'criteria-desktop-light',
  'correct-desktop-dark',
  'alerts-desktop-light',
  'me-phone-light',
  'criteria-phone-dark',
];
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

/** A new version of a seeded trial that takes patients with a worse performance status. */
async function amend(app) {
  const records = gunzipSync(readFileSync(join(root, 'seeds/trials/ctgov.ndjson.gz')))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const narrow = /(ECOG[^\n]{0,40}?)(0 or 1|0-1|0 to 1)\b/;
  const { eligibilityModule, statusModule, ...rest } = records
    .map(({ protocolSection }) => protocolSection)
    .find(
      (study) =>
        narrow.test(study.eligibilityModule?.eligibilityCriteria ?? '') &&
        study.statusModule.overallStatus === 'RECRUITING',
    );
  const eligibilityCriteria = eligibilityModule.eligibilityCriteria.replace(narrow, '$10 to 2');
  const day = new Date().toISOString().slice(0, 10);
  const record = {
    protocolSection: {
      ...rest,
      eligibilityModule: { ...eligibilityModule, eligibilityCriteria },
      statusModule: { ...statusModule, lastUpdatePostDateStruct: { date: day, type: 'ACTUAL' } },
    },
  };
  await app.get(TrialStoreService).storePage('ctgov', [record], { fetchedAt: new Date() });
  await app.get(RematchService).catchUp(day);
  return rest.identificationModule.nctId;
}

/** Corrected readings of trials that take the patient, so that there are alerts. */
async function correct(base) {
  const { matchTrials } = await api(
    base,
    `{ matchTrials(patient: { id: "${PATIENT}" }, first: 12) { ... on MatchResult { nodes { trial { id } } } } }`,
  );
  for (const {
    trial: { id },
  } of matchTrials.nodes.slice(8)) {
    const { trial } = await api(base, `{ trial(id: "${id}") { eligibility { revision criteria { id when } } } }`);
    const age = trial.eligibility.criteria.find(({ when }) => 'age' in when);
    if (!age) continue;
    const when = { age: { min: { value: 75, inclusive: true }, unit: 'a' } };
    await api(base, 'mutation ($curation: CurationInput!) { saveCuration(curation: $curation) { __typename } }', {
      curation: { trial: id, revision: trial.eligibility.revision, corrections: [{ id: age.id, when }] },
    });
  }
}

const tab = (name) => (page) => page.getByRole('tab', { name }).click();

/** A recruiting trial whose criteria have all three outcomes, so that it excludes: the one with most of the rarest. */
async function telling(base) {
  const { matchTrials } = await api(
    base,
    `{ matchTrials(patient: { id: "${PATIENT}" }, first: 60, filter: { status: ["RECRUITING"], grades: [CERTAINLY_NOT] }) { ... on MatchResult { nodes { trial { id } criteria { outcome span { start } } } } } }`,
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
const pages = (trial, amended) => ({
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
    // By keyboard: the middle of a span that runs over several lines may lie between its words.
    act: (page) => page.locator('.criterion-span[role=button]').nth(1).press('Enter'),
    ready: '.criterion-card[data-selected]',
    wholePage: true,
  },
  worklist: { path: '/worklist', ready: 'table' },
  alerts: { path: '/alerts', ready: 'ul.plain-list > li' },
  trials: { path: '/trials', ready: 'ul.plain-list > li' },
  trial: { path: `/trials/${trial}`, ready: 'dl.pairs' },
  readings: { path: `/trials/${trial}`, act: tab('Criteria'), ready: 'ul.plain-list > li' },
  'trial-patients': { path: `/trials/${trial}`, act: tab('Patients'), ready: 'section table' },
  versions: { path: `/trials/${amended}`, act: tab('Versions'), ready: 'ins' },
  correct: {
    path: `/trials/${CORRECTED}`,
    act: async (page) => {
      await page.getByRole('tab', { name: 'Criteria' }).click();
      const card = page.locator('li', { hasText: 'Minimum age' });
      await card.getByRole('button', { name: 'Correct this reading' }).click();
      await card.getByLabel('value', { exact: true }).fill('75');
    },
    ready: 'text=/^(1 patient gets|[0-9]+ patients get) another grade/',
    wholePage: true,
  },
  me: {
    path: '/me',
    act: (page) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: 'record.json', mimeType: 'application/json', buffer: record }),
    ready: 'article',
    wholePage: true,
  },
});

const screens = {
  desktop: { viewport: { width: 1280, height: 860 } },
  phone: { viewport: { width: 390, height: 800 }, isMobile: true, hasTouch: true },
};

/** The page as it stands: one screen of it, or the first two of one that is longer. */
async function picture(page, wholePage) {
  const { width, height } = page.viewportSize();
  return page.screenshot({
    type: 'png',
    ...(wholePage && { fullPage: true, clip: { x: 0, y: 0, width, height: height * 2 } }),
  });
}

/** A PNG as WebP, drawn by the browser itself. */
async function webp(browser, png) {
  const page = await browser.newPage();
  const encoded = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.75).split(',')[1];
  }, png.toString('base64'));
  await page.close();
  return Buffer.from(encoded, 'base64');
}

const config = parseConfig({
  NODE_ENV: process.env.NODE_ENV,
  SQLITE_PATH: ':memory:',
  PORT: '0',
  LOG_LEVEL: 'error',
  CURATION_FOLDER: mkdtempSync(join(tmpdir(), 'eligo-curated-')),
});
const app = await createApp(config, createLog(config.logLevel));
await app.listen(0, '127.0.0.1');
const base = await app.getUrl();
await app.get(SeedingService).seed(new Date());
await app.get(PatientSeedingService).seed();
await app.get(MatchingService).warmUp();
await review(base);
await app.get(RematchService).catchUp(new Date().toISOString().slice(0, 10));
const amended = await amend(app);
const trial = await telling(base);
await correct(base);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
const wanted = process.argv.slice(2);
for (const folder of ['var', 'docs']) mkdirSync(join(root, folder, 'screenshots'), { recursive: true });
for (const [screen, options] of Object.entries(screens)) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ ...options, colorScheme, locale: 'en-GB', timezoneId: 'UTC' });
    for (const [name, { path, act, ready, wholePage }] of Object.entries(pages(trial, amended))) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const page = await context.newPage();
      await page.goto(`${base}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await act?.(page);
      await page.locator(ready).first().waitFor();
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => window.scrollTo(0, 0));
      const file = `${name}-${screen}-${colorScheme}`;
      const png = await picture(page, wholePage);
      writeFileSync(join(root, `var/screenshots/${file}.png`), png);
      if (SHOWN.includes(file)) writeFileSync(join(root, `docs/screenshots/${file}.webp`), await webp(browser, png));
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
await app.close();
