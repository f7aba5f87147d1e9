import { describe, expect, it } from 'vitest';
import { judge } from '../../../../test/support/judge.js';
import type { Expression } from '../../criteria/model.js';

const therapy = (fields: object) => ({ kind: 'therapy', agents: [], classes: [], modality: 'systemic', ...fields });

describe('a transplant of stem cells', () => {
  const asked = (source: string): Expression => ({
    priorTherapy: { modality: 'transplant', classes: [`${source}StemCellTransplant`] },
  });
  const transplant = (...classes: string[]) => therapy({ modality: 'transplant', classes });

  it('is told apart by whose cells were given, and stays open where nobody says', () => {
    expect(judge(asked('allogeneic'), [transplant('allogeneicStemCellTransplant')])).toBe('true');
    expect(judge(asked('allogeneic'), [transplant('autologousStemCellTransplant')], { coverage: ['procedures'] })).toBe(
      'presumed false',
    );
    expect(judge(asked('allogeneic'), [transplant()])).toBe('ambiguousMapping');
  });

  it('is a procedure: drugs that are covered say nothing of it', () => {
    expect(judge(asked('autologous'), [], { coverage: ['procedures'] })).toBe('presumed false');
    expect(judge(asked('autologous'), [], { coverage: ['medications'] })).toBe('missing');
  });
});

describe('a window since an event', () => {
  const since = (event: 'diagnosis' | 'surgery' | 'progression' | 'lastDose'): Expression => ({
    priorTherapy: { modality: 'radiation', since: { event } },
  });
  const radiation = (start: string) => therapy({ modality: 'radiation', start, end: start });
  const operated = { resource: 'Procedure/1', path: 'code' };
  const surgery = { kind: 'procedure', procedure: 'surgery', date: '2026-03-10', source: operated };
  const covered = { coverage: ['medications' as const, 'procedures' as const] };

  it('holds from the day of the event on', () => {
    expect(judge(since('surgery'), [surgery, radiation('2026-03-10')])).toBe('true');
    expect(judge(since('surgery'), [surgery, radiation('2026-03-09')], covered)).toBe('presumed false');
  });

  it('stays open where the event, or its day, is not on record', () => {
    expect(judge(since('surgery'), [radiation('2026-03-09')])).toBe('missing');
    expect(judge(since('surgery'), [surgery, radiation('2026-03')])).toBe('missing');
  });

  it('knows diagnosis, progression and the last dose', () => {
    const cancer = {
      kind: 'cancer',
      concept: { code: 'LUAD', system: 'oncotree', name: 'Lung Adenocarcinoma' },
      role: 'primary',
      date: '2025-05-05',
    };
    const progression = { kind: 'diseaseStatus', value: 'progression', date: '2025-12-24' };
    const chemotherapy = therapy({ agents: ['cisplatin'], start: '2025-06-01', end: '2025-10-01' });
    const facts = [cancer, progression, chemotherapy];
    expect(judge(since('diagnosis'), [...facts, radiation('2025-05-20')])).toBe('true');
    expect(judge(since('diagnosis'), [...facts, radiation('2020-05-20')], covered)).toBe('presumed false');
    expect(judge(since('lastDose'), [...facts, radiation('2025-11-01')])).toBe('true');
    expect(judge(since('lastDose'), [...facts, radiation('2025-09-01')], covered)).toBe('presumed false');
    expect(judge(since('progression'), [...facts, radiation('2026-01-01')])).toBe('true');
    expect(judge(since('progression'), [...facts, radiation('2025-11-01')], covered)).toBe('presumed false');
  });
});

describe('how much an operation was', () => {
  const major: Expression = { priorTherapy: { modality: 'surgery', magnitude: 'major' } };
  const operation = (magnitude?: string) => ({ kind: 'procedure', procedure: 'surgery', date: '2026-11-01', ...(magnitude && { magnitude }) }); // prettier-ignore

  it('is answered where its name tells, and open elsewhere', () => {
    expect(judge(major, [operation('major')])).toBe('true');
    expect(judge(major, [operation('minor')], { coverage: ['procedures'] })).toBe('presumed false');
    expect(judge(major, [operation()])).toBe('missing');
  });
});

describe('a cumulative dose in equivalents of a drug', () => {
  const limited: Expression = {
    priorTherapy: {
      classes: ['anthracycline'],
      cumulativeDose: { max: { value: 450, inclusive: true }, unit: 'mg/m2', equivalentTo: 'doxorubicin' },
    },
  };
  const given = (agent: string, value: number) =>
    therapy({ agents: [agent], modality: 'chemotherapy', cumulativeDose: { value, unit: 'mg/m2' } });

  it('compares that drug alone', () => {
    expect(judge(limited, [given('doxorubicin', 300)])).toBe('true');
    expect(judge(limited, [given('doxorubicin', 500)], { coverage: ['medications'] })).toBe('presumed false');
    expect(judge(limited, [given('epirubicin', 500)])).toBe('missing');
  });
});

describe('a drug named by a criterion', () => {
  const asked = (agent: string): Expression => ({ priorTherapy: { agents: [agent] } });
  const given = (agent: string) => therapy({ agents: [agent], modality: 'chemotherapy' });

  it('may be meant in every formulation; a class holds them all', () => {
    expect(judge(asked('paclitaxel'), [given('nab-paclitaxel')])).toBe('ambiguousMapping');
    expect(judge(asked('paclitaxel'), [given('paclitaxel')])).toBe('true');
    expect(judge(asked('nab-paclitaxel'), [given('paclitaxel')], { coverage: ['medications'] })).toBe('presumed false');
    expect(judge({ priorTherapy: { classes: ['taxane'] } }, [given('nab-paclitaxel')])).toBe('true');
    expect(
      judge({ medication: { agents: ['doxorubicin'], within: { value: 1, unit: 'mo' } } }, [
        { ...given('liposomal doxorubicin'), start: '2026-11-01', end: '2026-11-20' },
      ]),
    ).toBe('ambiguousMapping');
  });
});
