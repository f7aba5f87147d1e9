import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DateTimeColumn, JsonColumn } from '../../database/columns.js';
import type {
  AcceptsNow,
  Phase,
  RecordArm,
  RecordIntervention,
  RegistryName,
  TrialStatus,
} from '../trial-record.port.js';

/** Where a merged field came from, and what the other registries say instead. */
export interface FieldProvenance {
  registry: RegistryName;
  id: string;
  version: string;
  conflicts?: { registry: RegistryName; id: string; value: string }[];
}

export interface TrialDetails {
  officialTitle?: string;
  summary?: string;
  sponsor?: string;
  enrollment?: number;
  statusRaw?: string;
  conditions: string[];
  keywords: string[];
  interventions: RecordIntervention[];
  arms: RecordArm[];
  provenance: Record<string, FieldProvenance>;
}

/** One study, merged over the registries that know it. Everything here is derived from the sources' current versions. */
@Entity('trial')
@Index('trial_number', ['number'], { unique: true })
@Index('trial_updated', ['lastUpdated', 'id'])
@Index('trial_status', ['status'])
export class TrialEntity {
  /** NCT number where any source has one, else the EU CT or NCI number. Stays when sources are added. */
  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** Running number: the row of the full-text index. */
  @Column({ type: 'integer' })
  number!: number;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  status!: TrialStatus;

  @Column({ type: 'text' })
  acceptsNow!: AcceptsNow;

  @Column({ type: 'text', nullable: true })
  statusVerified!: string | null;

  @Column({ type: 'text', nullable: true })
  studyType!: string | null;

  @JsonColumn()
  phases!: Phase[];

  @Column({ type: 'text', nullable: true })
  primaryPurpose!: string | null;

  @Column({ type: 'text' })
  sex!: 'all' | 'female' | 'male';

  /** In years; null = no limit. */
  @Column({ type: 'double precision', nullable: true })
  minimumAge!: number | null;

  @Column({ type: 'double precision', nullable: true })
  maximumAge!: number | null;

  @Column({ type: 'text', nullable: true })
  startDate!: string | null;

  @Column({ type: 'text', nullable: true })
  primaryCompletionDate!: string | null;

  @Column({ type: 'text', nullable: true })
  lastUpdated!: string | null;

  @JsonColumn()
  registries!: RegistryName[];

  @JsonColumn()
  details!: TrialDetails;

  /** The version whose eligibility document is in force. */
  @Column({ type: 'text', nullable: true })
  versionInForce!: string | null;

  @DateTimeColumn()
  createdAt!: Date;

  @DateTimeColumn()
  updatedAt!: Date;
}
