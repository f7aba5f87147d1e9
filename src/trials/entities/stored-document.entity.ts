import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BinaryColumn } from '../../database/columns.js';

/** The structured eligibility of one version. Derived: a newer structurer or vocabulary replaces it. */
@Entity('eligibility_document')
export class StoredDocumentEntity {
  @PrimaryColumn({ type: 'text' })
  versionId!: string;

  @Column({ type: 'text' })
  structurer!: string;

  @Column({ type: 'text' })
  vocabulary!: string;

  /** Deflated JSON, which keeps the order of keys on both databases. */
  @BinaryColumn()
  content!: Buffer;

  @Column({ type: 'integer' })
  criteria!: number;
}
