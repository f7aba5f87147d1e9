import { describe, expect, it } from 'vitest';
import { study } from '../../../test/support/study-builder.js';
import { trialSeeds } from '../../reference-data/trial-seeds.js';
import { ctgovReader } from './mapper.js';

describe('A ClinicalTrials.gov study', () => {
  it('gives a site without a status its own', () => {
    const place = { facility: 'A', city: 'B', country: 'C' };
    const sitesOf = (status: string, site?: string) =>
      ctgovReader.map(
        study({ nctId: 'NCT00000001', status, locations: [{ ...place, ...(site ? { status: site } : {}) }] }),
      ).sites;
    expect(sitesOf('RECRUITING')).toMatchObject([{ status: 'RECRUITING', inherited: true }]);
    expect(sitesOf('RECRUITING', 'WITHDRAWN')).toMatchObject([{ status: 'WITHDRAWN' }]);
  });

  it('that nobody vouches for wins over sites that still claim to recruit', () => {
    const { sites } = ctgovReader.map(
      study({ nctId: 'NCT00000001', status: 'UNKNOWN', locations: [{ facility: 'A', status: 'RECRUITING' }] }),
    );
    expect(sites).toMatchObject([{ status: 'UNKNOWN', statusRaw: 'RECRUITING', inherited: true }]);
  });

  it('has no limit where it names none, and an unknown enrolment where it says 99999999', () => {
    const raw = study({ nctId: 'NCT00000001' }) as { protocolSection: { designModule: Record<string, unknown> } };
    raw.protocolSection.designModule['enrollmentInfo'] = { count: 99_999_999 };
    const record = ctgovReader.map(raw);
    expect(record.eligibility.fields).toMatchObject({ minimumAge: undefined, maximumAge: undefined });
    expect(record.enrollment).toBeUndefined();
  });

  it('knows its numbers in other registries by their form', () => {
    const secondaryIds = [
      { id: '2019-001588-63', type: 'EUDRACT_NUMBER' },
      { id: '2023-505613-24-00', type: 'CTIS' },
      { id: 'NCI-2013-01377', type: 'REGISTRY' },
      { id: 'ISRCTN-95931417', type: 'REGISTRY' },
      { id: 'p 7156', type: 'OTHER' },
    ];
    expect(ctgovReader.map(study({ nctId: 'NCT00000001', secondaryIds })).identifiers).toEqual([
      { scheme: 'nct', value: 'NCT00000001' },
      { scheme: 'eudract', value: '2019-001588-63' },
      { scheme: 'euct', value: '2023-505613-24' },
      { scheme: 'nci', value: 'NCI-2013-01377' },
      { scheme: 'isrctn', value: 'ISRCTN95931417' },
      { scheme: 'other', value: 'P7156' },
    ]);
  });

  it('without criteria cannot be read, since it would seem open to everybody', () => {
    expect(() => ctgovReader.map(study({ nctId: 'NCT00000001', criteria: '' }))).toThrow(/eligibilityCriteria/);
  });

  it('is the same record whatever day the registry released it, and is kept without contact persons', () => {
    const raw = study({ nctId: 'NCT00000001', locations: [{ facility: 'A' }] }) as Record<
      string,
      Record<string, unknown>
    >;
    const contacts = raw['protocolSection']!['contactsLocationsModule'] as Record<string, unknown>;
    contacts['centralContacts'] = [{ name: 'Some One', phone: '000' }];
    contacts['overallOfficials'] = [{ name: 'Some One' }];
    (contacts['locations'] as Record<string, unknown>[])[0]!['contacts'] = [{ email: 'someone@example.org' }];
    const monday = { ...raw, derivedSection: { miscInfoModule: { versionHolder: '2026-11-23' } } };
    const tuesday = { ...raw, derivedSection: { miscInfoModule: { versionHolder: '2026-11-24' } } };
    expect(ctgovReader.scrub(monday)).toEqual(ctgovReader.scrub(tuesday));
    expect(JSON.stringify(ctgovReader.scrub(monday))).not.toMatch(/Some One|example\.org|000"/);
  });

  it('of the seeds knows every value of every enum', () => {
    const unknown = trialSeeds('ctgov').flatMap((line) => ctgovReader.map(JSON.parse(line)).unknownValues);
    expect(unknown).toEqual([]);
  });
});
