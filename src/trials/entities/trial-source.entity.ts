import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RegistryName } from '../trial-record.port.js';

/** One registry's record of a trial. A trial has one to three. */
@Entity('trial_source')
@Index('trial_source_trial', ['trialId'])
export class TrialSourceEntity {
  @PrimaryColumn({ type: 'text' })
  registry!: RegistryName;

  @PrimaryColumn({ type: 'text' })
  registryId!: string;

  @Column({ type: 'text' })
  trialId!: string;

  /** Id of the current version. */
  @Column({ type: 'text' })
  versionId!: string;

  @Column({ type: 'text' })
  sha256!: string;

  /** `removed` from the registry or `merged` into another record there; a record that only left our query stays open. */
  @Column({ type: 'text', nullable: true })
  closed!: string | null;
}
