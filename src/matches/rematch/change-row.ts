import type { ChangeCause, MatchChange } from '../../domain/matching/change/match-change.js';
import type { TrialSignature } from '../../domain/matching/change/trial-signature.js';
import type { StoredPatient } from '../../patients/patients.service.js';
import type { MatchChangeEntity } from '../entities/match-change.entity.js';
import { timeOrderedId } from './time-ordered-id.js';

/** When and why verdicts are looked at again. */
export interface Occasion {
  day: string;
  cause: ChangeCause;
}

/** One state of a trial: its version and criteria. */
export interface TrialState {
  version: string;
  signature: TrialSignature;
}

/** A change as it is stored, with the words of the criteria that made the difference. */
export function changeRow(
  patient: Pick<StoredPatient, 'id' | 'tenant'>,
  trialId: string,
  change: MatchChange,
  { day, cause }: Occasion,
  before: TrialState | undefined,
  now: TrialState,
): MatchChangeEntity {
  const states = change.kind === 'becameEligible' ? [before, now] : [now, before];
  const textOf = (id: string): string =>
    states.flatMap((state) => state?.signature.criteria ?? []).find((criterion) => criterion.id === id)?.text ?? '';
  return {
    id: timeOrderedId(),
    day,
    tenant: patient.tenant,
    patientId: patient.id,
    trialId,
    kind: change.kind,
    cause,
    before: change.before ?? null,
    after: change.after,
    fromVersion: before && before.version !== now.version ? before.version : null,
    toVersion: now.version,
    criteria: change.criteria.map((id) => ({ id, text: textOf(id) })),
    acknowledgedAt: null,
    acknowledgedBy: null,
  };
}
