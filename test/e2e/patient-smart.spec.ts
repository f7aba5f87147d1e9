import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectPath } from '../../src/reference-data/paths.js';
import { browserReady } from '../support/browser.js';
import { CLIENT, SmartTestServer } from '../support/smart-server.js';
import { surf, type Surfing } from '../support/surf.js';

const { entry } = JSON.parse(readFileSync(projectPath('seeds/patients/mcode-jenny-m.json'), 'utf8')) as {
  entry: { resource: { resourceType: string; id?: string } }[];
};

describe.skipIf(!browserReady)('a patient who signs in at the hospital', () => {
  let smart: SmartTestServer;
  let on: Surfing;
  const urls: string[] = [];

  beforeAll(async () => {
    smart = await SmartTestServer.start(entry);
    const servers = [{ name: 'Test hospital', baseUrl: smart.baseUrl, clientId: CLIENT }];
    on = await surf({}, { SMART_SERVERS: JSON.stringify(servers) });
    on.page.on('request', (request) => urls.push(request.url()));
  });
  afterAll(async () => {
    await on.close();
    await smart.close();
  });

  const storedPatients = async (): Promise<number> =>
    (await on.service.query<{ patients: { totalCount: number } }>('{ patients(first: 1) { totalCount } }')).data.patients.totalCount; // prettier-ignore
  const signIn = async () => {
    await on.page.goto(`${on.base}/me`);
    await on.page.getByRole('button', { name: 'Sign in at Test hospital' }).click();
  };

  it('gets the own record and sees trials; no token stays, and no code is left in an address', async () => {
    const { page } = on;
    const before = await storedPatients();
    await signIn();
    await page.getByText('trials may fit you').waitFor();
    expect(await page.locator('article').count()).toBe(5);
    expect(page.url()).toBe(`${on.base}/me`);
    const stored = await page.evaluate<[string[], string[], string]>(
      '[Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]',
    );
    // The router remembers how far a page was scrolled.
    expect(stored[1].filter((key) => !key.startsWith('tsr-scroll-restoration'))).toEqual([]);
    expect([stored[0], stored[2]]).toEqual([[], '']);
    expect(await page.evaluate('JSON.stringify({ ...sessionStorage })')).not.toMatch(/token|code|state=/);
    expect(urls.filter((url) => /token-of-the-patient|access_token/.test(url))).toEqual([]);
    expect(await page.evaluate<string>('performance.getEntriesByType("navigation")[0].name')).not.toMatch(/patient=/);
    expect(await on.violations()).toEqual([]);
    expect(on.problems).toEqual([]);
    expect(await storedPatients()).toBe(before);
  });

  it.each([
    ['denies', 'You or your hospital did not allow it.'],
    ['otherState', 'This answer does not belong to your sign-in.'],
    ['noPkce', 'The sign-in of your hospital is not safe enough.'],
    ['algNone', 'We could not be sure that your hospital sent this.'],
  ] as const)('is told in plain words what went wrong: %s', async (fault, words) => {
    smart.fault = fault;
    await signIn();
    await on.page.getByRole('alert').getByText(words).waitFor();
    expect(await on.violations()).toEqual([]);
    expect(await on.page.locator('article').count()).toBe(0);
    smart.fault = undefined;
  });
});
