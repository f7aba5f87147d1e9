import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { static as serveStatic } from 'express';
import supertest from 'supertest';
import { afterAll, expect, it } from 'vitest';
import { compressedAssets } from './compressed-assets.js';

const folder = mkdtempSync(join(tmpdir(), 'eligo-assets-'));
const script = 'export const a = 1;\n'.repeat(500);
writeFileSync(join(folder, 'a-1.js'), script);
writeFileSync(join(folder, 'b.woff2'), 'font');
const app = express().use('/assets', compressedAssets(folder), serveStatic(folder));
afterAll(() => rmSync(folder, { recursive: true }));

it('sends a script compressed to who takes it, and as it is to who does not', async () => {
  const small = await supertest(app).get('/assets/a-1.js').set('accept-encoding', 'gzip');
  expect(small.headers).toMatchObject({ 'content-encoding': 'gzip', vary: expect.stringMatching(/accept-encoding/i) });
  expect(small.headers['content-type']).toMatch(/^text\/javascript/);
  expect(Number(small.headers['content-length'])).toBeLessThan(script.length / 10);
  expect(small.text).toBe(script);
  const plain = await supertest(app).get('/assets/a-1.js').set('accept-encoding', 'identity');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.text).toBe(script);
});

it('leaves other files and other names to others', async () => {
  const font = await supertest(app).get('/assets/b.woff2').set('accept-encoding', 'gzip');
  expect(font.headers['content-encoding']).toBeUndefined();
  for (const path of ['/assets/c.js', '/assets/..%2fa-1.js', '/assets/%2e%2e/package.js'])
    expect((await supertest(app).get(path).set('accept-encoding', 'gzip')).status).toBe(404);
});
