import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { BinaryColumn, DateTimeColumn } from '../database/columns.js';

/** A stored patient: the record as it came, compressed and sealed. The profile is derived from it, never stored as truth. */
@Entity('patient')
@Index('patient_source', ['tenant', 'source', 'sourceId'], { unique: true })
export class PatientEntity {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** The organisation whose patient it is; nobody else sees it. */
  @Column({ type: 'text' })
  tenant!: string;

  /** Where the record came from: `seed`, `upload`, or the base URL of a FHIR server. */
  @Column({ type: 'text' })
  source!: string;

  /** Stands for the id of the Patient resource at the source, which may be a record number: a pseudonym of the keyring. */
  @Column({ type: 'text' })
  sourceId!: string;

  /** SHA-256 of the record: names this state of it. */
  @Column({ type: 'text' })
  recordSha256!: string;

  @BinaryColumn()
  record!: Buffer;

  @DateTimeColumn()
  importedAt!: Date;
}
