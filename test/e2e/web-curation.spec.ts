import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserReady } from '../support/browser.js';
import { surf, type Surfing } from '../support/surf.js';

const TRIAL = 'NCT05378763';

describe.skipIf(!browserReady)('a coordinator who corrects a reading', () => {
  const folder = mkdtempSync(join(tmpdir(), 'eligo-curation-'));
  let on: Surfing;
  beforeAll(async () => {
    on = await surf({}, { CURATION_FOLDER: folder });
  });
  afterAll(async () => {
    await on.close();
    rmSync(folder, { recursive: true });
  });

  it('sees at once whom it flips, is told what cannot be taken, and keeps it', async () => {
    const { page } = on;
    await page.goto(`${on.base}/trials/${TRIAL}`);
    await page.getByRole('tab', { name: 'Criteria' }).click();
    const card = page.locator('li', { hasText: 'Minimum age: 18 Years' });
    await card.getByRole('button', { name: 'Correct this reading' }).press('Enter');
    await card.getByText('No patient gets another grade.').waitFor();
    expect(await on.violations()).toEqual([]);

    const asks = card.getByRole('combobox', { name: 'What it asks' }).first();
    await asks.fill('cancer');
    await asks.press('ArrowDown');
    await page.getByRole('option', { name: 'cancer', exact: true }).click();
    await card.getByText('This reading cannot be taken yet.').waitFor();
    expect(await card.getByRole('button', { name: 'Keep the correction' }).isDisabled()).toBe(true);
    expect(await on.violations()).toEqual([]);

    await asks.fill('age');
    await page.getByRole('option', { name: 'age', exact: true }).click();
    await card.getByRole('combobox', { name: 'Add a detail (age)' }).click();
    await page.getByRole('option', { name: 'min', exact: true }).click();
    await card.getByLabel('value', { exact: true }).fill('120');
    const told = card.getByText('patients get another grade');
    await told.waitFor();
    const flips = Number((await told.textContent())?.split(' ')[0]);
    expect(flips).toBeGreaterThan(0);
    expect(await card.locator('li', { has: page.getByRole('link') }).count()).toBe(flips);
    expect(await on.violations()).toEqual([]);

    await card.getByRole('button', { name: 'Keep the correction' }).click();
    await card.getByText(`${TRIAL}.yaml`).waitFor();
    expect(readFileSync(join(folder, `${TRIAL}.yaml`), 'utf8')).toContain('{ age: { unit: a, min: { value: 120, inclusive: true } } }'); // prettier-ignore
    await page.getByText(/^Read by curator local, \d{4}-\d{2}-\d{2}$/).waitFor();
    await card.getByText('curated · 100 %').waitFor();
    expect(await on.violations()).toEqual([]);
    expect(on.problems).toEqual([]);
  });

  it('fits a phone', async () => {
    const { page } = on;
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(`${on.base}/trials/${TRIAL}`);
    await page.getByRole('tab', { name: 'Criteria' }).click();
    for (const n of [1, 2, 3]) await page.getByRole('button', { name: 'Correct this reading' }).nth(n).click();
    await page.getByText('What it would change for the stored patients').nth(2).waitFor();
    expect(await on.overflow()).toBe(0);
    expect(await on.violations()).toEqual([]);
  });
});
