import { expect, it } from 'vitest';
import { judge } from '../../../../test/support/judge.js';
import type { Expression } from '../../criteria/model.js';

/** Parameters that narrow a question: each is answered, or leaves it open. */

const at = (value: number) => ({ value, inclusive: true });

it('a dimension of a tumour is at most its size, and has a finding of its own', () => {
  const short: Expression = { lesionBurden: { size: { max: at(2), unit: 'cm', dimension: 'length' } } };
  const finding = (topic: string, value: number) => ({ kind: 'finding', topic, value });
  expect(judge(short, [finding('tumorSizeMm', 15)])).toBe('true');
  expect(judge(short, [finding('tumorSizeMm', 30)])).toBe('incomparable');
  expect(judge(short, [finding('tumorSizeMm', 30), finding('tumorSizeMm:length', 15)])).toBe('true');
  expect(judge(short, [finding('tumorSizeMm:length', 30)])).toBe('false');
});

it('grades of another scale than CTCAE are not compared with those of a record', () => {
  const severe = (scale: string): Expression => ({ toxicity: { scale, grade: { min: at(3) } } });
  const neuropathy = (grade: number) => ({
    kind: 'condition',
    concept: { code: 'peripheral-neuropathy', system: 'condition', name: 'peripheral neuropathy' },
    status: 'active',
    adverseEvent: true,
    grade,
  });
  expect(judge(severe('ctcae'), [neuropathy(3)])).toBe('true');
  expect(judge(severe('ctcae'), [neuropathy(1)], { coverage: ['conditions'] })).toBe('presumed false');
  expect(judge(severe('who'), [neuropathy(3)])).toBe('missing');
});

it('a treatment on its label is another option than the same off it', () => {
  const onLabel: Expression = { treatmentOption: { agents: ['olaparib'], onLabel: true } };
  const option = (topic: string, value: boolean) => ({ kind: 'finding', topic, value });
  expect(judge(onLabel, [option('option:olaparib+onLabel', true)])).toBe('true');
  expect(judge(onLabel, [option('option:olaparib+onLabel', false)])).toBe('false');
  expect(judge(onLabel, [option('option:olaparib', true)])).toBe('attestation');
});

it('progression after a treatment has to lie in the window as well', () => {
  const recent: Expression = { progression: { after: { agents: ['cisplatin'] }, within: { value: 6, unit: 'mo' } } };
  const cisplatin = { kind: 'therapy', agents: ['cisplatin'], classes: [], modality: 'chemotherapy', start: '2024-01-01', end: '2024-05-01', result: 'progressed' }; // prettier-ignore
  const progressed = (date: string) => ({ kind: 'diseaseStatus', value: 'progression', date });
  expect(judge(recent, [cisplatin, progressed('2026-10-01')])).toBe('true');
  expect(judge(recent, [cisplatin])).toBe('missing');
  expect(judge(recent, [], { coverage: ['medications'] })).toBe('presumed false');
});
