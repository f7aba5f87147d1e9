import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { type AuditEvent as StoredEvent, AuditService } from '../../../audit/audit.service.js';
import type { Principal } from '../../../identity/principal.js';
import { Access } from '../../auth/access-rule.js';
import { Requester } from '../../auth/requester.js';
import { ADMINISTRATION } from '../../auth/rules.js';
import { badInput } from '../../errors/graphql-errors.js';
import { auditEvent } from '../../fhir/audit-event.js';
import { decodeCursor, encodeCursor, pageSize } from '../cursor.js';
import { AuditEvent, AuditEventConnection } from '../types/audit.type.js';
import { type Connection, page } from '../types/page-info.js';

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');

const toEvent = ({ seq, ...event }: StoredEvent): AuditEvent => ({
  ...event,
  id: String(seq),
  roles: words(event.roles),
  patients: words(event.patients),
  resource: auditEvent(seq, event),
});

function seqOf(cursor: string): number {
  const seq = Number(decodeCursor(cursor));
  if (!Number.isSafeInteger(seq)) throw badInput('after: not a cursor of this list');
  return seq;
}

/** Who did what with whose data. */
@Resolver()
export class AuditResolver {
  constructor(private readonly audit: AuditService) {}

  @Access(ADMINISTRATION)
  @Query(() => AuditEventConnection, { description: 'What was done with patient data of the tenant, newest first.' })
  async auditEvents(
    @Requester() { tenant }: Principal,
    @Args('patient', { type: () => ID, nullable: true, description: 'Only what concerns this stored patient by name.' })
    patient: string | undefined,
    @Args('first', { type: () => Int, defaultValue: 20, description: 'Page size, 1 to 200.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the item before the page.' })
    after?: string,
  ): Promise<Connection<AuditEvent>> {
    const { items, total, more } = await this.audit.list(
      { tenant, ...(patient != null && { patient }) },
      pageSize(first),
      after == null ? undefined : seqOf(after),
    );
    return page(
      items.map((event) => ({ node: toEvent(event), cursor: encodeCursor(String(event.seq)) })),
      total,
      more,
    );
  }
}
