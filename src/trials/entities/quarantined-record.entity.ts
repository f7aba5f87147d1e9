import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { BinaryColumn, DateTimeColumn } from '../../database/columns.js';
import type { RegistryName } from '../trial-record.port.js';

/** A record that could not be read, kept whole with its error until a later try succeeds. */
@Entity('quarantined_record')
@Index('quarantined_record_registry', ['registry'])
export class QuarantinedRecordEntity {
  /** `registry:sha256`. */
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  registry!: RegistryName;

  @Column({ type: 'text', nullable: true })
  registryId!: string | null;

  @Column({ type: 'text' })
  error!: string;

  @BinaryColumn()
  content!: Buffer;

  @Column({ type: 'integer' })
  attempts!: number;

  @DateTimeColumn()
  firstFailedAt!: Date;

  @DateTimeColumn()
  lastFailedAt!: Date;
}
