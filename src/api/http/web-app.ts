import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RequestHandler, Router, static as serveStatic } from 'express';
import { projectPath } from '../../reference-data/paths.js';
import { interfaceOf } from './interface-paths.js';

/** The policy of the page: its own scripts, and styles that carry the nonce of this very answer. */
const policy = (nonce: string): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Serves the built web app, if there is one: files with their hashes for good, every page path with the one HTML. */
export function webApp(folder = projectPath('web/dist')): RequestHandler {
  const router = Router();
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return router;
  const html = readFileSync(index, 'utf8');
  router.use('/assets', serveStatic(join(folder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }));
  router.use(serveStatic(folder, { index: false }));
  router.get('/*path', (request, response, next) => {
    if (interfaceOf(request.path)) {
      next();
      return;
    }
    page(html, response);
  });
  router.get('/', (_request, response) => page(html, response));
  return router;
}

function page(html: string, response: Parameters<RequestHandler>[1]): void {
  const nonce = randomBytes(16).toString('base64');
  response
    .set({ 'content-security-policy': policy(nonce), 'cache-control': 'no-store' })
    .type('html')
    .send(html.replace('<head>', `<head><meta name="style-nonce" content="${nonce}" />`));
}
