import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RequestHandler, Router, static as serveStatic } from 'express';
import type { AppConfig } from '../../config/app-config.js';
import { projectPath } from '../../reference-data/paths.js';
import { compressedAssets } from './compressed-assets.js';
import { interfaceOf } from './interface-paths.js';

/** The policy of the page: its own scripts, styles that carry the nonce of this very answer, and where else it may ask. */
const policy = (nonce: string, elsewhere: readonly string[]): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    ['connect-src', "'self'", ...elsewhere].join(' '),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Serves the built web app, if there is one: files with their hashes for good, every page path with the one HTML. */
export function webApp(
  smartServers: AppConfig['smart']['servers'] = [],
  folder = projectPath('web/dist'),
): RequestHandler {
  const router = Router();
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return router;
  const html = readFileSync(index, 'utf8');
  const addresses = smartServers.flatMap(({ baseUrl, origins }) => [baseUrl, ...origins]);
  const elsewhere = [...new Set(addresses.map((address) => new URL(address).origin))];
  router.use('/assets', compressedAssets(join(folder, 'assets')));
  router.use('/assets', serveStatic(join(folder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }));
  router.use(serveStatic(folder, { index: false }));
  router.get('/*path', (request, response, next) => {
    if (interfaceOf(request.path)) {
      next();
      return;
    }
    page(html, response, elsewhere);
  });
  router.get('/', (_request, response) => page(html, response, elsewhere));
  return router;
}

function page(html: string, response: Parameters<RequestHandler>[1], elsewhere: readonly string[]): void {
  const nonce = randomBytes(16).toString('base64');
  response
    .set({ 'content-security-policy': policy(nonce, elsewhere), 'cache-control': 'no-store' })
    .type('html')
    .send(html.replace('<head>', `<head><meta name="style-nonce" content="${nonce}" />`));
}
