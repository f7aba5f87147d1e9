import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { IdentifierScheme } from '../trial-record.port.js';

/** Every number under which a trial is known. */
@Entity('trial_identifier')
@Index('trial_identifier_value', ['value'])
export class TrialIdentifierEntity {
  @PrimaryColumn({ type: 'text' })
  trialId!: string;

  @PrimaryColumn({ type: 'text' })
  scheme!: IdentifierScheme;

  /** Upper case, without blanks. */
  @PrimaryColumn({ type: 'text' })
  value!: string;

  @Column({ type: 'text' })
  registry!: string;
}
