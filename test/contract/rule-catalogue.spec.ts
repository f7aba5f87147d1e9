import { expect, it } from 'vitest';
import { checkExpression } from '../../src/domain/criteria/check-shape.js';
import { lintDocument } from '../../src/domain/criteria/lint/lint-document.js';
import type { Expression } from '../../src/domain/criteria/model.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';
import { describeWithSharedData, readShared, sharedDataExists } from '../support/shared-data.js';
import { translate } from './rule-catalogue/translate.js';

interface Row {
  kind: string;
  parameters: string;
}

const rows: Row[] = sharedDataExists
  ? readShared('rules/rule-to-kind.tsv')
      .split('\n')
      .slice(1)
      .filter((line) => line !== '')
      .map((line) => {
        const [, kind = '', parameters = ''] = line.split('\t');
        return { kind, parameters };
      })
  : [];

const lint = (when: Expression) =>
  lintDocument(
    {
      eligo: 1,
      trial: { registry: 'ctgov', id: 'NCT00000000', version: '1' },
      by: { structurer: '1' },
      criteria: [
        {
          id: 'i1',
          section: 'inclusion',
          scope: 'all',
          text: 'x',
          requirement: 'hard',
          basis: 'parsed',
          confidence: 1,
          when,
        },
      ],
    },
    loadVocabulary(),
  ).filter(({ severity }) => severity === 'error');

describeWithSharedData('the open catalogue of 546 eligibility rules', () => {
  it('is expressed in the language, every rule of it', () => {
    const faults: string[] = [];
    for (const { kind, parameters } of rows) {
      try {
        const expression = translate(kind, parameters);
        const issues = checkExpression(expression, []);
        const findings = issues.length === 0 ? lint(expression) : [];
        for (const { path, message } of [...issues, ...findings])
          faults.push(`${kind} ${parameters}: ${path.join('.')} ${message}`);
      } catch (error) {
        faults.push(`${kind} ${parameters}: ${String(error)}`);
      }
    }
    expect(faults).toEqual([]);
    expect(rows).toHaveLength(546);
  });
});
