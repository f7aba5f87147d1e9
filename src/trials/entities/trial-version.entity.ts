import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DateTimeColumn } from '../../database/columns.js';
import type { RegistryName } from '../trial-record.port.js';

/** One state of a trial as a registry published it. Never changed, never deleted. */
@Entity('trial_version')
@Index('trial_version_source', ['registry', 'registryId', 'sequence'], { unique: true })
export class TrialVersionEntity {
  /** `registry:registryId:version`. */
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  registry!: RegistryName;

  @Column({ type: 'text' })
  registryId!: string;

  /** The registry's date, or the first digits of the hash where there is none (or where one day has two states). */
  @Column({ type: 'text' })
  version!: string;

  @Column({ type: 'integer' })
  sequence!: number;

  /** Of the raw record. */
  @Column({ type: 'text' })
  sha256!: string;

  /** Of the eligibility text as received. */
  @Column({ type: 'text' })
  textSha256!: string;

  /** The registry's data timestamp when this was fetched, where it has one. */
  @Column({ type: 'text', nullable: true })
  dataTimestamp!: string | null;

  @DateTimeColumn()
  fetchedAt!: Date;
}
