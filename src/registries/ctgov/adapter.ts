import { z } from 'zod';
import { chunks } from '../../database/chunks.js';
import { openStatuses } from '../registry-adapter.js';
import type { Fate, ListedRecord, RecordPage, RegistryAdapter, RegistryQuery } from '../registry-adapter.js';
import { isRegistryError, RegistryError } from '../http/registry-error.js';
import { defaultHttpOptions, RegistryHttp, type RegistryHttpOptions } from '../http/registry-http.js';
import { nctNumber } from '../identifiers.js';
import { ctgovReader } from './mapper.js';
import { studiesParameters } from './query.js';

const page = z.looseObject({
  studies: z.array(z.unknown()),
  nextPageToken: z.string().min(1).optional(),
  totalCount: z.number().optional(),
});

const version = z.looseObject({ apiVersion: z.string(), dataTimestamp: z.string().optional() });

const oncologyWords =
  'cancer OR neoplasm OR carcinoma OR sarcoma OR leukemia OR lymphoma OR myeloma OR melanoma OR tumor';

/** All that is read; results alone can make one study a megabyte. */
const fields = 'protocolSection|derivedSection';
const fullPage = '1000';
const idsInOneRequest = 128;

/** The ClinicalTrials.gov API, version 2. */
export class CtgovAdapter implements RegistryAdapter {
  readonly name = 'ctgov';
  readonly strategy = 'changes';
  readonly defaultQuery: RegistryQuery = {
    condition: oncologyWords,
    statuses: [...openStatuses],
    studyType: 'INTERVENTIONAL',
  };
  private readonly http: RegistryHttp;

  constructor(
    options: Partial<RegistryHttpOptions> = {},
    private readonly pageSize = fullPage,
  ) {
    this.http = new RegistryHttp({
      registry: 'ctgov',
      baseUrl: 'https://clinicaltrials.gov/api/v2',
      ...defaultHttpOptions,
      ...options,
    });
  }

  async dataTimestamp(): Promise<string | undefined> {
    const parsed = version.safeParse(await this.http.json({ path: '/version' }));
    if (!parsed.success) throw new RegistryError('schemaDrift', 'ctgov: /version has another shape than the one known');
    return parsed.data.dataTimestamp;
  }

  async *pages(query: RegistryQuery, since?: string): AsyncGenerator<RecordPage> {
    const sort: Record<string, string> = since ? { sort: 'LastUpdatePostDate' } : {};
    yield* this.walk({ ...studiesParameters(query, since), ...sort, fields });
  }

  async *list(query: RegistryQuery): AsyncGenerator<ListedRecord[]> {
    for await (const { records } of this.walk({ ...studiesParameters(query), fields: 'NCTId|LastUpdatePostDate' }))
      yield records.flatMap(listed);
  }

  async fetch(ids: readonly string[]): Promise<unknown[]> {
    const found: unknown[] = [];
    for (const some of chunks(ids, idsInOneRequest)) {
      for await (const { records } of this.walk({ 'filter.ids': some.join('|'), fields })) found.push(...records);
    }
    return found;
  }

  async fateOf(id: string): Promise<Fate> {
    try {
      return { fate: 'present', record: await this.http.json({ path: `/studies/${id}`, query: { fields } }) };
    } catch (error) {
      if (isRegistryError(error, 'notFound')) return { fate: 'removed' };
      if (isRegistryError(error, 'movedRecord'))
        return { fate: 'merged', into: nctNumber(/NCT\d{8}/i.exec(error.details.location ?? '')?.[0]) };
      throw error;
    }
  }

  /** Pages end where there is no next token; a page may be empty in the middle. */
  private async *walk(parameters: Record<string, string>): AsyncGenerator<RecordPage> {
    const seen = new Set<string>();
    let token: string | undefined;
    let total: number | undefined;
    do {
      const first: Record<string, string> = token === undefined ? { countTotal: 'true' } : { pageToken: token };
      const answer = await this.page(
        { ...parameters, markupFormat: 'markdown', pageSize: this.pageSize, ...first },
        token,
      );
      total ??= answer.totalCount;
      yield { records: answer.studies, total };
      token = answer.nextPageToken;
      if (token !== undefined && seen.has(token))
        throw new RegistryError('schemaDrift', 'ctgov: the pages go round in a circle');
      if (token !== undefined) seen.add(token);
    } while (token !== undefined);
  }

  private async page(query: Record<string, string>, token: string | undefined): Promise<z.output<typeof page>> {
    try {
      const parsed = page.safeParse(await this.http.json({ path: '/studies', query }));
      if (!parsed.success)
        throw new RegistryError('schemaDrift', 'ctgov: /studies has another shape than the one known');
      return parsed.data;
    } catch (error) {
      // Tokens belong to one state of the data. Once it is replaced, usually at night, they are refused.
      if (token !== undefined && isRegistryError(error, 'badRequest', 'notFound'))
        throw new RegistryError('staleToken', 'ctgov: the page token is no longer valid', { cause: error });
      throw error;
    }
  }
}

const listedStudy = z.looseObject({
  protocolSection: z.looseObject({
    statusModule: z
      .looseObject({ lastUpdatePostDateStruct: z.looseObject({ date: z.string() }).optional() })
      .optional(),
  }),
});

function listed(study: unknown): ListedRecord[] {
  const id = nctNumber(ctgovReader.idOf(study));
  const parsed = listedStudy.safeParse(study);
  const updated = parsed.success ? parsed.data.protocolSection.statusModule?.lastUpdatePostDateStruct?.date : undefined;
  return id ? [{ id, updated }] : [];
}
