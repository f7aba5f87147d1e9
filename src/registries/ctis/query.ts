import type { Phase, TrialStatus } from '../../trials/trial-record.port.js';
import { refuseOthers, type RegistryQuery, UnsupportedFilterError } from '../registry-adapter.js';

const statusCodes: Partial<Record<TrialStatus, number[]>> = {
  RECRUITING: [3, 4],
  NOT_YET_RECRUITING: [1, 2, 16, 17],
  SUSPENDED: [6, 7],
  ACTIVE_NOT_RECRUITING: [5],
  COMPLETED: [8],
  TERMINATED: [10],
  WITHDRAWN: [9, 12, 13, 14],
  NOT_AUTHORISED: [11, 15],
};

const phaseCodes: Partial<Record<Phase, number[]>> = {
  PHASE1: [1, 2, 3, 7, 8, 9],
  PHASE2: [4, 7, 8, 9, 10],
  PHASE3: [5, 10, 11],
  PHASE4: [6, 11],
};

function codes<K extends string>(table: Partial<Record<K, number[]>>, values: readonly K[], what: string): number[] {
  const found = values.flatMap((value) => {
    const own = table[value];
    if (!own) throw new UnsupportedFilterError('ctis', `${what} ${value}`);
    return own;
  });
  return [...new Set(found)].sort((a, b) => a - b);
}

/** The search criteria of a query. CTIS knows no coordinates, and an age only as one of four bands. */
export function searchCriteria(query: RegistryQuery): Record<string, unknown> {
  refuseOthers('ctis', query, ['condition', 'term', 'intervention', 'statuses', 'phases']);
  const criteria: Record<string, unknown> = {
    containAll: query.term,
    containAny: query.condition,
    productName: query.intervention,
    status: query.statuses?.length ? codes(statusCodes, query.statuses, 'status') : undefined,
    trialPhaseCode: query.phases?.length ? codes(phaseCodes, query.phases, 'phase') : undefined,
  };
  return Object.fromEntries(Object.entries(criteria).filter(([, value]) => value !== undefined));
}
