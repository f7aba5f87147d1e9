import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileHeadings } from '../../src/domain/structuring/outline/heading-words.js';
import { segment } from '../../src/domain/structuring/outline/segment.js';
import { loadLexicons } from '../../src/reference-data/load-lexicons.js';
import { registryTexts } from '../support/registry-texts.js';
import { describeWithSharedData } from '../support/shared-data.js';

interface HandChecked {
  id: string;
  collection: 'full' | 'criteria' | 'legacy';
  /** Runs of lines of one section and scope, as read by hand: `section scopes | lines | first words`. */
  runs: string[];
}

const expected = JSON.parse(readFileSync('test/golden/segmentation.json', 'utf8')) as HandChecked[];
const words = compileHeadings(loadLexicons().headings);

function runsOf(text: string): string[] {
  const runs: { key: string; lines: number; first: string }[] = [];
  for (const line of segment({ text }, words)) {
    if (line.role !== 'text') continue;
    const key = `${line.section} ${line.scopes.map((scope) => scope.id).join('+') || 'all'}`;
    const last = runs.at(-1);
    if (last?.key === key) last.lines += 1;
    else runs.push({ key, lines: 1, first: line.text.slice(0, 32) });
  }
  return runs.map(({ key, lines, first }) => `${key} | ${lines} | ${first}`);
}

describeWithSharedData('the split of 100 records into sections and scopes', () => {
  it('is right in at least 98 of them', () => {
    const texts = Object.fromEntries(
      (['full', 'criteria', 'legacy'] as const).map((name) => [name, new Map(registryTexts[name]().map((r) => [r.id, r.text]))]),
    );
    const wrong = expected.filter(
      ({ id, collection, runs }) => JSON.stringify(runsOf(texts[collection]?.get(id) ?? '')) !== JSON.stringify(runs),
    );
    expect(expected).toHaveLength(100);
    expect(wrong.map((record) => record.id).length, wrong.map((record) => record.id).join(' ')).toBeLessThanOrEqual(2);
  });
});
