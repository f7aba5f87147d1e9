import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { projectPath } from '../../src/reference-data/paths.js';

const CHROMIUM = '/usr/bin/chromium';

/** Whether browser tests can run here: Debian's Chromium and a built web app. */
export const browserReady = existsSync(CHROMIUM) && existsSync(projectPath('web/dist/index.html'));
if (!browserReady)
  console.warn('SKIPPED, LOUDLY: the browser tests need /usr/bin/chromium and a built web app (npm run build)');

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export interface OpenPage {
  browser: Browser;
  page: Page;
  /** Errors of the console and of scripts since the page was opened. */
  problems: string[];
}

export async function openPage(
  options: BrowserContextOptions = { viewport: { width: 1280, height: 900 } },
): Promise<OpenPage> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const page = await browser.newPage(options);
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  return { browser, page, problems };
}

const axe = browserReady ? readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8') : '';

/** What axe finds on the page as it is now, each with the first place. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe; // prettier-ignore
    return (await run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`);
  });
}
