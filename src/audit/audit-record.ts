/**
 * Who did what with which patients, when, why and with what outcome. Ids only: nothing of a record, no argument, no
 * error text.
 */
export interface AuditRecord {
  at: string;
  /** Subject of the token, `local`, or `cli:` and the user of the machine. */
  actor: string;
  /** Roles, separated by blanks. */
  roles: string;
  tenant: string;
  /** read, match, import, review, curate, export or erase. */
  action: string;
  /** The field or route, e.g. `Query.patient`. */
  operation: string;
  /** Ids of stored patients, separated by blanks; `*` = all of the tenant; empty = a record that is not stored. */
  patients: string;
  outcome: AuditOutcome;
  /** HL7 PurposeOfUse code. */
  purpose: string;
}

/** `begun` is noted before a change is made, `done` and `absent` (there was nothing) before the answer is given. */
export type AuditOutcome = 'begun' | 'done' | 'absent' | 'failed' | 'refused';

const LONGEST_ID = 128;

/** An id as it stands in `patients`: whatever a caller made up stays one short word. */
export const asWord = (id: string): string => encodeURIComponent(id.slice(0, LONGEST_ID));

/** The hash before the first link. */
export const CHAIN_START = '';

/** The text that a link seals: every field of the record in a fixed order, its number, and the link before. */
export const linkText = (before: string, seq: number, record: AuditRecord): string =>
  JSON.stringify([
    before,
    seq,
    record.at,
    record.actor,
    record.roles,
    record.tenant,
    record.action,
    record.operation,
    record.patients,
    record.outcome,
    record.purpose,
  ]);
