import { z } from 'zod';
import { chunks } from '../../database/chunks.js';
import { isRegistryError, RegistryError } from '../http/registry-error.js';
import { defaultHttpOptions, RegistryHttp, type RegistryHttpOptions } from '../http/registry-http.js';
import { openStatuses } from '../registry-adapter.js';
import type { Fate, ListedRecord, RecordPage, RegistryAdapter, RegistryQuery } from '../registry-adapter.js';
import { nciReader } from './mapper.js';
import { trialsBody } from './query.js';

const page = z.looseObject({ total: z.number(), data: z.array(z.unknown()) });

/** The size that the registry takes at most. */
const fullPage = 50;

/** The NCI Clinical Trials Search API, version 2. All of it is oncology, so a query names no condition by default. */
export class NciAdapter implements RegistryAdapter {
  readonly name = 'nci';
  readonly strategy = 'pages';
  readonly defaultQuery: RegistryQuery = { statuses: [...openStatuses] };
  private readonly http: RegistryHttp;

  constructor(
    apiKey: string | undefined,
    options: Partial<RegistryHttpOptions> = {},
    private readonly pageSize = fullPage,
  ) {
    this.http = new RegistryHttp({
      registry: 'nci',
      baseUrl: 'https://clinicaltrialsapi.cancer.gov/api/v2',
      headers: apiKey ? { 'X-API-KEY': apiKey } : {},
      ...defaultHttpOptions,
      ...options,
    });
  }

  dataTimestamp(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async *pages(query: RegistryQuery): AsyncGenerator<RecordPage> {
    yield* this.walk(trialsBody(query));
  }

  async *list(query: RegistryQuery): AsyncGenerator<ListedRecord[]> {
    for await (const { records } of this.walk({
      ...trialsBody(query),
      include: ['nci_id', 'record_verification_date'],
    })) {
      yield records.flatMap((record) => {
        const id = nciReader.idOf(record);
        return id ? [{ id }] : [];
      });
    }
  }

  async fetch(ids: readonly string[]): Promise<unknown[]> {
    const found: unknown[] = [];
    for (const some of chunks(ids, this.pageSize)) {
      for await (const { records } of this.walk({ trial_ids: some })) found.push(...records);
    }
    return found;
  }

  async fateOf(id: string): Promise<Fate> {
    try {
      return { fate: 'present', record: await this.http.json({ path: `/trials/${encodeURIComponent(id)}` }) };
    } catch (error) {
      if (isRegistryError(error, 'notFound')) return { fate: 'removed' };
      throw error;
    }
  }

  private async *walk(body: Record<string, unknown>): AsyncGenerator<RecordPage> {
    for (let from = 0, total = Infinity; from < total; from += this.pageSize) {
      const answer = await this.http.json({
        method: 'POST',
        path: '/trials',
        body: { ...body, size: this.pageSize, from },
      });
      const parsed = page.safeParse(answer);
      if (!parsed.success) throw new RegistryError('schemaDrift', 'nci: /trials has another shape than the one known');
      total = parsed.data.total;
      yield { records: parsed.data.data, total };
    }
  }
}
