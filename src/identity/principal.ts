import type { PatientReach } from '../patients/patient-reach.port.js';
import type { SmartScope } from './smart-scopes.js';

/** What somebody may be. A token may carry several; what no role of it may do is refused. */
export const ROLES = ['coordinator', 'patient', 'portal', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The tenant of whoever works on this machine, and of tokens that name none. */
export const LOCAL_TENANT = 'local';

/** Who asks. */
export interface Principal {
  /** The issuer's name of the person or program. */
  subject: string;
  roles: readonly Role[];
  /** The organisation whose patients it may see. */
  tenant: string;
  /** Id of the one stored patient that the token is about. */
  patient?: string;
  /** SMART scopes; absent = the token carries none, so that the roles alone decide. */
  scopes?: readonly SmartScope[];
  /** HL7 PurposeOfUse code. */
  purpose: string;
  /** When the token ends; absent = never. */
  expiresAt?: Date;
}

/** Whoever works on this machine while no issuer is configured. */
export const localPrincipal: Principal = {
  subject: 'local',
  roles: ['coordinator', 'admin'],
  tenant: LOCAL_TENANT,
  purpose: 'CLINTRCH',
};

/** Which stored patients somebody may see: a coordinator those of the tenant, everybody else their own record. */
export function reachOf({ tenant, roles, patient, scopes }: Principal): PatientReach {
  const bound = scopes?.some((scope) => scope.context === 'patient') ?? false;
  if (roles.includes('coordinator') && !bound) return { tenant };
  return { tenant, only: patient ?? null };
}
