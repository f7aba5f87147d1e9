import type { Phase, TrialStatus } from '../../trials/trial-record.port.js';

/** Public status codes of a trial and of a member state's part in it. */
export const ctisStatuses: Record<string, TrialStatus> = {
  '1': 'NOT_YET_RECRUITING', // under evaluation
  '2': 'NOT_YET_RECRUITING', // authorised, recruitment pending
  '3': 'RECRUITING', // authorised, recruiting
  '4': 'RECRUITING', // ongoing, recruiting
  '5': 'ACTIVE_NOT_RECRUITING', // ongoing, recruitment ended
  '6': 'SUSPENDED', // temporarily halted
  '7': 'SUSPENDED',
  '8': 'COMPLETED', // ended, early ends too
  '9': 'WITHDRAWN', // expired
  '10': 'TERMINATED', // revoked
  '11': 'NOT_AUTHORISED',
  '12': 'WITHDRAWN', // cancelled
  '13': 'WITHDRAWN',
  '14': 'WITHDRAWN', // lapsed
  '15': 'NOT_AUTHORISED', // not valid
  '16': 'NOT_YET_RECRUITING', // authorised
  '17': 'NOT_YET_RECRUITING', // pending
  '18': 'UNKNOWN',
};

/**
 * Status texts of the shape before June 2024. A bare "Authorised" is not among them: it is the state of the application,
 * not of the recruitment.
 */
export const ctisStatusTexts: Record<string, TrialStatus> = {
  'under evaluation': 'NOT_YET_RECRUITING',
  'authorised, not started': 'NOT_YET_RECRUITING',
  'authorised, recruitment pending': 'NOT_YET_RECRUITING',
  'authorised, recruiting': 'RECRUITING',
  'ongoing, recruiting': 'RECRUITING',
  'ongoing, recruitment ended': 'ACTIVE_NOT_RECRUITING',
  'temporarily halted': 'SUSPENDED',
  suspended: 'SUSPENDED',
  ended: 'COMPLETED',
  expired: 'WITHDRAWN',
  revoked: 'TERMINATED',
  'not authorised': 'NOT_AUTHORISED',
  cancelled: 'WITHDRAWN',
  withdrawn: 'WITHDRAWN',
};

export const ctisPhases: Record<string, Phase[]> = {
  '1': ['PHASE1'],
  '2': ['PHASE1'],
  '3': ['PHASE1'],
  '4': ['PHASE2'],
  '5': ['PHASE3'],
  '6': ['PHASE4'],
  '7': ['PHASE1', 'PHASE2'],
  '8': ['PHASE1', 'PHASE2'],
  '9': ['PHASE1', 'PHASE2'],
  '10': ['PHASE2', 'PHASE3'],
  '11': ['PHASE3', 'PHASE4'],
};

/** Age is a coded band, never a number: 1 in utero, 2 0-17, 3 18-64, 4 65 years and over. */
export const ctisAgeBands: Record<string, string> = { '1': '1', '2': '2', '3': '3', '4': '4' };
