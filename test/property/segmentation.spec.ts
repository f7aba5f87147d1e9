import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileHeadings } from '../../src/domain/structuring/outline/heading-words.js';
import { segment } from '../../src/domain/structuring/outline/segment.js';
import { loadLexicons } from '../../src/reference-data/load-lexicons.js';
import { partitionFaults } from '../../src/bench/structuring/partition.js';
import { registryTexts } from '../support/registry-texts.js';
import { describeWithSharedData } from '../support/shared-data.js';

const words = compileHeadings(loadLexicons().headings);
const faultsOf = (text: string): string[] =>
  partitionFaults(
    text,
    segment({ text }, words).map((line) => line.span),
  );

const fragments = fc.oneof(
  fc.constantFrom(
    'Inclusion Criteria:',
    'Exclusion Criteria',
    'Cohort A:',
    '\n',
    '\r\n',
    '\n\n',
    '* ',
    '1. ',
    '2. ',
    '   * ',
    '\\>',
    '\\*',
    '&amp;amp;gt;',
    '&#8805;',
    '<!-- -->',
    '<!--',
    '> or = ',
    '>=',
    '=<',
    '\u00b3 ',
    '10\u2079/L',
    '\u2022 ',
    'ECOG 0-1',
    'Note: ',
    ' or',
    'OR',
    '\u0000',
    '\u202e',
    '\ufb01',
    '\ud800',
    '1.18 \u2264 age',
    'e.g. ',
    '\u3000',
    '\uff1b',
    '\u00e2\u2030\u00a4',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

describe('segmentation', () => {
  it('partitions any text into lines and separators', () => {
    fc.assert(
      fc.property(fc.array(fragments, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        let done = 0;
        for (const { span } of segment({ text }, words)) {
          expect(span[0]).toBeGreaterThanOrEqual(done);
          expect(span[1]).toBeGreaterThan(span[0]);
          expect(span[1]).toBeLessThanOrEqual(text.length);
          done = span[1];
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describeWithSharedData('segmentation of registry texts', () => {
  it.each(['full', 'criteria', 'legacy', 'nci', 'chia'] as const)(
    'loses no character of the %s texts (of criteria: every tenth)',
    (collection) => {
      const faulty = registryTexts[collection]()
        // The benchmark reads all of the largest collection.
        .filter((_, i) => collection !== 'criteria' || i % 10 === 0)
        .flatMap(({ id, text }) => faultsOf(text).map((fault) => `${id}: ${fault}`));
      expect(faulty).toEqual([]);
    },
  );
});
