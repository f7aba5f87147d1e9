import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DateTimeColumn } from '../../database/columns.js';
import type { ReviewReason, ReviewState } from './review-state.js';

/** Where the work on one match stands today. */
@Entity('match_review')
@Index('match_review_trial', ['trialId'])
@Index('match_review_at', ['at'])
export class ReviewEntity {
  @PrimaryColumn({ type: 'text' })
  patientId!: string;

  @PrimaryColumn({ type: 'text' })
  trialId!: string;

  /** The organisation of the patient; nobody else sees it. */
  @Column({ type: 'text' })
  tenant!: string;

  @Column({ type: 'text' })
  state!: ReviewState;

  @Column({ type: 'text', nullable: true })
  reason!: ReviewReason | null;

  /** Deferred to this day. */
  @Column({ type: 'text', nullable: true })
  until!: string | null;

  @Column({ type: 'text' })
  by!: string;

  @DateTimeColumn()
  at!: Date;

  /** The state of the record that was reviewed. */
  @Column({ type: 'text' })
  patientVersion!: string;

  /** The version of the trial that was reviewed; empty once its criteria were corrected since. */
  @Column({ type: 'text' })
  trialVersion!: string;
}
