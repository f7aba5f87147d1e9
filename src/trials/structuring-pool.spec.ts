import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { EligibilityDocument } from '../domain/criteria/model.js';
import type { StructuringInput } from '../domain/structuring/input.js';
import { StructuringPool } from './structuring-pool.js';

const structurer = {
  structure: ({ registry, id, version, text }: StructuringInput): EligibilityDocument => {
    if (text === 'broken') throw new RangeError('no reading');
    return { eligo: 1, trial: { registry, id, version }, by: { structurer: 'here' }, criteria: [] };
  },
};
const inputs = Array.from({ length: 100 }, (_, at): StructuringInput => ({
  registry: 'ctgov',
  id: `NCT${String(at).padStart(8, '0')}`,
  version: '1',
  text: at === 7 ? 'broken' : 'text',
  fields: {},
}));

/** A thread that answers as the real one does, but signs as `there`; or dies of the text `broken`. */
function entry(onBroken: string): URL {
  const file = join(mkdtempSync(join(tmpdir(), 'eligo-pool-')), 'worker.mjs');
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', (inputs) => parentPort.postMessage(inputs.map(({ id, text }) => {
       if (text === 'broken') { ${onBroken} }
       return { document: { eligo: 1, trial: { id }, by: { structurer: 'there' }, criteria: [] } };
     })));`,
  );
  return pathToFileURL(file);
}

const idsOf = (results: Awaited<ReturnType<StructuringPool['structure']>>) =>
  results.map((result) => ('document' in result ? result.document.trial.id : result.error));
const expected = inputs.map(({ id, text }) => (text === 'broken' ? 'RangeError: no reading' : id));

describe('A structuring pool', () => {
  it('gives the documents of many texts in their order, made by threads', async () => {
    const pool = new StructuringPool(structurer, entry(`return { error: 'RangeError: no reading' };`));
    const results = await pool.structure(inputs);
    expect(idsOf(results)).toEqual(expected);
    expect(results.filter((result) => 'document' in result && result.document.by).length).toBe(99);
    expect(results[0]).toMatchObject({ document: { by: { structurer: 'there' } } });
    pool.stop();
  });

  it('reads the texts itself when a thread dies, and where there is no thread to start', async () => {
    for (const url of [
      entry('process.exit(3);'),
      entry(`throw new Error('died');`),
      new URL('file:///nowhere/worker.js'),
    ]) {
      const pool = new StructuringPool(structurer, url);
      const results = await pool.structure(inputs);
      expect(idsOf(results)).toEqual(expected);
      expect(results[0]).toMatchObject({ document: { by: { structurer: 'here' } } });
      pool.stop();
    }
  });
});
