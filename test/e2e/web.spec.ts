import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations, browserReady, openPage } from '../support/browser.js';
import { type RunningService, startService } from '../support/service.js';

describe.skipIf(!browserReady)('the page in a real browser', () => {
  let service: RunningService;
  let browser: Browser;
  let page: Page;
  let base: string;
  let problems: string[];

  beforeAll(async () => {
    service = await startService({ seeded: true });
    await service.app.listen(0, '127.0.0.1');
    base = await service.app.getUrl();
    ({ browser, page, problems } = await openPage());
  });
  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  const violations = () => axeViolations(page);

  it('leads from the patients to one patient, a match and its criteria', async () => {
    await page.goto(base);
    await page.getByRole('link', { name: 'cancer-patient-jenny-m' }).click();
    await page.getByRole('heading', { name: 'cancer-patient-jenny-m' }).waitFor();
    await page.locator('.mantine-Accordion-control').first().click();
    await page
      .getByText(/Minimum age|Because/)
      .first()
      .waitFor();
    expect(await violations()).toEqual([]);
    await page.getByRole('tab', { name: 'Record' }).click();
    await page.getByText('Observation/').first().waitFor();
    expect(await violations()).toEqual([]);
  });

  it('finds trials and shows how each sentence was read', async () => {
    await page.goto(`${base}/trials`);
    await page.getByLabel('Cancer type').fill('breast cancer');
    await page.getByText(/\d+ found/).waitFor();
    expect(await violations()).toEqual([]);
    await page.goto(`${base}/trials/NCT05378763`);
    await page.getByRole('heading', { name: 'How the text was read' }).waitFor();
    expect(await violations()).toEqual([]);
  });

  it('says what is wrong with a record that cannot be read', async () => {
    await page.goto(base);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') });
    await page.getByRole('alert').getByText(/FHIR/).waitFor();
  });

  it('fits a phone and speaks another language', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(base);
    await page.getByText('de', { exact: true }).click();
    await page.getByRole('heading', { name: 'Patienten' }).waitFor();
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });

  it('runs under a content security policy without inline scripts, without an error in the console', async () => {
    const answer = await page.goto(base);
    const policy = answer?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
    expect(problems).toEqual([]);
  });
});
