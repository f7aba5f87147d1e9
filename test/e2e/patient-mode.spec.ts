import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectPath } from '../../src/reference-data/paths.js';
import { axeViolations, browserReady, openPage } from '../support/browser.js';
import { type RunningService, startService } from '../support/service.js';

const RECORD = 'seeds/patients/mcode-jenny-m.json';

describe.skipIf(!browserReady)('a patient at the page', () => {
  let service: RunningService;
  let browser: Browser;
  let page: Page;
  let problems: string[];
  let base: string;
  const requests: string[] = [];

  beforeAll(async () => {
    service = await startService({ seeded: true });
    base = await service.app.getUrl();
    ({ browser, page, problems } = await openPage());
    page.on('request', (request) => requests.push(request.url()));
  });
  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  const storedPatients = async (): Promise<number> =>
    (await service.query<{ patients: { totalCount: number } }>('{ patients(first: 1) { totalCount } }')).data.patients.totalCount; // prettier-ignore
  const chooseRecord = () => page.locator('input[type=file]').setInputFiles(projectPath(RECORD));
  const kept = () => page.evaluate<string | null>("localStorage.getItem('eligo.my-record')");

  it('sees few trials with reasons, questions and the exact words, and nothing is stored anywhere', async () => {
    const before = await storedPatients();
    await page.goto(`${base}/me`);
    await chooseRecord();
    await page.getByText('trials may fit you').waitFor();
    expect(await page.locator('article').count()).toBe(5);
    const first = page.locator('article').first();
    await first.getByText('Why this may fit').waitFor();
    await first.getByRole('button', { name: 'Questions to ask your doctor' }).click();
    await first.getByText('Is this trial open for me now?').waitFor();
    await first.getByRole('button', { name: 'Read the exact words of the trial' }).click();
    await first.getByRole('link', { name: /^NCT/ }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await storedPatients()).toBe(before);
    expect(await kept()).toBeNull();
  });

  it('sees where to go, on a map that asks no other server', async () => {
    const first = page.locator('article').first();
    await first.getByRole('button', { name: 'Where you could go' }).click();
    await first.getByRole('img', { name: 'Map of the places, with the same numbers as the list' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(base))).toEqual([]);
  });

  it('sees why other trials do not fit', async () => {
    await page.getByText('Do not fit now', { exact: true }).click();
    await page.getByText('trials do not fit you now').waitFor();
    await page.locator('article').first().getByText('Why not').waitFor();
    await page.getByText('May fit', { exact: true }).click();
  });

  it('corrects a value, marked as own words, and sees what that changes', async () => {
    await page.getByRole('button', { name: 'Is something wrong or missing?' }).click();
    await page.getByLabel('How are you doing?').selectOption({ label: 'I am in bed all day and need help with all things' }); // prettier-ignore
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('What your words change').waitFor();
    await page.getByText(/Before: .* Now: /).first().waitFor(); // prettier-ignore
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByText('What your words change').waitFor({ state: 'hidden' });
  });

  it('keeps the record only where the box is ticked, and deletes everything', async () => {
    await page.getByLabel(/Keep my record in this browser/).check();
    expect(await kept()).not.toBeNull();
    await page.reload();
    await page.getByText('trials may fit you').waitFor();
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await page.getByText('All is gone.').waitFor();
    expect(await kept()).toBeNull();
    expect(await page.locator('article').count()).toBe(0);
  });

  it('puts nothing of the record into an address', () => {
    const { entry } = JSON.parse(readFileSync(projectPath(RECORD), 'utf8')) as { entry: { resource: { resourceType: string; id: string; name?: { family: string }[] } }[] }; // prettier-ignore
    const patient = entry.find(({ resource }) => resource.resourceType === 'Patient')?.resource;
    const secrets = [patient?.id, patient?.name?.[0]?.family].filter((text = '') => text.length > 3);
    expect(secrets.length).toBeGreaterThan(0);
    expect(requests.filter((url) => secrets.some((text) => url.includes(text ?? '')))).toEqual([]);
  });

  it('says plainly that a file is no record', async () => {
    await page.locator('input[type=file]').setInputFiles({
      name: 'x.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"resourceType":"Patient"}'),
    });
    await page.getByText('We could not read this file').waitFor();
  });

  it('fits a phone in another language and the dark, without an error in the console', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.getByText('de', { exact: true }).click();
    await chooseRecord();
    await page.getByText('Studien können zu Ihnen passen').waitFor();
    await page.getByRole('button', { name: 'Hell oder dunkel' }).click();
    expect(await axeViolations(page)).toEqual([]);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth'); // prettier-ignore
    expect(overflow).toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
  });
});
