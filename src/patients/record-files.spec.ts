import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readRecordFile, type RecordFileOptions } from './record-files.js';

const folder = mkdtempSync(join(tmpdir(), 'eligo-records-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bundle = (id: string) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [{ resource: { resourceType: 'Patient', id } }],
});
const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const all = async (path: string, options?: RecordFileOptions) => {
  const found: { record: unknown; place: string }[] = [];
  for await (const one of readRecordFile(path, options)) found.push(one);
  return found;
};

describe('record files', () => {
  it('hold a Bundle per file, plain or gzipped, with or without a byte-order mark', async () => {
    const text = `\uFEFF${JSON.stringify(bundle('a'), null, 2)}`;
    for (const path of [file('a.json', text), file('a.json.gz', gzipSync(text))])
      expect((await all(path)).map((one) => one.record)).toEqual([bundle('a')]);
  });

  it('hold a Bundle per line, bare or as {file, bundle}; blank lines count but give nothing', async () => {
    const lines = `${JSON.stringify(bundle('a'))}\n\n${JSON.stringify({ file: 'b.json', bundle: bundle('b') })}\r\n`;
    for (const path of [file('l.ndjson', lines), file('l.ndjson.gz', gzipSync(lines)), file('l.json', lines)]) {
      expect((await all(path)).map((one) => one.record)).toEqual([bundle('a'), bundle('b')]);
    }
    expect((await all(file('m.ndjson', lines)))[1]?.place).toMatch(/m\.ndjson line 3$/);
  });

  it('say in which line they are broken', async () => {
    const path = file('broken.ndjson', `${JSON.stringify(bundle('a'))}\n{"resourceType":\n`);
    await expect(all(path)).rejects.toThrow(/broken\.ndjson line 2: not JSON/);
    await expect(all(file('broken.json', '{"resourceType": "Bundle"'))).rejects.toThrow(/broken\.json: not JSON/);
    await expect(all(join(folder, 'none.json'))).rejects.toThrow(/none\.json: no such file/);
    await expect(all(file('bad.json.gz', 'not gzip'))).rejects.toThrow(/bad\.json\.gz: /);
  });

  it('refuse a record larger than the limit before it is in memory', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, 0x20));
    await expect(all(file('bomb.json.gz', bomb), { maxRecordBytes: 100_000 })).rejects.toThrow(
      /larger than 100000 bytes/,
    );
    await expect(all(file('bomb.ndjson.gz', bomb), { maxRecordBytes: 100_000 })).rejects.toThrow(
      /line 1: the record is larger/,
    );
  });
});
