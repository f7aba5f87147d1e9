import type { JWTPayload } from 'jose';
import { LOCAL_TENANT, type Principal, type Role, ROLES } from './principal.js';
import { smartScopes, type SmartScope } from './smart-scopes.js';

/** How the issuer calls what Eligo reads; a dot leads into an object (`realm_access.roles`). */
export interface ClaimNames {
  roles: string;
  tenant: string;
  patient: string;
}

function claim(payload: JWTPayload, name: string): unknown {
  if (name in payload) return payload[name];
  let value: unknown = payload;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A list, or words in one string. */
const words = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((word): word is string => typeof word === 'string')
    : (text(value)?.split(/\s+/) ?? []);

/** A token of a SMART launch by a patient names no role: its scopes are about the patient in context and nobody else. */
function rolesOf(named: readonly string[], scopes: readonly SmartScope[] | undefined): Role[] {
  const known = ROLES.filter((role) => named.includes(role));
  if (known.length > 0 || !scopes || scopes.length === 0) return known;
  return scopes.every(({ context }) => context === 'patient') ? ['patient'] : [];
}

/** The principal of verified claims, or undefined where a claim has no usable form. */
export function principalOf(payload: JWTPayload, names: ClaimNames): Principal | undefined {
  const subject = text(payload.sub);
  if (subject === undefined || payload.exp === undefined) return undefined;
  const patient = text(claim(payload, names.patient))?.replace(/^Patient\//, '');
  const scopes = smartScopes(words(payload['scope']).join(' '));
  const roles = rolesOf(words(claim(payload, names.roles)), scopes);
  return {
    subject,
    roles,
    tenant: text(claim(payload, names.tenant)) ?? LOCAL_TENANT,
    ...(patient !== undefined && { patient }),
    ...(scopes && { scopes }),
    purpose: text(payload['purpose_of_use']) ?? (roles.includes('patient') ? 'PATRQT' : 'CLINTRCH'),
    expiresAt: new Date(payload.exp * 1000),
  };
}
