import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AuditOutcome, AuditRecord } from './audit-record.js';

/** One link of the audit chain. Rows are only ever added. */
@Entity('audit_event')
@Index('audit_event_at', ['at'])
export class AuditEventEntity implements AuditRecord {
  /** Running number, without gaps. */
  @PrimaryColumn({ type: 'integer' })
  seq!: number;

  /** ISO 8601 in UTC, as text: the chain is over these very characters. */
  @Column({ type: 'text' })
  at!: string;

  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'text' })
  roles!: string;

  @Column({ type: 'text' })
  tenant!: string;

  @Column({ type: 'text' })
  action!: string;

  @Column({ type: 'text' })
  operation!: string;

  @Column({ type: 'text' })
  patients!: string;

  @Column({ type: 'text' })
  outcome!: AuditOutcome;

  @Column({ type: 'text' })
  purpose!: string;

  /** Seal over this record and the link before it. */
  @Column({ type: 'text' })
  hash!: string;
}
