import { expect, it } from 'vitest';
import { checkExpression } from '../../src/domain/criteria/check-shape.js';
import { lintDocument } from '../../src/domain/criteria/lint/lint-document.js';
import type { Expression, Section } from '../../src/domain/criteria/model.js';
import { truthOf } from '../../src/domain/evaluation/decision.js';
import { patientContext } from '../../src/domain/evaluation/patient-context.js';
import { compileExpression } from '../../src/domain/evaluation/program.js';
import type { Truth } from '../../src/domain/logic/truth.js';
import type { Profile } from '../../src/domain/patient/profile.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';
import { describeWithSharedData, readShared, sharedDataExists } from '../support/shared-data.js';
import { AS_OF } from './rule-catalogue/facts.js';
import { translate } from './rule-catalogue/translate.js';
import { witnessOf } from './rule-catalogue/witness.js';

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

function truthOn(expression: Expression, section: Section, patient: Partial<Profile>): Truth {
  const vocabulary = loadVocabulary();
  const profile: Profile = { patient: 'p', facts: [], unmapped: [], ...patient };
  const context = patientContext(profile, { asOf: AS_OF, vocabulary });
  return truthOf(compileExpression(expression, section, vocabulary), (leaf) => leaf.truth(context));
}

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

  it('is judged by real logic: true, false and unknown are each shown on a patient for at least 468 rules', () => {
    const faults: string[] = [];
    let judged = 0;
    for (const { kind, parameters } of rows) {
      const expression = translate(kind, parameters);
      const witness = witnessOf(expression);
      const shown = {
        // A presumed absence may let a patient pass and never excludes one: each truth is asked for where it leads to PASS.
        true: witness.holds && truthOn(expression, 'inclusion', witness.holds),
        false: witness.fails && truthOn(expression, 'exclusion', witness.fails),
        unknown: witness.open && truthOn(expression, 'inclusion', witness.open),
      };
      for (const [expected, found] of Object.entries(shown))
        if (found !== undefined && found !== expected) faults.push(`${kind} ${parameters}: ${found}, not ${expected}`);
      if (shown.true === 'true' && shown.false === 'false' && shown.unknown === 'unknown') judged += 1;
    }
    expect(faults).toEqual([]);
    expect(judged).toBeGreaterThanOrEqual(468);
    console.info(`${judged} of ${rows.length} rules shown true, false and unknown`);
  });
});
