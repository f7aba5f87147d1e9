import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { structure } from '../../src/domain/structuring/structure.js';
import { loadLexicons } from '../../src/reference-data/load-lexicons.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';
import { describeWithSharedData, readShared } from '../support/shared-data.js';

interface Reviewed {
  nct: string;
  section: string;
  line: string;
  expression: string;
  verdict: string;
}

const reviewed: Reviewed[] = readFileSync(new URL('./readings-300.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((row) => {
    const [nct = '', section = '', line = '', expression = '', verdict = ''] = row.split('\t');
    return { nct, section, line, expression, verdict };
  });

/** Readings that may change before somebody has to review the sample again (scripts/draw-readings.mjs draws a new one). */
const mayChange = 6;

it('keeps a verdict and, where it is "wrong", a reason for each of 300 drawn readings', () => {
  expect(reviewed).toHaveLength(300);
  for (const { verdict, expression } of reviewed) {
    expect(['right', 'wrong']).toContain(verdict);
    expect(() => JSON.parse(expression) as unknown).not.toThrow();
  }
});

describeWithSharedData('the reviewed readings', () => {
  it('are what the structurer still says where the reviewer found it right', () => {
    const wanted = new Set(reviewed.map((row) => row.nct));
    const texts = new Map<string, string>();
    for (const name of ['ctgov-v2-criteria', 'ctgov-v2-full', 'legacy-criteria'])
      for (const record of readShared(`trials/${name}.ndjson.gz`).split('\n')) {
        const id = /"nctId":\s*"(NCT\d+)"/.exec(record)?.[1];
        if (id === undefined || !wanted.has(id)) continue;
        const { protocolSection, eligibilityCriteria } = JSON.parse(record) as {
          protocolSection?: { eligibilityModule: { eligibilityCriteria: string } };
          eligibilityCriteria?: string;
        };
        const text = protocolSection?.eligibilityModule.eligibilityCriteria ?? eligibilityCriteria ?? '';
        texts.set(id, texts.has(id) ? `${texts.get(id) ?? ''}\u0000${text}` : text);
      }
    const vocabulary = loadVocabulary();
    const lexicons = loadLexicons();
    const changed: string[] = [];
    for (const row of reviewed) {
      if (row.verdict !== 'right') continue;
      const now = (texts.get(row.nct) ?? '').split('\u0000').flatMap((text) =>
        structure({ registry: 'ctgov', id: row.nct, version: '', text, fields: {} }, vocabulary, lexicons)
          .criteria.filter(({ section, text: line }) => section === row.section && line.replaceAll('\t', ' ') === row.line)
          .map(({ when }) => JSON.stringify(when)),
      );
      if (!now.includes(row.expression)) changed.push(`${row.nct} ${row.line}\n  was ${row.expression}\n  is ${now.join(' | ')}`);
    }
    expect(changed.length, changed.join('\n')).toBeLessThanOrEqual(mayChange);
  });
});
