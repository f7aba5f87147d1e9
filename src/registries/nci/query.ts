import type { Phase, TrialStatus } from '../../trials/trial-record.port.js';
import { refuseOthers, type RegistryQuery, UnsupportedFilterError } from '../registry-adapter.js';

const statusValues: Partial<Record<TrialStatus, string[]>> = {
  RECRUITING: ['Active'],
  ENROLLING_BY_INVITATION: ['Enrolling by Invitation'],
  NOT_YET_RECRUITING: ['Approved', 'In Review'],
  SUSPENDED: ['Temporarily Closed to Accrual', 'Temporarily Closed to Accrual and Intervention'],
  ACTIVE_NOT_RECRUITING: ['Closed to Accrual', 'Closed to Accrual and Intervention'],
  COMPLETED: ['Complete', 'Completed'],
  TERMINATED: ['Administratively Complete'],
  WITHDRAWN: ['Withdrawn'],
};

/** A combined phase is a value of its own, so that whoever asks for one phase must ask for its combinations too. */
const phaseValues: Record<Phase, string[]> = {
  NA: ['na'],
  EARLY_PHASE1: ['0'],
  PHASE1: ['i', 'i_ii'],
  PHASE2: ['ii', 'i_ii', 'ii_iii'],
  PHASE3: ['iii', 'ii_iii'],
  PHASE4: ['iv'],
};

function statusesOf(statuses: readonly TrialStatus[]): string[] {
  return statuses.flatMap((status) => {
    const values = statusValues[status];
    if (!values) throw new UnsupportedFilterError('nci', `status ${status}`);
    return values;
  });
}

/** The body of `POST /trials` for a query. The registry answers filters it does not know with no hits and no error, so only
 * names seen in recorded requests are sent. */
export function trialsBody(query: RegistryQuery): Record<string, unknown> {
  refuseOthers('nci', query, ['condition', 'term', 'statuses', 'phases', 'countries', 'near', 'age', 'diseases']);
  const keyword = [query.condition, query.term].filter(Boolean).join(' ');
  const body: Record<string, unknown> = {
    current_trial_status: query.statuses?.length ? statusesOf(query.statuses) : undefined,
    phase: query.phases?.length ? [...new Set(query.phases.flatMap((phase) => phaseValues[phase]))] : undefined,
    // Both bounds are always numbers here (0 and 999 where there is no limit), so nothing open-ended is lost.
    'eligibility.structured.min_age_in_years_lte': query.age,
    'eligibility.structured.max_age_in_years_gte': query.age,
    'diseases.nci_thesaurus_concept_id': query.diseases,
    'sites.org_country': query.countries,
    'sites.org_coordinates_lat': query.near?.latitude,
    'sites.org_coordinates_lon': query.near?.longitude,
    'sites.org_coordinates_dist': query.near && `${query.near.miles}mi`,
    keyword: keyword === '' ? undefined : keyword,
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
