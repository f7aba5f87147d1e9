import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DateTimeColumn, JsonColumn } from '../../database/columns.js';
import type { ChangeCause, ChangeKind } from '../../domain/matching/change/match-change.js';
import type { Grade } from '../../domain/matching/report.js';

/** A criterion as it read when it made the difference. */
export interface ChangedCriterion {
  id: string;
  text: string;
}

/** A patient's standing with a trial that changed: an alert until somebody acknowledges it. */
@Entity('match_change')
@Index('match_change_tenant', ['tenant', 'id'])
@Index('match_change_patient', ['patientId'])
@Index('match_change_trial', ['trialId'])
export class MatchChangeEntity {
  /** UUID version 7: in the order of time. */
  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** The as-of day of the new verdict. */
  @Column({ type: 'text' })
  day!: string;

  /** Organisation that the patient belongs to. */
  @Column({ type: 'text' })
  tenant!: string;

  @Column({ type: 'text' })
  patientId!: string;

  @Column({ type: 'text' })
  trialId!: string;

  @Column({ type: 'text' })
  kind!: ChangeKind;

  @Column({ type: 'text' })
  cause!: ChangeCause;

  @Column({ type: 'text', nullable: true })
  before!: Grade | null;

  @Column({ type: 'text' })
  after!: Grade;

  /** Trial version of the earlier verdict, where the trial was amended since. */
  @Column({ type: 'text', nullable: true })
  fromVersion!: string | null;

  @Column({ type: 'text' })
  toVersion!: string;

  @JsonColumn()
  criteria!: ChangedCriterion[];

  @DateTimeColumn({ nullable: true })
  acknowledgedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  acknowledgedBy!: string | null;
}
