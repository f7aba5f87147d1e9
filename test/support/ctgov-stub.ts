import { RegistryStub, type StubOptions, type StubRequest } from './registry-stub.js';

interface Study {
  protocolSection: {
    identificationModule: { nctId: string };
    statusModule?: { overallStatus?: string; lastUpdatePostDateStruct?: { date: string } };
  };
  [section: string]: unknown;
}

export interface CtgovStubData {
  studies: unknown[];
  dataTimestamp: string;
  /** Old numbers of merged studies. */
  aliases?: Record<string, string>;
  /** Studies on one page, whatever is asked for. */
  perPage?: number;
  /** Positions of pages that are empty though others follow. */
  emptyPages?: number[];
  /** How many records of the page before are repeated on the next. */
  repeat?: number;
}

/**
 * ClinicalTrials.gov API 2 as its OpenAPI description and recorded answers show it: tokens bound to one state of the
 * data, text errors, 301 for merged numbers.
 */
export class CtgovStub extends RegistryStub {
  constructor(
    readonly data: CtgovStubData,
    options: StubOptions = {},
  ) {
    super(options);
  }

  protected answer({ path, query }: StubRequest) {
    if (path === '/version')
      return { status: 200, body: { apiVersion: '2.0.5', dataTimestamp: this.data.dataTimestamp } };
    if (path === '/studies') return this.page(query);
    const id = /^\/studies\/(NCT\d{8})$/.exec(path)?.[1];
    const merged = id && this.data.aliases?.[id];
    if (merged) return { status: 301, body: '', text: '', headers: { location: `/api/v2/studies/${merged}` } };
    const study = this.studies.find(({ protocolSection }) => protocolSection.identificationModule.nctId === id);
    return study ? { status: 200, body: study } : { status: 404, body: '', text: `NCT number ${id ?? ''} not found` };
  }

  private get studies(): Study[] {
    return this.data.studies as Study[];
  }

  private page(query: Record<string, string>) {
    const [stamp, position] = query['pageToken']?.split('@') ?? [this.data.dataTimestamp, '0'];
    if (stamp !== this.data.dataTimestamp)
      return { status: 400, body: '', text: '`pageToken` parameter has incorrect value' };
    const all = this.matching(query);
    const size = this.data.perPage ?? Math.min(1000, Number(query['pageSize'] ?? 10) || 10);
    const at = Number(position);
    const isEmpty = this.data.emptyPages?.includes(at) && all.length > 0;
    const start = this.startOf(at, size);
    const studies = isEmpty ? [] : all.slice(Math.max(0, start - (this.data.repeat ?? 0)), start + size);
    const reached = isEmpty ? start : start + size;
    return {
      status: 200,
      body: {
        ...(query['countTotal'] === 'true' && !query['pageToken'] ? { totalCount: all.length } : {}),
        studies: studies.map((study) => this.pieces(study, query['fields'])),
        ...(reached < all.length ? { nextPageToken: `${this.data.dataTimestamp}@${at + 1}` } : {}),
      },
    };
  }

  /** Empty pages take a position but no studies. */
  private startOf(at: number, size: number): number {
    const empty = (this.data.emptyPages ?? []).filter((position) => position < at).length;
    return (at - empty) * size;
  }

  private matching(query: Record<string, string>): Study[] {
    const ids = query['filter.ids']?.split('|');
    const statuses = query['filter.overallStatus']?.split('|');
    const since = /AREA\[LastUpdatePostDate\]RANGE\[(\d{4}-\d{2}-\d{2}),MAX\]/.exec(
      query['filter.advanced'] ?? '',
    )?.[1];
    return this.studies.filter(({ protocolSection: { identificationModule, statusModule } }) => {
      if (ids) return ids.includes(identificationModule.nctId);
      if (statuses && !statuses.includes(statusModule?.overallStatus ?? '')) return false;
      return since === undefined || (statusModule?.lastUpdatePostDateStruct?.date ?? '') >= since;
    });
  }

  private pieces(study: Study, fields: string | undefined): unknown {
    if (!fields?.includes('NCTId')) return study;
    const { identificationModule, statusModule } = study.protocolSection;
    return {
      protocolSection: {
        identificationModule: { nctId: identificationModule.nctId },
        ...(statusModule?.lastUpdatePostDateStruct
          ? { statusModule: { lastUpdatePostDateStruct: statusModule.lastUpdatePostDateStruct } }
          : {}),
      },
    };
  }
}
