import type { AuditEvent } from '@medplum/fhirtypes';
import type { AuditRecord } from '../../audit/audit-record.js';

/** AuditEvent.action, and the RESTful interaction that comes nearest. */
const ACTIONS: Record<string, { action: AuditEvent['action']; interaction: string }> = {
  read: { action: 'R', interaction: 'read' },
  export: { action: 'R', interaction: 'read' },
  match: { action: 'E', interaction: 'operation' },
  import: { action: 'C', interaction: 'create' },
  review: { action: 'U', interaction: 'update' },
  curate: { action: 'U', interaction: 'update' },
  erase: { action: 'D', interaction: 'delete' },
};
/** Success, minor failure (refused, not there), serious failure. */
const OUTCOMES: Record<AuditRecord['outcome'], AuditEvent['outcome']> = {
  begun: '0',
  done: '0',
  absent: '4',
  refused: '4',
  failed: '8',
};

const code = (system: string, value: string) => ({
  system: `http://terminology.hl7.org/CodeSystem/${system}`,
  code: value,
});

/** An audit record in the form of the IHE profile Basic Audit Log Patterns (BALP). */
export function auditEvent(seq: number, record: AuditRecord): AuditEvent {
  const { action, interaction } = ACTIONS[record.action] ?? { action: 'E', interaction: 'operation' };
  return {
    resourceType: 'AuditEvent',
    id: String(seq),
    type: code('audit-event-type', 'rest'),
    subtype: [{ system: 'http://hl7.org/fhir/restful-interaction', code: interaction, display: record.operation }],
    action,
    recorded: record.at,
    outcome: OUTCOMES[record.outcome],
    purposeOfEvent: [{ coding: [code('v3-ActReason', record.purpose)] }],
    agent: [
      {
        type: { coding: [code('v3-ParticipationType', 'IRCP')] },
        who: { identifier: { value: record.actor } },
        requestor: true,
        role: record.roles === '' ? undefined : record.roles.split(' ').map((text) => ({ text })),
      },
    ],
    source: { observer: { display: 'Eligo' }, type: [code('security-source-type', '4')] },
    entity: record.patients
      .split(' ')
      .filter((id) => id !== '')
      .map((id) => ({
        ...(id === '*' ? { name: 'every patient of the tenant' } : { what: { reference: `Patient/${id}` } }),
        type: code('audit-entity-type', '1'),
        role: code('object-role', '1'),
      })),
  };
}
