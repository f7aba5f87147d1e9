import { expect, it } from 'vitest';
import { judge } from '../../../../test/support/judge.js';
import type { Expression } from '../../criteria/model.js';

const other: Expression = { priorMalignancy: {} };
const cancer = (code: string, date: string, more: object = {}) => ({
  kind: 'cancer',
  concept: { code, system: 'oncotree', name: code, ...more },
  role: 'primary',
  clinicalStatus: 'active',
  date,
});
const covered = { coverage: ['conditions' as const] };

it('a cancer of another branch is another malignancy', () => {
  expect(judge(other, [cancer('LUAD', '2026-01-01'), cancer('BREAST', '2019-01-01')], covered)).toBe('true');
});

it('the coarse and the fine entry of one disease are none, nor is one of several alternatives', () => {
  expect(judge(other, [cancer('LUAD', '2026-01-01'), cancer('LUNG', '2025-12-01')], covered)).toBe('presumed false');
  const alternatives = cancer('BLL', '2025-12-01', { alsoCodes: ['TLL'] });
  expect(judge(other, [cancer('TLL', '2026-01-01'), alternatives], covered)).toBe('presumed false');
});

it('a diagnosis that the vocabulary does not hold may be the same disease', () => {
  const unmapped = cancer('carcinoma of a duct', '2025-12-01', { system: 'text' });
  expect(judge(other, [cancer('PAAD', '2026-01-01'), unmapped], covered)).toBe('ambiguousMapping');
});
