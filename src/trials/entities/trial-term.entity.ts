import { Entity, Index, PrimaryColumn } from 'typeorm';

export type TermKind = 'phase' | 'registry' | 'country' | 'condition' | 'cancer' | 'gene' | 'drug';

/** What a trial can be searched and counted by. */
@Entity('trial_term')
@Index('trial_term_code', ['kind', 'code', 'trialId'])
export class TrialTermEntity {
  @PrimaryColumn({ type: 'text' })
  trialId!: string;

  @PrimaryColumn({ type: 'text' })
  kind!: TermKind;

  @PrimaryColumn({ type: 'text' })
  code!: string;
}
