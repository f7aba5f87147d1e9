import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectPath } from '../../src/reference-data/paths.js';
import { type RunningService, startService } from '../support/service.js';

const CHROMIUM = '/usr/bin/chromium';
const ready = existsSync(CHROMIUM) && existsSync(projectPath('web/dist/index.html'));
if (!ready)
  console.warn('SKIPPED, LOUDLY: the browser tests need /usr/bin/chromium and a built web app (npm run build)');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

describe.skipIf(!ready)('the page in a real browser', () => {
  let service: RunningService;
  let browser: Browser;
  let page: Page;
  let base: string;
  const problems: string[] = [];

  beforeAll(async () => {
    service = await startService({ seeded: true });
    await service.app.listen(0, '127.0.0.1');
    base = await service.app.getUrl();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
  });
  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  const violations = async (): Promise<string[]> => {
    await page.evaluate(axe);
    return page.evaluate(async () => {
      const run = (
        globalThis as unknown as {
          axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe.run;
      return (await run()).violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html.slice(0, 120)}`);
    });
  };

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
