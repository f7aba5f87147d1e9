import { z } from 'zod';
import { isRegistryError, RegistryError } from '../http/registry-error.js';
import { defaultHttpOptions, RegistryHttp, type RegistryHttpOptions } from '../http/registry-http.js';
import type { Fate, ListedRecord, RecordPage, RegistryAdapter, RegistryQuery } from '../registry-adapter.js';
import { optionalText } from '../wire-value.js';
import { isoDate } from './iso-date.js';
import { searchCriteria } from './query.js';

const page = z.looseObject({
  pagination: z.looseObject({ totalRecords: z.number(), nextPage: z.boolean().optional() }),
  data: z.array(
    z.looseObject({ ctNumber: z.string(), lastPublicationUpdate: optionalText, lastUpdated: optionalText }),
  ),
});

const fullPage = 100;

/** One query shows at most this many rows; the rest is reached from the other end. */
const rowsOfOneQuery = 10_000;

/** The public interface of EU CTIS. It has no documentation; it throttles by 403 and wants few connections. */
export class CtisAdapter implements RegistryAdapter {
  readonly name = 'ctis';
  readonly strategy = 'list';
  readonly defaultQuery: RegistryQuery = {
    condition: 'cancer, carcinoma, neoplasm, tumour, leukaemia, lymphoma, myeloma, melanoma, sarcoma',
    statuses: ['RECRUITING', 'NOT_YET_RECRUITING'],
  };
  private readonly http: RegistryHttp;

  constructor(
    options: Partial<RegistryHttpOptions> = {},
    private readonly pageSize = fullPage,
  ) {
    this.http = new RegistryHttp({
      registry: 'ctis',
      baseUrl: 'https://euclinicaltrials.eu/ctis-public-api',
      ...defaultHttpOptions,
      throttleStatuses: [403],
      ...options,
    });
  }

  dataTimestamp(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async *pages(query: RegistryQuery): AsyncGenerator<RecordPage> {
    for await (const rows of this.list(query)) yield { records: await this.fetch(rows.map(({ id }) => id)) };
  }

  async *list(query: RegistryQuery): AsyncGenerator<ListedRecord[]> {
    const total = yield* this.rows(query, 'DESC');
    if (total <= rowsOfOneQuery) return;
    if (total > 2 * rowsOfOneQuery)
      throw new RegistryError('incomplete', `ctis: ${total} trials, more than one query can reach; narrow it`);
    yield* this.rows(query, 'ASC');
  }

  async fetch(ids: readonly string[]): Promise<unknown[]> {
    const found: unknown[] = [];
    for (const id of ids) {
      const fate = await this.fateOf(id);
      if (fate.fate === 'present') found.push(fate.record);
    }
    return found;
  }

  async fateOf(id: string): Promise<Fate> {
    try {
      return { fate: 'present', record: await this.http.json({ path: `/retrieve/${encodeURIComponent(id)}` }) };
    } catch (error) {
      if (isRegistryError(error, 'notFound')) return { fate: 'removed' };
      throw error;
    }
  }

  private async *rows(query: RegistryQuery, direction: 'ASC' | 'DESC'): AsyncGenerator<ListedRecord[], number> {
    const criteria = searchCriteria(query);
    for (let number = 1; ; number++) {
      const answer = await this.http.json({
        method: 'POST',
        path: '/search',
        body: {
          pagination: { page: number, size: this.pageSize },
          searchCriteria: criteria,
          sort: { property: 'decisionDate', direction },
        },
      });
      const parsed = page.safeParse(answer);
      if (!parsed.success) throw new RegistryError('schemaDrift', 'ctis: /search has another shape than the one known');
      const { pagination, data } = parsed.data;
      const total = pagination.totalRecords;
      yield data.map((row) => ({
        id: row.ctNumber,
        updated: isoDate(row.lastPublicationUpdate) ?? isoDate(row.lastUpdated),
      }));
      const reached = number * this.pageSize;
      if (reached >= Math.min(total, rowsOfOneQuery) || pagination.nextPage === false) return total;
    }
  }
}
