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
