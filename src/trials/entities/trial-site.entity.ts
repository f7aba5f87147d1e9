import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AcceptsNow, RegistryName, TrialStatus } from '../trial-record.port.js';

/** A place where a trial runs; sites of all sources, each place once. */
@Entity('trial_site')
@Index('trial_site_place', ['acceptsNow', 'latitude', 'longitude'])
@Index('trial_site_country', ['country'])
export class TrialSiteEntity {
  @PrimaryColumn({ type: 'text' })
  trialId!: string;

  @PrimaryColumn({ type: 'integer' })
  ordinal!: number;

  @Column({ type: 'text', nullable: true })
  facility!: string | null;

  @Column({ type: 'text', nullable: true })
  city!: string | null;

  @Column({ type: 'text', nullable: true })
  state!: string | null;

  @Column({ type: 'text', nullable: true })
  zip!: string | null;

  @Column({ type: 'text', nullable: true })
  country!: string | null;

  @Column({ type: 'double precision', nullable: true })
  latitude!: number | null;

  @Column({ type: 'double precision', nullable: true })
  longitude!: number | null;

  @Column({ type: 'text' })
  status!: TrialStatus;

  @Column({ type: 'text' })
  acceptsNow!: AcceptsNow;

  @Column({ type: 'text', nullable: true })
  statusRaw!: string | null;

  /** Whether the site has no status of its own and takes the trial's. */
  @Column({ type: 'boolean' })
  inherited!: boolean;

  @Column({ type: 'text' })
  registry!: RegistryName;

  /** What another registry says of this site, where it differs: `nci: ACTIVE`. */
  @Column({ type: 'text', nullable: true })
  conflict!: string | null;
}
