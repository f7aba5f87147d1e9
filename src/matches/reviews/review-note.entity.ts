import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DateTimeColumn } from '../../database/columns.js';
import type { ReviewReason, ReviewState } from './review-state.js';

/** One step of the work on a match: who set which state when, and what they noted. Never changed. */
@Entity('match_review_note')
@Index('match_review_note_match', ['patientId', 'trialId', 'at'])
export class ReviewNoteEntity {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  patientId!: string;

  @Column({ type: 'text' })
  trialId!: string;

  @Column({ type: 'text' })
  state!: ReviewState;

  @Column({ type: 'text', nullable: true })
  reason!: ReviewReason | null;

  @Column({ type: 'text', nullable: true })
  note!: string | null;

  @Column({ type: 'text' })
  by!: string;

  @DateTimeColumn()
  at!: Date;
}
