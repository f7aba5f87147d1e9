import type { AcceptsNow } from './trial-record.port.js';

/** A claim to recruit is doubted after a year without anybody vouching for it. [Own threshold.] */
export const staleAfterDays = 365;

export interface RecruitmentClaim {
  acceptsNow: AcceptsNow;
  /** Last time somebody vouched for the status, as the registry wrote it. */
  verified?: string;
  /** Since the end of that month or day. */
  verifiedAgeDays?: number;
  stale: boolean;
  why?: 'unverified' | 'notVerifiedRecently' | 'primaryCompletionPassed';
}

interface Claimant {
  acceptsNow: AcceptsNow;
  statusVerified: string | null;
  primaryCompletionDate: string | null;
}

const day = 86_400_000;

/** The last day that a partial date can mean: a trial gets the benefit of the doubt. */
function lastDay(date: string): number | undefined {
  const [, year, month, dayOfMonth] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date) ?? [];
  if (year === undefined) return undefined;
  if (dayOfMonth !== undefined) return Date.UTC(Number(year), Number(month) - 1, Number(dayOfMonth));
  return month === undefined ? Date.UTC(Number(year) + 1, 0, 0) : Date.UTC(Number(year), Number(month), 0);
}

/** How far the claim that a trial recruits can be trusted on a day (YYYY-MM-DD). Only such a claim can be stale. */
export function recruitmentClaim(trial: Claimant, asOf: string): RecruitmentClaim {
  const today = Date.parse(`${asOf.slice(0, 10)}T00:00:00Z`);
  const verified = trial.statusVerified === null ? undefined : lastDay(trial.statusVerified);
  const age = verified === undefined ? undefined : Math.max(0, Math.floor((today - verified) / day));
  const claim: RecruitmentClaim = {
    acceptsNow: trial.acceptsNow,
    ...(trial.statusVerified === null ? {} : { verified: trial.statusVerified }),
    ...(age === undefined ? {} : { verifiedAgeDays: age }),
    stale: false,
  };
  if (trial.acceptsNow !== 'YES') return claim;
  const completion = trial.primaryCompletionDate === null ? undefined : lastDay(trial.primaryCompletionDate);
  if (age === undefined) return { ...claim, stale: true, why: 'unverified' };
  if (age > staleAfterDays) return { ...claim, stale: true, why: 'notVerifiedRecently' };
  if (completion !== undefined && completion < today) return { ...claim, stale: true, why: 'primaryCompletionPassed' };
  return claim;
}
