import type { BrowserContextOptions, Page } from 'playwright-core';
import { axeViolations, openPage } from './browser.js';
import { type RunningService, startService } from './service.js';

export interface Surfing {
  service: RunningService;
  base: string;
  page: Page;
  /** What the console and uncaught errors said. */
  problems: string[];
  /** What axe finds on the page as it stands. */
  violations(): Promise<string[]>;
  /** How many pixels the page is wider than its window. */
  overflow(): Promise<number>;
  close(): Promise<void>;
}

/** The real service with its seeds unless told otherwise, and a page of a real browser on it. */
export async function surf(
  options: BrowserContextOptions = {},
  env: Record<string, string> = {},
  { seeded = true }: { seeded?: boolean } = {},
): Promise<Surfing> {
  const service = await startService({ seeded, env });
  const { browser, page, problems } = await openPage({
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    // Contrast is measured on what stands, not half-way through a change.
    reducedMotion: 'reduce',
    ...options,
  });
  return {
    service,
    base: `http://${service.host}`,
    page,
    problems,
    violations: () => axeViolations(page),
    overflow: () =>
      page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    async close() {
      await browser.close();
      await service.close();
    },
  };
}
