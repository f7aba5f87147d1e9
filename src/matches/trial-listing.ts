import type { TrialListing } from '../domain/matching/index/trial-entry.js';
import type { Trial } from '../trials/trials.service.js';

/** What ranking reads of a stored trial beside its criteria. */
export function listingOf({ title, status, phases, lastUpdated }: Trial): TrialListing {
  const phase = phases.at(-1);
  return { title, status, ...(phase && { phase }), ...(lastUpdated && { updated: lastUpdated }) };
}
