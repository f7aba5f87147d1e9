import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectPath } from '../../src/reference-data/paths.js';
import { browserReady } from '../support/browser.js';
import { surf, type Surfing } from '../support/surf.js';

const JENNY = 'cancer-patient-jenny-m';
/** More presses than any page here has places to stop at. */
const MOST = 400;

/** Nothing here touches the mouse: what cannot be reached by Tab and used by Enter, blank and arrows fails the walk. */
describe.skipIf(!browserReady)('by the keyboard alone', () => {
  let on: Surfing;
  beforeAll(async () => {
    on = await surf();
  });
  afterAll(() => on.close());

  interface Focused {
    tag: string;
    name: string;
    visible: boolean;
  }
  const focused = (): Promise<Focused> =>
    on.page.evaluate<Focused>(`(() => {
      const element = document.activeElement;
      const { outlineStyle, boxShadow } = getComputedStyle(element);
      return {
        tag: element.tagName.toLowerCase(),
        name: (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? '').trim(),
        visible: outlineStyle !== 'none' || boxShadow !== 'none',
      };
    })()`);
  /** Presses Tab until something with that name has the focus. */
  const tabTo = async (name: string | RegExp): Promise<Focused> => {
    for (let i = 0; i < MOST; i++) {
      await on.page.keyboard.press('Tab');
      const now = await focused();
      if (typeof name === 'string' ? now.name === name : name.test(now.name)) return now;
    }
    throw new Error(`Tab never came to ${String(name)}`);
  };
  const press = (key: string) => on.page.keyboard.press(key);

  it('a coordinator skips to the content, opens a patient and a match, reads a verdict and records a step', async () => {
    const { page } = on;
    await page.goto(on.base);
    await page.getByRole('link', { name: JENNY }).waitFor();
    expect((await tabTo('Skip to content')).visible).toBe(true);
    await press('Enter');
    expect(await page.evaluate('document.activeElement?.id')).toBe('content');
    await tabTo(JENNY);
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: JENNY }).waitFor();
    const first = page.locator('ul.plain-list > li').first().getByRole('link');
    await first.waitFor();
    const title = ((await first.textContent()) ?? '').trim();
    await tabTo(title);
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: title }).waitFor();

    const span = await tabTo(/^(✓|✕|\?)?(Pass|Fail|Unknown): /);
    expect(span.visible).toBe(true);
    await press(' ');
    expect(await page.locator('.criterion-card[data-selected]').count()).toBe(1);

    await tabTo('State');
    await press('Enter');
    await page.getByRole('option', { name: 'Contacted' }).waitFor();
    await press('ArrowDown');
    await press('Enter');
    await tabTo('Your name or initials');
    await page.keyboard.type('AB');
    await tabTo('Save');
    await press('Enter');
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.goto(`${on.base}/worklist`);
    await page.getByText('1 found').waitFor();
  });

  it('a coordinator corrects a reading', async () => {
    const { page } = on;
    await page.goto(`${on.base}/trials/NCT05378763`);
    await page.getByRole('tab', { name: 'Criteria' }).waitFor();
    await tabTo('Overview');
    await press('ArrowRight');
    await page.getByRole('heading', { name: 'How the text was read' }).waitFor();
    await tabTo('Correct this reading');
    await press('Enter');
    await page.getByText('No patient gets another grade.').waitFor();
    await tabTo('What it asks');
    await tabTo('Cancel');
    await press('Enter');
    await page.getByText('No patient gets another grade.').waitFor({ state: 'detached' });
    // Whoever closes the form goes on where they were, once the page has drawn itself without it.
    await expect.poll(async () => (await focused()).name).toBe('Correct this reading');
  });

  it('a patient chooses a record, opens the reasons and the questions, and deletes everything', async () => {
    const { page } = on;
    // Waited for from the beginning: the browser is told to pass a dialog on only once somebody waits, and takes its time for that.
    const opened = page.waitForEvent('filechooser', { timeout: 120_000 });
    await page.goto(`${on.base}/me`, { waitUntil: 'networkidle' });
    await page.getByRole('button', { name: 'Choose your record' }).waitFor();
    await tabTo('Choose your record');
    await press('Enter');
    const chooser = await opened;
    await chooser.setFiles(projectPath('seeds/patients/mcode-jenny-m.json'));
    await page.getByText('trials may fit you').waitFor();
    await tabTo('Questions to ask your doctor');
    await press('Enter');
    await page.getByText('Is this trial open for me now?').first().waitFor();
    await page.evaluate('document.activeElement.blur()');
    await page.evaluate('document.getElementById("content").focus()');
    await tabTo('Delete everything');
    await press('Enter');
    await page.getByText('All is gone.').waitFor();
    expect(on.problems).toEqual([]);
  });
});
