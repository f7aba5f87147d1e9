import type { Bundle, ResearchStudy } from '@medplum/fhirtypes';
import type { Trial, TrialSite } from '../../trials/trials.service.js';

/** A list of sites makes an answer slow and large; the nearest and recruiting ones come first. */
const MAX_SITES = 10;

const PHASE_SYSTEM = 'http://terminology.hl7.org/CodeSystem/research-study-phase';

type StudyStatus = ResearchStudy['status'];

/** R4 ResearchStudy.status of each common status (http://hl7.org/fhir/research-study-status). */
const STATUS: Record<Trial['status'], StudyStatus> = {
  RECRUITING: 'active',
  ENROLLING_BY_INVITATION: 'active',
  NOT_YET_RECRUITING: 'approved',
  SUSPENDED: 'temporarily-closed-to-accrual',
  ACTIVE_NOT_RECRUITING: 'closed-to-accrual',
  COMPLETED: 'completed',
  TERMINATED: 'administratively-completed',
  WITHDRAWN: 'withdrawn',
  NOT_AUTHORISED: 'disapproved',
  EXPANDED_ACCESS: 'closed-to-accrual',
  // R4 has no code for "not known": in-review claims least.
  UNKNOWN: 'in-review',
};

/** The code of FHIR's phase list for one or two phases of a trial. */
function phaseOf(phases: readonly string[]): ResearchStudy['phase'] {
  const joined = phases.join('|');
  const codes: Record<string, string> = {
    EARLY_PHASE1: 'early-phase-1',
    PHASE1: 'phase-1',
    'PHASE1|PHASE2': 'phase-1-phase-2',
    PHASE2: 'phase-2',
    'PHASE2|PHASE3': 'phase-2-phase-3',
    PHASE3: 'phase-3',
    PHASE4: 'phase-4',
    NA: 'n-a',
  };
  const code = codes[joined];
  if (code === undefined) return undefined;
  return { coding: [{ system: PHASE_SYSTEM, code, display: code }], text: phases.join(', ') };
}

type Entry = NonNullable<Bundle['entry']>[number];

/** A stored trial as an R4 ResearchStudy, its first sites contained. */
export function researchStudy(
  trial: Trial,
  sites: readonly TrialSite[],
): NonNullable<Entry['resource']> & ResearchStudy {
  const shown = sites.slice(0, MAX_SITES);
  const phase = phaseOf(trial.phases);
  return {
    resourceType: 'ResearchStudy',
    id: trial.id,
    identifier: [
      trial.id.startsWith('NCT')
        ? { use: 'official', system: 'http://clinicaltrials.gov', value: trial.id }
        : { use: 'official', value: trial.id },
    ],
    title: trial.title,
    status: STATUS[trial.status],
    ...(phase && { phase }),
    condition: trial.details.conditions.map((condition) => ({ text: condition })),
    keyword: trial.details.keywords.map((keyword) => ({ text: keyword })),
    ...(trial.details.summary && { description: trial.details.summary }),
    ...(trial.details.sponsor && { sponsor: { display: trial.details.sponsor } }),
    arm: trial.details.arms.map((arm) => ({
      name: arm.label,
      ...(arm.type && { type: { text: arm.type } }),
      ...(arm.description && { description: arm.description }),
    })),
    ...(shown.length > 0 && {
      contained: shown.map((site, i) => ({
        resourceType: 'Location' as const,
        id: `site-${i + 1}`,
        name: site.facility ?? site.city ?? 'site',
        status: site.acceptsNow === 'YES' ? ('active' as const) : ('inactive' as const),
        address: {
          use: 'work' as const,
          ...(site.city && { city: site.city }),
          ...(site.state && { state: site.state }),
          ...(site.zip && { postalCode: site.zip }),
          ...(site.country && { country: site.country }),
        },
        ...(site.latitude !== null &&
          site.longitude !== null && { position: { latitude: site.latitude, longitude: site.longitude } }),
      })),
      site: shown.map((_, i) => ({ reference: `#site-${i + 1}`, type: 'Location' })),
    }),
  };
}
