import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTimeColumn } from '../../database/columns.js';
import type { RegistryName } from '../trial-record.port.js';

/** How far a registry is synchronized. Moved only by a run that came to its end. */
@Entity('sync_state')
export class SyncStateEntity {
  @PrimaryColumn({ type: 'text' })
  registry!: RegistryName;

  /** The query of the last complete run; another query starts from the beginning. */
  @Column({ type: 'text' })
  query!: string;

  /** The registry's data timestamp that is complete here. */
  @Column({ type: 'text', nullable: true })
  dataTimestamp!: string | null;

  /** Day up to which changes are complete; the next run reaches two days further back. */
  @Column({ type: 'text', nullable: true })
  completeTo!: string | null;

  @DateTimeColumn({ nullable: true })
  lastSweepAt!: Date | null;

  @DateTimeColumn()
  finishedAt!: Date;
}
