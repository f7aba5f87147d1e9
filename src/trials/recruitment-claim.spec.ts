import { describe, expect, it } from 'vitest';
import { recruitmentClaim } from './recruitment-claim.port.js';

const asOf = '2026-11-24';
const recruiting = { acceptsNow: 'YES' as const, statusVerified: '2026-10', primaryCompletionDate: '2027-05' };

describe('The claim that a trial recruits', () => {
  it('carries the day it was last vouched for and how long ago that is, counted from the end of the month', () => {
    expect(recruitmentClaim(recruiting, asOf)).toEqual({
      acceptsNow: 'YES',
      verified: '2026-10',
      verifiedAgeDays: 24,
      stale: false,
    });
  });

  it('is stale after a year without anybody vouching for it, and when nobody ever did', () => {
    expect(recruitmentClaim({ ...recruiting, statusVerified: '2025-11-24' }, asOf).stale).toBe(false);
    expect(recruitmentClaim({ ...recruiting, statusVerified: '2025-11-23' }, asOf)).toMatchObject({
      stale: true,
      why: 'notVerifiedRecently',
    });
    expect(recruitmentClaim({ ...recruiting, statusVerified: null }, asOf)).toMatchObject({ why: 'unverified' });
  });

  it('is stale when the primary completion lies in the past, and not while its month lasts', () => {
    expect(recruitmentClaim({ ...recruiting, primaryCompletionDate: '2026-10' }, asOf)).toMatchObject({
      stale: true,
      why: 'primaryCompletionPassed',
    });
    expect(recruitmentClaim({ ...recruiting, primaryCompletionDate: '2026-11' }, asOf).stale).toBe(false);
  });

  it('is the only claim that can be stale', () => {
    const closed = { acceptsNow: 'NO' as const, statusVerified: '2001-01', primaryCompletionDate: '2002-01' };
    expect(recruitmentClaim(closed, asOf).stale).toBe(false);
  });
});
