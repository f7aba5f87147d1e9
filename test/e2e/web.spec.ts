import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserReady } from '../support/browser.js';
import { surf, type Surfing } from '../support/surf.js';

const JENNY = 'cancer-patient-jenny-m';

/** Links and buttons outside of tables that do not lie in the window from side to side. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('a:not(.skip-link), button, [role=tab]')]
    .filter((element) => !element.closest('table, .registry-text') && element.getClientRects().length > 0)
    .filter((element) => element.getBoundingClientRect().left < 0 || element.getBoundingClientRect().right > innerWidth)
    .map((element) => element.textContent)`);

/** Parts that scroll sideways within a page that does not. Tables may. */
const sideways = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('[role=region]')]
    .filter((region) => !region.querySelector('table') && region.scrollWidth > region.clientWidth)
    .map((region) => region.getAttribute('aria-label'))`);

describe.skipIf(!browserReady)('the pages of a coordinator in a real browser', () => {
  let on: Surfing;

  beforeAll(async () => {
    on = await surf();
  });
  afterAll(() => on.close());

  it('leads from the patients to a match, where a span of the text and its verdict point at each other', async () => {
    const { page } = on;
    await page.goto(on.base);
    await page.getByRole('link', { name: JENNY }).click();
    await page.getByRole('heading', { name: JENNY }).waitFor();
    await page.getByText('What to find out next').waitFor();
    expect(await on.violations()).toEqual([]);
    await page.goto(`${on.base}/patients/${JENNY}/trials/NCT05378763`);
    const span = page.locator('.criterion-span[role=button]').nth(3);
    await span.waitFor();
    expect(await on.violations()).toEqual([]);
    expect(await span.textContent()).toMatch(/(Pass|Fail|Unknown): /);

    const id = await span.getAttribute('id');
    await span.press('Enter');
    const card = page.locator(`#${(id ?? '').replace(/^span-/, 'card-')}`);
    expect(await card.getAttribute('data-selected')).toBe('true');
    const other = page.locator('.criterion-card:has(dl)').last();
    await other.getByRole('button').first().click();
    const otherId = await other.getAttribute('id');
    const otherSpan = page.locator(`#${(otherId ?? '').replace(/^card-/, 'span-')}`);
    expect(await otherSpan.getAttribute('aria-pressed')).toBe('true');
    expect(await span.getAttribute('aria-pressed')).toBe('false');
  });

  it('tells near misses from exclusions that stay, and narrows the list by facets', async () => {
    const { page } = on;
    await page.goto(`${on.base}/patients/${JENNY}`);
    await page.getByText(/\d+ found/).waitFor();
    const total = async () => Number((await page.getByText(/\d+ found/).textContent())?.split(' ')[0]);
    const all = await total();
    await page.getByRole('combobox', { name: 'Phase' }).click();
    const option = page.getByRole('option', { name: /^Phase 3 \(\d+\)/ });
    const counted = Number(/\((\d+)\)/.exec((await option.textContent()) ?? '')?.[1]);
    await option.click();
    await page.getByText(`${counted} found`).waitFor();
    expect(counted).toBeLessThan(all);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear filters', exact: true }).click();
    await page.getByText('Near misses').click();
    await page.getByText('Excluded today, but').waitFor();
    await page.locator('ul.plain-list > li').first().waitFor();
    expect(await on.violations()).toEqual([]);
  });

  it('shows the record as a timeline, and what could not be placed', async () => {
    const { page } = on;
    await page.goto(`${on.base}/patients/${JENNY}`);
    await page.getByRole('tab', { name: /^Record/ }).click();
    await page.locator('ol.timeline').first().waitFor();
    expect(await page.locator('ol.timeline').first().textContent()).toContain('Observation/');
    expect(await on.violations()).toEqual([]);
    await page.getByRole('tab', { name: /^Not placed/ }).click();
    await page.getByText('None of it was guessed').waitFor();
    expect(await on.violations()).toEqual([]);
  });

  it('records the work on a match, lists it, exports it, and hides what was dismissed', async () => {
    const { page } = on;
    await page.goto(`${on.base}/patients/${JENNY}`);
    const first = page.locator('ul.plain-list > li').first().getByRole('link');
    const title = (await first.textContent()) ?? '';
    await first.click();
    await page.getByLabel('Your name or initials').fill('AB');
    await page.getByLabel('Note').fill('=HYPERLINK("http://evil.example","x")');
    await page.getByRole('combobox', { name: 'State' }).click();
    await page.getByRole('option', { name: 'Not eligible' }).click();
    await page.getByRole('combobox', { name: 'Reason' }).click();
    await page.getByRole('option', { name: 'Comorbidity' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Worklist: Not eligible' }).waitFor();
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(await on.violations()).toEqual([]);

    await page.getByRole('link', { name: 'Worklist' }).click();
    await page.getByText('1 found').waitFor();
    expect(await on.violations()).toEqual([]);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /Export/ }).click(),
    ]);
    const stream = await file.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const csv = Buffer.concat(chunks).toString('utf8');
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`);
    expect(csv).toContain('"Comorbidity"');

    await page.goto(`${on.base}/patients/${JENNY}`);
    await page.getByText('1 put away in the worklist').waitFor();
    expect(await page.getByRole('link', { name: title, exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Show them' }).click();
    await page.getByRole('link', { name: title, exact: true }).waitFor();
  });

  it('finds trials and shows a trial, its readings, its patients with the funnel, and its versions', async () => {
    const { page } = on;
    await page.goto(`${on.base}/trials`);
    await page.getByLabel('Cancer type').fill('breast cancer');
    await page.getByText(/\d+ found/).waitFor();
    expect(await on.violations()).toEqual([]);
    await page.goto(`${on.base}/trials/NCT05378763`);
    await page.getByRole('heading', { name: /^Sites/ }).waitFor();
    expect(await on.violations()).toEqual([]);
    await page.getByRole('tab', { name: 'Criteria' }).click();
    await page.getByRole('heading', { name: 'How the text was read' }).waitFor();
    expect(await on.violations()).toEqual([]);
    await page.getByRole('tab', { name: 'Patients' }).click();
    await page.getByRole('heading', { name: 'Funnel' }).first().waitFor();
    expect(await on.violations()).toEqual([]);
    await page.getByRole('tab', { name: 'Versions' }).click();
    await page.getByRole('heading', { name: 'Amendments' }).waitFor();
    expect(await on.violations()).toEqual([]);
  });

  it('says what is wrong with a record that cannot be read', async () => {
    const { page } = on;
    await page.goto(on.base);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') });
    await page.getByRole('alert').getByText(/FHIR/).waitFor();
  });

  it('fits a phone on every page, in the dark, and speaks another language', async () => {
    const { page } = on;
    await page.setViewportSize({ width: 360, height: 800 });
    await page.emulateMedia({ colorScheme: 'dark' });
    const fits = async (where: string): Promise<void> => {
      await page.waitForLoadState('networkidle');
      expect(await on.overflow(), where).toBeLessThanOrEqual(0);
      expect(await cutOff(page), where).toEqual([]);
      expect(await sideways(page), where).toEqual([]);
      expect(await on.violations(), where).toEqual([]);
    };
    for (const path of [
      '/',
      `/patients/${JENNY}`,
      `/patients/${JENNY}/trials/NCT05378763`,
      `/patients/${JENNY}/trials/NCT04728893`,
      '/trials',
      '/trials/NCT05378763',
      '/worklist',
      '/alerts',
      '/me',
    ]) {
      await page.goto(`${on.base}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await fits(path);
      const tabs = await page.getByRole('tab').all();
      for (const tab of tabs.slice(1)) {
        await tab.click();
        await fits(`${path}, ${await tab.textContent()}`);
      }
    }
    await page.goto(`${on.base}/worklist`);
    await page.getByText('de', { exact: true }).click();
    await page.getByRole('heading', { name: 'Arbeitsliste' }).waitFor();
    await fits('/worklist in German');
    expect(await page.getAttribute('html', 'lang')).toBe('de');
  });

  it('runs under a content security policy without inline scripts, without an error in the console', async () => {
    const answer = await on.page.goto(on.base);
    const policy = answer?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
    expect(on.problems).toEqual([]);
  });

  it('loads no more than 250 kB of compressed script for the first page', async () => {
    const fresh = await on.page.context().browser()?.newPage();
    if (!fresh) throw new Error('no browser');
    let bytes = 0;
    fresh.on('response', (response) => {
      if (/\.js$/.test(new URL(response.url()).pathname))
        void response.body().then((body) => (bytes += gzipSync(body).length));
    });
    await fresh.goto(on.base);
    await fresh.waitForLoadState('networkidle');
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThanOrEqual(250_000);
    await fresh.close();
  });
});
