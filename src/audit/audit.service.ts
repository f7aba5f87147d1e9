import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, LessThan, Raw } from 'typeorm';
import { transactional } from '../database/transaction.js';
import { Keyring } from '../keyring/keyring.js';
import { AuditEventEntity } from './audit-event.entity.js';
import { AuditHeadEntity } from './audit-head.entity.js';
import { asWord, type AuditRecord, CHAIN_START, linkText } from './audit-record.js';

export type { AuditRecord } from './audit-record.js';
export type AuditEvent = AuditEventEntity;

interface Waiting {
  record: AuditRecord;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** What a check of the chain found. */
export interface AuditVerdict {
  intact: boolean;
  /** Links that were checked. */
  events: number;
  /** Seal of the last link; kept elsewhere, it proves later that nothing was cut off. */
  head: string;
  /** The first link that is not as it was written, and what is wrong with it. */
  broken?: { seq: number; why: 'changed' | 'missing' | 'cutOff' };
}

const MOST_AT_ONCE = 200;
const ROWS_AT_ONCE = 1000;
const HEAD = { id: 1 };

/** Rows that name a patient: the id is one whole word of the list. Unlike LIKE it tells letters of different case apart. */
const names = (patient: string) =>
  Raw((column) => `REPLACE(' ' || ${column} || ' ', :word, '') <> ' ' || ${column} || ' '`, {
    word: ` ${asWord(patient)} `,
  });

/** The append-only log of what is done with patient data. */
@Injectable()
export class AuditService {
  private waiting: Waiting[] = [];
  private writing = false;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(Keyring) private readonly keyring: Keyring,
  ) {}

  /** Adds a record; resolves once it is kept. Records that come while others are being written go together. */
  append(record: AuditRecord): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ record, resolve, reject });
      if (!this.writing) void this.writeAll();
    });
  }

  /** Whether a record could be kept now: what cannot be noted is refused, so that a full disk means that nobody is served. */
  async canWrite(): Promise<boolean> {
    try {
      await transactional(this.dataSource, async (manager) => {
        // There and back: SQLite writes no page whose bytes an update leaves as they are.
        await manager.increment(AuditHeadEntity, HEAD, 'seq', 1);
        await manager.decrement(AuditHeadEntity, HEAD, 'seq', 1);
      });
      return true;
    } catch {
      return false;
    }
  }

  private async writeAll(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, MOST_AT_ONCE);
      try {
        const records = batch.map(({ record }) => record);
        await transactional(this.dataSource, (manager) => this.write(manager, records));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.writing = false;
  }

  private async write(manager: EntityManager, records: readonly AuditRecord[]): Promise<void> {
    // Moving the head on first makes other writers wait, in this process and in others.
    await manager.increment(AuditHeadEntity, HEAD, 'seq', records.length);
    const head = await manager.findOneByOrFail(AuditHeadEntity, HEAD);
    let { hash } = head;
    const first = head.seq - records.length + 1;
    const links = records.map((record, i) => {
      hash = this.keyring.chain(linkText(hash, first + i, record));
      return { ...record, seq: first + i, hash };
    });
    await manager.insert(AuditEventEntity, links);
    await manager.update(AuditHeadEntity, HEAD, { hash });
  }

  /** Events of a tenant, newest first; those that name one patient, where asked for. */
  async list(
    { tenant, patient }: { tenant: string; patient?: string },
    first: number,
    before?: number,
  ): Promise<{ items: AuditEvent[]; total: number; more: boolean }> {
    const where = { tenant, ...(patient !== undefined && { patients: names(patient) }) };
    const [rows, total] = await Promise.all([
      this.dataSource.manager.find(AuditEventEntity, {
        where: { ...where, ...(before !== undefined && { seq: LessThan(before) }) },
        order: { seq: 'DESC' },
        take: first + 1,
      }),
      this.dataSource.manager.countBy(AuditEventEntity, where),
    ]);
    return { items: rows.slice(0, first), total, more: rows.length > first };
  }

  /** Checks every link from the first to the last, and that an earlier head, if one is given, is still among them. */
  async verify(earlierHead?: string): Promise<AuditVerdict> {
    let headSeen = earlierHead === undefined || earlierHead === CHAIN_START;
    let before = CHAIN_START;
    let seq = 0;
    const broken = (at: number, why: 'changed' | 'missing' | 'cutOff'): AuditVerdict => ({
      intact: false,
      events: seq,
      head: before,
      broken: { seq: at, why },
    });
    for await (const link of this.links()) {
      if (link.seq !== seq + 1) return broken(seq + 1, 'missing');
      const expected = this.keyring.chain(linkText(before, link.seq, link));
      if (link.hash !== expected) return broken(link.seq, 'changed');
      before = expected;
      seq = link.seq;
      headSeen ||= expected === earlierHead;
    }
    const head = await this.dataSource.manager.findOneBy(AuditHeadEntity, HEAD);
    return head?.seq === seq && head.hash === before && headSeen
      ? { intact: true, events: seq, head: before }
      : broken(seq + 1, 'cutOff');
  }

  private async *links(): AsyncGenerator<AuditEventEntity> {
    for (let after = 0; ;) {
      const rows = await this.dataSource.manager
        .createQueryBuilder(AuditEventEntity, 'event')
        .where('event.seq > :after', { after })
        .orderBy('event.seq', 'ASC')
        .limit(ROWS_AT_ONCE)
        .getMany();
      yield* rows;
      const last = rows.at(-1);
      if (!last) return;
      after = last.seq;
    }
  }
}
