import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { RequestHandler } from 'express';

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };

/** Scripts and styles of the built web app for clients that take gzip: each is compressed once, when first asked for. */
export function compressedAssets(folder: string): RequestHandler {
  const names = new Set(existsSync(folder) ? readdirSync(folder) : []);
  const compressed = new Map<string, Buffer>();
  return (request, response, next) => {
    const name = request.path.slice(1);
    const type = TYPES[extname(name)];
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    if (type === undefined || !isReading || !names.has(name) || !request.acceptsEncodings('gzip')) {
      next();
      return;
    }
    let body = compressed.get(name);
    if (!body) compressed.set(name, (body = gzipSync(readFileSync(join(folder, name)), { level: 9 })));
    response
      .set({
        'content-type': `${type}; charset=utf-8`,
        'content-encoding': 'gzip',
        vary: 'accept-encoding',
        'cache-control': 'public, max-age=31536000, immutable',
      })
      .send(body);
  };
}
