import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The end of the audit chain: one row, so that a link cut off the end is missed too, and writers wait for each other. */
@Entity('audit_head')
export class AuditHeadEntity {
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'integer' })
  seq!: number;

  @Column({ type: 'text' })
  hash!: string;
}
