import type { Principal } from '../../identity/principal.js';
import { coverRecord } from '../../identity/smart-scopes.js';
import type { AccessRule } from './access-rule.js';
import { useOf } from './access-rule.js';
import type { Caller } from './caller.js';

export type Decision = { allowed: true } | { allowed: false; code: 'UNAUTHENTICATED' | 'FORBIDDEN'; why: string };

const ALLOWED: Decision = { allowed: true };
const forbidden = (why: string): Decision => ({ allowed: false, code: 'FORBIDDEN', why });

function permits(rule: AccessRule, { roles, scopes }: Principal): Decision {
  if (rule.roles !== 'anyone' && !rule.roles.some((role) => roles.includes(role)))
    return forbidden(`needs one of the roles ${rule.roles.join(', ')}`);
  const use = useOf(rule);
  if (use && scopes && !coverRecord(scopes, use.interaction))
    return forbidden(`the scopes of the token do not cover a patient's record (interaction ${use.interaction})`);
  return ALLOWED;
}

/** Whether a caller may do what a rule guards. What has no rule is refused. */
export function decide(rule: AccessRule | undefined, caller: Caller): Decision {
  if (rule?.roles === 'anyone') return ALLOWED;
  if (!caller.principal) return { allowed: false, code: 'UNAUTHENTICATED', why: 'a valid bearer token is needed' };
  return rule ? permits(rule, caller.principal) : forbidden('nobody may ask for this');
}
