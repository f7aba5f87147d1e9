import { asWord, type AuditOutcome } from '../../audit/audit-record.js';
import type { AuditService } from '../../audit/audit.service.js';
import type { Principal } from '../../identity/principal.js';
import type { PatientDataUse } from './access-rule.js';

/** One use of patient data: who does what by which field or route. */
export interface Use {
  use: PatientDataUse;
  operation: string;
  args: Record<string, unknown>;
  principal: Principal;
}

/** Actions that change something: they are noted before they are done, so that no change is without a trace. */
const CHANGES: ReadonlySet<PatientDataUse['action']> = new Set(['import', 'review', 'curate', 'erase']);

/** Notes one use. Throws where it cannot be noted; then it must not happen. */
export function note(
  audit: AuditService,
  { use, operation, args, principal }: Use,
  outcome: AuditOutcome,
  answer?: unknown,
): Promise<void> {
  return audit.append({
    at: new Date().toISOString(),
    actor: principal.subject,
    roles: principal.roles.join(' '),
    tenant: principal.tenant,
    action: use.action,
    operation,
    patients: [...new Set(use.patients(args, answer))].map(asWord).join(' '),
    outcome,
    purpose: principal.purpose,
  });
}

/** Null, or one of the typed results that say that there is no such thing. */
const isAbsent = (answer: unknown): boolean =>
  answer === null || answer === undefined || (typeof answer === 'object' && 'message' in answer && 'id' in answer);

/** Does the work and notes it; what cannot be noted is not given. */
export async function audited<T>(audit: AuditService, use: Use, work: () => T | Promise<T>): Promise<T> {
  if (CHANGES.has(use.use.action)) await note(audit, use, 'begun');
  let answer: T;
  try {
    answer = await work();
  } catch (error) {
    await note(audit, use, 'failed');
    throw error;
  }
  await note(audit, use, isAbsent(answer) ? 'absent' : 'done', answer);
  return answer;
}
