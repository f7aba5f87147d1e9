import { describe, expect, it } from 'vitest';
import { nciTrial } from '../../../test/support/nci-builder.js';
import { trialSeeds } from '../../reference-data/trial-seeds.js';
import { nciReader } from './mapper.js';

describe('An NCI trial', () => {
  it.each([1, 2] as const)('of API version %i gives the same record', (version) => {
    const record = nciReader.map(nciTrial({ nciId: 'NCI-2026-00001', nctId: 'NCT01234567' }, version));
    expect(record).toMatchObject({
      status: 'RECRUITING',
      phases: ['PHASE1', 'PHASE2'],
      primaryPurpose: 'TREATMENT',
      studyType: 'INTERVENTIONAL',
      conditions: ['Melanoma'],
      unknownValues: [],
      eligibility: { fields: { minimumAge: '18 Years', sex: 'all' } },
    });
    expect(record.eligibility.fields.maximumAge).toBeUndefined();
    expect(record.eligibility.coded?.biomarkers).toMatchObject([{ ncit: 'C15496', inclusion: true }]);
    expect(record.eligibility.coded?.diseases).toMatchObject([{ ncit: 'C3224', name: 'Melanoma' }]);
  });

  it('keeps every criterion, inclusion before exclusion, and says where each stands in the text', () => {
    const { eligibility } = nciReader.map(
      nciTrial({
        nciId: 'NCI-2026-00001',
        criteria: [
          { inclusion: false, text: 'Pregnancy' },
          { inclusion: true, text: 'Melanoma\r\n* cutaneous\r\n* uveal' },
        ],
      }),
    );
    const items = eligibility.items?.map(({ section, span }) => [section, eligibility.text.slice(...span)]);
    expect(items).toEqual([
      ['inclusion', 'Melanoma\r\n* cutaneous\r\n* uveal'],
      ['exclusion', 'Pregnancy'],
    ]);
  });

  it.each([
    ['Approved', 'NOT_YET_RECRUITING'],
    ['In Review', 'NOT_YET_RECRUITING'],
    ['Temporarily Closed to Accrual', 'SUSPENDED'],
    ['Administratively Complete', 'TERMINATED'],
    ['Enrolling by Invitation', 'ENROLLING_BY_INVITATION'],
    ['Frozen over', 'UNKNOWN'],
  ])('that is %s is %s', (status, common) => {
    expect(nciReader.map(nciTrial({ nciId: 'NCI-2026-00001', status })).status).toBe(common);
  });

  it('is kept without contact persons and telephones', () => {
    const kept = JSON.stringify(
      nciReader.scrub(nciTrial({ nciId: 'NCI-2026-00001', sites: [{ name: 'A', city: 'B' }] })),
    );
    expect(kept).not.toMatch(/Some One|example\.org|phone/);
  });

  it('of the seeds knows every status, phase, sex and purpose', () => {
    const unknown = trialSeeds('nci').flatMap((line) => nciReader.map(JSON.parse(line)).unknownValues);
    expect(unknown).toEqual([]);
  });
});
