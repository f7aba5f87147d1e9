import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JsonColumn } from '../../database/columns.js';

/** What the stored results of one patient were computed from. */
@Entity('matched_patient')
export class MatchedPatientEntity {
  @PrimaryColumn({ type: 'text' })
  patientId!: string;

  @Column({ type: 'text' })
  recordVersion!: string;

  /** Engine and vocabulary. */
  @Column({ type: 'text' })
  engine!: string;

  /** Subject -> pseudonym of what the record says of it. */
  @JsonColumn()
  statements!: Record<string, string>;
}
