import { RegistryStub, type StubOptions, type StubRequest } from './registry-stub.js';

type Trial = { ctNumber: string; publishDate: string };

const dayFirst = (iso: string): string => iso.slice(0, 10).split('-').reverse().join('/');

/** EU CTIS as clients describe it: POST for the search, GET of it forbidden, HTML for what it does not know. */
export class CtisStub extends RegistryStub {
  constructor(
    readonly trials: unknown[],
    options: StubOptions = {},
  ) {
    super(options);
  }

  protected answer({ method, path, body }: StubRequest) {
    const all = this.trials as Trial[];
    if (path === '/search') {
      if (method !== 'POST') return { status: 403, body: '' };
      const { pagination, sort } = body as { pagination: { page: number; size: number }; sort: { direction: string } };
      const ordered = sort.direction === 'ASC' ? [...all].reverse() : all;
      const start = (pagination.page - 1) * pagination.size;
      const rows = ordered.slice(start, start + pagination.size).map(({ ctNumber, publishDate }) => ({
        ctNumber,
        ctStatus: 4,
        lastPublicationUpdate: dayFirst(publishDate),
      }));
      return {
        status: 200,
        body: {
          pagination: {
            totalRecords: all.length,
            currentPage: pagination.page,
            nextPage: start + pagination.size < all.length,
          },
          data: rows,
        },
      };
    }
    const trial = all.find(({ ctNumber }) => path === `/retrieve/${ctNumber}`);
    return trial ? { status: 200, body: trial } : { status: 404, body: '' };
  }
}
