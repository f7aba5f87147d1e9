import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In, IsNull } from 'typeorm';
import { transactional } from '../database/transaction.js';
import type { ChangeCause, ChangeKind } from '../domain/matching/change/match-change.js';
import { topic } from '../events/event-bus.js';
import { mayReach, type PatientReach } from '../patients/patient-reach.port.js';
import { MatchChangeEntity } from './entities/match-change.entity.js';

export type { ChangeCause, ChangeKind } from '../domain/matching/change/match-change.js';
export type MatchChange = MatchChangeEntity;

/** A change of standing, told once it is stored; what a reader misses is still in the store. */
export const matchChanged = topic<MatchChange>('matchChanged');

/** Which changes to list; what is absent does not narrow. */
export interface ChangeFilter {
  patient?: string;
  trial?: string;
  kinds?: readonly ChangeKind[];
  causes?: readonly ChangeCause[];
  /** First and last day, `YYYY-MM-DD`. */
  since?: string;
  until?: string;
  acknowledged?: boolean;
}

/** Who became eligible or ineligible, by which criterion: alerts until somebody acknowledges them. */
@Injectable()
export class MatchChangesService {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Newest first, after the change with the id given. */
  async list(
    reach: PatientReach,
    filter: ChangeFilter,
    first: number,
    after?: string,
  ): Promise<{ items: MatchChange[]; total: number; more: boolean }> {
    const matching = this.dataSource.manager
      .createQueryBuilder(MatchChangeEntity, 'change')
      .where({ tenant: reach.tenant, ...(reach.only !== undefined && { patientId: reach.only ?? In([]) }) });
    if (filter.patient !== undefined) matching.andWhere({ patientId: filter.patient });
    if (filter.trial !== undefined) matching.andWhere({ trialId: filter.trial });
    if (filter.kinds) matching.andWhere({ kind: In([...filter.kinds]) });
    if (filter.causes) matching.andWhere({ cause: In([...filter.causes]) });
    if (filter.since !== undefined) matching.andWhere('change.day >= :since', { since: filter.since });
    if (filter.until !== undefined) matching.andWhere('change.day <= :until', { until: filter.until });
    if (filter.acknowledged !== undefined)
      matching.andWhere(`change.acknowledgedAt IS ${filter.acknowledged ? 'NOT NULL' : 'NULL'}`);
    const page = matching
      .clone()
      .orderBy('change.id', 'DESC')
      .limit(first + 1);
    if (after !== undefined) page.andWhere('change.id < :after', { after });
    const [rows, total] = await Promise.all([page.getMany(), matching.getCount()]);
    return { items: rows.slice(0, first), total, more: rows.length > first };
  }

  /** Marks changes as seen; the first to do so stays named. Gives those that the caller may see, newest first. */
  async acknowledge(ids: readonly string[], reach: PatientReach, by: string, at: Date): Promise<MatchChange[]> {
    return transactional(this.dataSource, async (manager) => {
      const wanted = { id: In([...ids]), tenant: reach.tenant };
      const known = (await manager.findBy(MatchChangeEntity, wanted)).filter(({ patientId }) =>
        mayReach(reach, patientId),
      );
      const open = { id: In(known.map(({ id }) => id)), acknowledgedAt: IsNull() };
      await manager.update(MatchChangeEntity, open, { acknowledgedAt: at, acknowledgedBy: by });
      return manager.find(MatchChangeEntity, { where: { id: In(known.map(({ id }) => id)) }, order: { id: 'DESC' } });
    });
  }
}
