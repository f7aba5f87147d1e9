import { describe, expect, it } from 'vitest';
import { describeWithSharedData, readSharedJson, sharedFiles } from '../../../test/support/shared-data.js';
import { ctisRecord, retiredShape } from '../../../test/support/ctis-builder.js';
import { ctisReader } from './mapper.js';

const number = '2026-500001-11-00';

describe('A CTIS record', () => {
  it('takes its status from the public code, never from the state of the application', () => {
    const record = ctisReader.map(ctisRecord({ ctNumber: number, publicStatus: 5 }));
    expect(record).toMatchObject({ status: 'ACTIVE_NOT_RECRUITING', statusRaw: '5', phases: ['PHASE2', 'PHASE3'] });
    const uncoded = { ...ctisRecord({ ctNumber: number }), ctPublicStatusCode: undefined };
    expect(ctisReader.map(uncoded).status).toBe('UNKNOWN');
  });

  it('takes the row code of a search where it has no public one', () => {
    expect(ctisReader.map({ ...ctisRecord({ ctNumber: number }), ctPublicStatusCode: null, ctStatus: 3 }).status).toBe(
      'RECRUITING',
    );
  });

  it('of the retired shape reads like one of the current shape', () => {
    const current = ctisRecord({ ctNumber: number, nct: 'NCT01234567', eudract: '2019-001588-63' });
    const retired = ctisReader.map(retiredShape(current, 'Authorised, not started'));
    const { status: _, statusRaw: __, ...rest } = ctisReader.map(current);
    expect(retired).toMatchObject(JSON.parse(JSON.stringify(rest)) as object);
    expect(retired.status).toBe('NOT_YET_RECRUITING');
  });

  it("gives a site its member state's status and no coordinates", () => {
    const { sites } = ctisReader.map(
      ctisRecord({
        ctNumber: number,
        countries: [
          { name: 'Spain', mscId: 1, status: 5, sites: [{ name: 'A', city: 'Madrid' }] },
          { name: 'Italy', mscId: 2, sites: [{ name: 'B', city: 'Roma' }] },
        ],
      }),
    );
    expect(sites).toMatchObject([
      { country: 'Spain', status: 'ACTIVE_NOT_RECRUITING', statusRaw: '5' },
      { country: 'Italy', status: 'RECRUITING', inherited: true },
    ]);
    expect(sites[0]?.latitude).toBeUndefined();
  });

  it('splits an item that holds a whole list, and has ages as bands', () => {
    const { eligibility } = ctisReader.map(
      ctisRecord({ ctNumber: number, inclusion: ['\u2022\tMelanoma\u2022\tECOG 0 or 1 \u2022\tConsent'] }),
    );
    expect(eligibility.items?.map(({ span }) => eligibility.text.slice(...span))).toEqual([
      'Melanoma',
      'ECOG 0 or 1',
      'Consent',
      'Pregnancy',
    ]);
    expect(eligibility.fields).toMatchObject({ ageBands: ['3', '4'], sex: 'all' });
  });

  it('reads days in both notations', () => {
    const row = { ...ctisRecord({ ctNumber: number }), lastPublicationUpdate: '16/09/2025' };
    expect(ctisReader.map(row).updated).toBe('2025-09-16');
    expect(ctisReader.map(ctisRecord({ ctNumber: number })).updated).toBe('2026-09-16');
  });

  it('is kept without contact persons', () => {
    expect(JSON.stringify(ctisReader.scrub(ctisRecord({ ctNumber: number })))).not.toMatch(/example\.org|Some|\+34/);
  });
});

describeWithSharedData('The recorded CTIS records', () => {
  it.each(sharedFiles('trials/ctis'))('%s is read with criteria, sites and a known status', (file) => {
    const record = ctisReader.map(readSharedJson(`trials/ctis/${file}`));
    expect(record.id).toBe(file.replace('.json', ''));
    expect(record.unknownValues).toEqual([]);
    expect(record.status).not.toBe('UNKNOWN');
    expect(record.eligibility.items?.length).toBeGreaterThan(1);
    expect(record.sites.length).toBeGreaterThan(0);
    expect(record.updated).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});
