import { describe, expect, it } from 'vitest';
import { expandGroup, groupContains, groupRange, groupRelation, moreSpecificGroup, normalizeGroup } from './group.js';

describe('stage groups', () => {
  it.each([
    ['2A', 'IIA'],
    ['iiia1', 'IIIA1'],
    ['3C2', 'IIIC2'],
    ['4S', 'IVS'],
    ['0is', '0IS'],
    ['IIIA1(ii)', 'IIIA1(ii)'],
    ['Limited', 'limited'],
  ])('reads %s as %s', (written, group) => {
    expect(normalizeGroup(written)).toBe(group);
  });

  it.each(['VI', 'IIII', 'T2', '', 'AB', '12'])('does not read %j', (written) => {
    expect(normalizeGroup(written)).toBeUndefined();
  });

  it('contains its sub-stages and nothing of its neighbours', () => {
    expect(groupContains('II', 'IIA')).toBe(true);
    expect(groupContains('IIIA', 'IIIA1(i)')).toBe(true);
    expect(groupContains('I', 'II')).toBe(false);
    expect(groupContains('IIA', 'II')).toBe(false);
    expect(groupContains('IV', 'IVS')).toBe(true);
    expect(groupContains('limited', 'II')).toBe(false);
  });

  it('takes the finer of two that agree, and none of two that do not', () => {
    expect(moreSpecificGroup('II', 'IIA')).toBe('IIA');
    expect(moreSpecificGroup('IIA', 'II')).toBe('IIA');
    expect(moreSpecificGroup('IIA', 'IIB')).toBeUndefined();
  });

  it('says where a record is too coarse to tell', () => {
    expect(groupRelation('III', ['IIIA'])).toBe('overlaps');
    expect(groupRelation('IIIA', ['III'])).toBe('within');
    expect(groupRelation('II', ['IIIA', 'IV'])).toBe('disjoint');
  });

  it('expands a stage and ranges to their sub-stages', () => {
    expect(expandGroup('III')).toEqual(['III', 'IIIA', 'IIIB', 'IIIC']);
    expect(expandGroup('IIIA')).toEqual(['IIIA']);
    expect(expandGroup('III', false)).toEqual(['III']);
    expect(groupRange('IB', 'IIIA')).toEqual(['IB', 'IC', 'II', 'IIA', 'IIB', 'IIC', 'IIIA']);
    expect(groupRange('II', 'III', false)).toEqual(['II', 'III']);
    expect(groupRange('IIIB', 'IV')).toEqual(['IIIB', 'IIIC', 'IIID', 'IV', 'IVA', 'IVB', 'IVC']);
    expect(groupRange('IB1', 'IIA')).toEqual(['IB1', 'IB2', 'IB3', 'IC', 'IIA']);
    expect(groupRange('IV', 'I')).toBeUndefined();
  });
});
