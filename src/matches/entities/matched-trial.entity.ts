import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JsonColumn } from '../../database/columns.js';
import type { TrialSignature } from '../../domain/matching/change/trial-signature.js';

/** What the stored results of one trial were computed from. */
@Entity('matched_trial')
export class MatchedTrialEntity {
  @PrimaryColumn({ type: 'text' })
  trialId!: string;

  /** Version of the eligibility document. */
  @Column({ type: 'text' })
  version!: string;

  /** Engine and vocabulary. */
  @Column({ type: 'text' })
  engine!: string;

  @JsonColumn()
  signature!: TrialSignature;
}
