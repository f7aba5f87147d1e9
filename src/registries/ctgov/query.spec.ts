import { describe, expect, it } from 'vitest';
import { openApiProblems } from '../../../test/support/openapi-check.js';
import { UnsupportedFilterError } from '../registry-adapter.js';
import { studiesParameters } from './query.js';

describe('A query of ClinicalTrials.gov', () => {
  it('keeps trials without an age limit, which a range alone would drop', () => {
    expect(studiesParameters({ age: 58 })['filter.advanced']).toBe(
      '(AREA[MinimumAge]RANGE[MIN, 58 years] OR AREA[MinimumAge]MISSING) AND ' +
        '(AREA[MaximumAge]RANGE[58 years, MAX] OR AREA[MaximumAge]MISSING)',
    );
  });

  it('takes the operators out of what a user typed', () => {
    expect(studiesParameters({ term: 'AREA[NCTId] (x "y' })['query.term']).toBe('AREA NCTId x y');
  });

  it('says everything in parameters of the official description', () => {
    const query = studiesParameters({
      condition: 'melanoma',
      term: 'adjuvant',
      intervention: 'nivolumab',
      statuses: ['RECRUITING', 'SUSPENDED', 'EXPANDED_ACCESS', 'UNKNOWN', 'COMPLETED'],
      phases: ['PHASE1', 'PHASE2'],
      studyType: 'INTERVENTIONAL',
      countries: ['France', 'United States'],
      near: { latitude: 42.36, longitude: -71.06, miles: 50 },
      age: 16,
    });
    expect(openApiProblems({ method: 'GET', path: '/studies', query, headers: {} })).toEqual([]);
    expect(query['filter.geo']).toBe('distance(42.36,-71.06,50mi)');
  });

  it('refuses what the registry cannot be asked for', () => {
    expect(() => studiesParameters({ diseases: ['C3224'] })).toThrow(UnsupportedFilterError);
    expect(() => studiesParameters({ statuses: ['NOT_AUTHORISED'] })).toThrow(UnsupportedFilterError);
  });
});
