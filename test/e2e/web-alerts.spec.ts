import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RematchService } from '../../src/matches/rematch.service.js';
import { SyncService } from '../../src/registries/sync.service.js';
import { browserReady } from '../support/browser.js';
import { CtgovStub } from '../support/ctgov-stub.js';
import { coded } from '../support/patient-record.js';
import { study } from '../support/study-builder.js';
import { surf, type Surfing } from '../support/surf.js';

const TRIAL = 'NCT00000001';
const today = () => new Date().toISOString().slice(0, 10);
const state = (updated: string, ecog: string) =>
  study({
    nctId: TRIAL,
    updated,
    title: 'A trial that is amended',
    criteria: `Inclusion Criteria:\n\n* Melanoma\n* ECOG performance status ${ecog}`,
  });

const record = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { resource: { resourceType: 'Patient', id: 'p', gender: 'female', birthDate: '1960-01-01' } },
    {
      resource: {
        resourceType: 'Condition',
        id: 'c',
        subject: { reference: 'Patient/p' },
        code: coded('icd10|C43.9|Malignant melanoma of skin'),
      },
    },
    {
      resource: {
        resourceType: 'Observation',
        id: 'o',
        status: 'final',
        subject: { reference: 'Patient/p' },
        effectiveDateTime: today(),
        code: coded('loinc|89247-1|ECOG Performance Status score'),
        valueInteger: 2,
      },
    },
  ],
};

describe.skipIf(!browserReady)('a trial that is amended while somebody looks', () => {
  let stub: CtgovStub;
  let on: Surfing;
  const syncAndFollow = async () => {
    const report = await on.service.app.get(SyncService).sync('ctgov', { query: { condition: 'cancer' }, full: true });
    expect(report.status).toBe('completed');
    await on.service.app.get(RematchService).catchUp(today());
  };

  beforeAll(async () => {
    stub = new CtgovStub({ studies: [state('2026-10-01', '0 or 1')], dataTimestamp: '2026-11-20T09:00:05' });
    const CTGOV_API_URL = await stub.start();
    on = await surf({}, { CTGOV_API_URL, REGISTRY_REQUESTS_PER_MINUTE: '1000000' }, { seeded: false });
    await on.service.query(
      `mutation ($bundle: JSON!) { importPatient(bundle: $bundle) { ... on ImportedPatient { patient { id } } } }`,
      { bundle: record },
    );
    await syncAndFollow();
  });
  afterAll(async () => {
    await on.close();
    await stub.stop();
  });

  it('raises an alert on the open page without a reload, which leads to the match and can be acknowledged', async () => {
    const { page } = on;
    await page.goto(`${on.base}/alerts`);
    await page.getByText('No verdict has changed.').waitFor();
    await page.getByText('Alerts appear here as they come.').waitFor();
    await page.evaluate('globalThis.stillTheSamePage = true');
    stub.data.studies = [state('2026-11-23', '0 to 2')];
    stub.data.dataTimestamp = '2026-11-23T09:00:05';
    await syncAndFollow();
    const alert = page.locator('ul.plain-list > li');
    await alert.getByText('May fit now').waitFor();
    expect(await page.evaluate('globalThis.stillTheSamePage')).toBe(true);
    expect(await alert.textContent()).toContain('trial amended');
    expect(await alert.textContent()).toContain('ECOG performance status 0 or 1');
    expect(await on.violations()).toEqual([]);

    await alert.getByRole('link', { name: /A trial that is amended/ }).click();
    await page.getByRole('heading', { level: 1, name: 'A trial that is amended' }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('No verdict has changed.').waitFor();
    expect(on.problems).toEqual([]);
  });

  it('shows what the amendment changed', async () => {
    const { page } = on;
    await page.goto(`${on.base}/trials/${TRIAL}`);
    await page.getByRole('tab', { name: 'Versions' }).click();
    await page.getByRole('heading', { name: /^From version 2026-10-01 to 2026-11-23/ }).waitFor();
    expect(await page.locator('del').allTextContents()).toEqual(['− ECOG performance status 0 or 1']);
    expect(await page.locator('ins').allTextContents()).toEqual(['+ ECOG performance status 0 to 2']);
    await page.getByText(/performance ecog max: 1 → 2/).waitFor();
    expect(await on.violations()).toEqual([]);
  });
});
