import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { JsonColumn } from '../../database/columns.js';
import type { Grade } from '../../domain/matching/report.js';

/**
 * The verdict on one pair. It holds for the record version, trial version and engine that `matched_patient` and
 * `matched_trial` name, so that a result that a change cannot move need not be written again.
 */
@Entity('match_result')
@Index('match_result_trial', ['trialId', 'patientId'])
@Index('match_result_changes_on', ['changesOn'])
export class MatchResultEntity {
  @PrimaryColumn({ type: 'text' })
  patientId!: string;

  @PrimaryColumn({ type: 'text' })
  trialId!: string;

  @Column({ type: 'text' })
  grade!: Grade;

  @Column({ type: 'double precision' })
  score!: number;

  @Column({ type: 'text' })
  scope!: string;

  /** Ids of the criteria on which the verdict hangs. */
  @JsonColumn()
  deciding!: string[];

  /** Ids of the criteria that keep the patient out of every scope. */
  @JsonColumn()
  excludedBy!: string[];

  /** First day on which time alone can change it; null = never. */
  @Column({ type: 'text', nullable: true })
  changesOn!: string | null;
}
