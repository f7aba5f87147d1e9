import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectPath } from '../../src/reference-data/paths.js';
import { browserReady } from '../support/browser.js';
import { surf, type Surfing } from '../support/surf.js';

const ATTACKS = [
  '<img src=x onerror="window.hacked=1">',
  '<script>window.hacked=1</script>',
  '"><svg onload="window.hacked=1">',
  '[click](javascript:window.hacked=1)',
  'javascript:window.hacked=1',
];
const ATTACK = ATTACKS.join(' ');

interface Entry {
  resource: { resourceType: string; code?: { text?: string; coding?: { display?: string }[] } };
}

describe.skipIf(!browserReady)('hostile data in a real browser', () => {
  let on: Surfing;
  let patient: string;

  beforeAll(async () => {
    on = await surf();
    const bundle = JSON.parse(readFileSync(projectPath('seeds/patients/mcode-jenny-m.json'), 'utf8')) as {
      entry: Entry[];
    };
    for (const { resource } of bundle.entry) {
      if (!resource.code) continue;
      resource.code.text = ATTACK;
      for (const coding of resource.code.coding ?? []) coding.display = ATTACK;
    }
    const { data } = await on.service.query<{ importPatient: { patient: { id: string } } }>(
      'mutation ($bundle: JSON!) { importPatient(bundle: $bundle) { ... on ImportedPatient { patient { id } } } }',
      { bundle },
    );
    patient = data.importPatient.patient.id;
    await on.page.addInitScript('window.hacked = 0');
  });
  afterAll(() => on.close());

  const untouched = async (): Promise<void> => {
    await on.page.waitForLoadState('networkidle');
    expect(await on.page.evaluate('window.hacked')).toBe(0);
    expect(await on.page.locator('a[href^="javascript:"], img[onerror], svg[onload]').count()).toBe(0);
  };

  it('shows the words of a record as words', async () => {
    const { page } = on;
    await page.goto(`${on.base}/patients/${patient}`);
    await page.getByRole('tab', { name: /^Record/ }).click();
    await page.locator('ol.timeline').first().waitFor();
    await untouched();
    await page.getByRole('tab', { name: /^Not placed/ }).click();
    await untouched();
    await page.goto(`${on.base}/patients/${patient}/trials/NCT05378763`);
    await page.locator('.criterion-card').first().waitFor();
    await untouched();
  });

  it('shows notes, names and searches as words', async () => {
    const { page } = on;
    await on.service.query('mutation ($review: ReviewInput!) { reviewMatch(review: $review) { review { state } } }', {
      review: {
        patient,
        trial: 'NCT05378763',
        state: 'REVIEWING',
        by: '<img src=x onerror=window.hacked=1>',
        note: ATTACK,
      },
    });
    await page.goto(`${on.base}/worklist`);
    await page.getByText('<svg onload=').first().waitFor();
    await untouched();
    await page.goto(`${on.base}/trials`);
    await page.getByLabel('Search').fill(ATTACK);
    await untouched();
  });

  it('shows what the registry says as words, in the text, the readings and the title', async () => {
    const { page } = on;
    await page.route('**/graphql', async (route) => {
      const response = await route.fetch();
      const answer = JSON.parse(await response.text()) as { data: unknown };
      const poisoned = JSON.parse(JSON.stringify(answer), (key, value: unknown) =>
        ['title', 'summary', 'reading', 'text', 'facility', 'by', 'sponsor'].includes(key) && typeof value === 'string'
          ? `${ATTACK} ${value}`
          : value,
      ) as object;
      await route.fulfill({ response, json: poisoned });
    });
    await page.goto(`${on.base}/trials/NCT05378763`);
    await page.getByText('<svg onload=').first().waitFor();
    await untouched();
    await page.getByRole('tab', { name: 'Criteria' }).click();
    await untouched();
    await page.goto(`${on.base}/patients/${patient}/trials/NCT05378763`);
    await page.locator('.registry-text').waitFor();
    await untouched();
  });
});
