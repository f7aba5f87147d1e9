import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectPath } from '../../src/reference-data/paths.js';
import { browserReady } from '../support/browser.js';
import { FhirTestServer } from '../support/fhir-server.js';
import { surf, type Surfing } from '../support/surf.js';

const JENNY = readFileSync(projectPath('seeds/patients/mcode-jenny-m.json'), 'utf8');

describe.skipIf(!browserReady)('a coordinator brings a record in', () => {
  let fhir: FhirTestServer;
  let on: Surfing;

  beforeAll(async () => {
    const record = JSON.parse(JENNY) as { entry: Parameters<typeof FhirTestServer.start>[0]['records'][number] };
    fhir = await FhirTestServer.start({ records: [record.entry] });
    const server = { baseUrl: fhir.baseUrl, allowPrivateAddress: true };
    on = await surf({}, { FHIR_SERVERS: JSON.stringify([server]) }, { seeded: false });
  });
  afterAll(async () => {
    await on.close();
    await fhir.stop();
  });

  /** The page of the new patient, whose id is the service's own. */
  const opened = async (): Promise<void> => {
    await on.page.waitForURL(/\/patients\/[\w-]{36}$/);
    await on.page.getByText('Breast Invasive Ductal Carcinoma · Born 1965-01-01 · female').waitFor();
    await on.page.getByRole('tab', { name: 'Record (45)' }).waitFor();
  };

  it('by dropping its file', async () => {
    const { page } = on;
    await page.goto(on.base);
    await page.getByText('No patient is stored yet.').waitFor();
    const files = await page.evaluateHandle<object>(
      `(() => { const files = new DataTransfer(); files.items.add(new File([${JSON.stringify(JENNY)}], 'record.json')); return files; })()`,
    );
    await page.locator('.drop-area').dispatchEvent('drop', { dataTransfer: files });
    await opened();
  });

  it('by pulling it from a FHIR server, and is told why one does not give it', async () => {
    const { page } = on;
    await page.goto(on.base);
    await page.getByText('Pull from a FHIR server').click();
    await page.getByLabel('Address of the server').fill(fhir.baseUrl);
    await page.getByLabel('Id of the patient there').fill('nobody');
    await page.getByRole('button', { name: 'Pull the record' }).click();
    await page.getByRole('alert').waitFor();
    expect(await on.violations()).toEqual([]);
    await page.getByLabel('Id of the patient there').fill('cancer-patient-jenny-m');
    await page.getByRole('button', { name: 'Pull the record' }).click();
    await opened();
  });
});
