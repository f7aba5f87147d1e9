import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BinaryColumn } from '../../database/columns.js';

/** A registry's record as received, less contact persons and volatile fields; deflated. Kept for every version. */
@Entity('raw_record')
export class RawRecordEntity {
  @PrimaryColumn({ type: 'text' })
  sha256!: string;

  @BinaryColumn()
  content!: Buffer;

  @Column({ type: 'integer' })
  bytes!: number;
}
