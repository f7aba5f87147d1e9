import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import type { Vocabulary } from '../domain/vocabulary/vocabulary.js';
import { TrialEntity } from './entities/trial.entity.js';
import type { TermKind } from './entities/trial-term.entity.js';
import { readCursor, writeCursor } from './search/cursor.js';
import { milesSql } from './search/distance.js';
import { cancerNamed, cancersAnswering, drugsAnswering, geneNamed, type NamedCode } from './search/search-terms.js';
import { addConditions, type ResolvedFilter } from './search/trial-conditions.js';
import { type Point, type TrialFilter, type TrialOrder, TrialSearchError } from './search/trial-filter.js';
import { pointOfZip } from './search/zip-codes.js';
import { textIndexOf } from './store/text-index.js';
import { VOCABULARY } from './tokens.port.js';

export { type Point, type TrialFilter, type TrialOrder, TrialSearchError } from './search/trial-filter.js';

export interface TrialSearchRequest {
  filter?: TrialFilter;
  first: number;
  after?: string;
  orderBy?: TrialOrder;
}

export interface FacetCount {
  value: string;
  count: number;
}

export interface TrialSearchResult {
  nodes: { trial: TrialEntity; cursor: string; /** To the nearest recruiting site, in miles. */ miles?: number }[];
  totalCount: number;
  hasNextPage: boolean;
  /** How names of the filter were understood: nothing is filtered in silence. */
  understood: { cancer?: NamedCode; cancers?: string[]; gene?: string; drugs?: string[]; point?: Point };
  /** Counts over the whole result, made when asked for. */
  facets(): Promise<Record<FacetName, FacetCount[]>>;
}

export const facetNames = ['status', 'phase', 'country', 'registry', 'studyType', 'sex'] as const;
export type FacetName = (typeof facetNames)[number];

type Query = SelectQueryBuilder<TrialEntity>;
type Understood = TrialSearchResult['understood'];

const mostNodes = 500;

/** Finds trials. Every condition runs in the database, on SQLite and PostgreSQL alike. */
@Injectable()
export class TrialSearchService {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(VOCABULARY) private readonly vocabulary: Vocabulary,
  ) {}

  /** Throws TrialSearchError where a name means nothing, a point is missing or the cursor is foreign. */
  async search({ filter = {}, first, after, orderBy }: TrialSearchRequest): Promise<TrialSearchResult> {
    const { resolved, understood } = await this.resolve(filter);
    const order = orderBy ?? (resolved.near ? 'DISTANCE' : resolved.text === undefined ? 'UPDATED' : 'RELEVANCE');
    const matching = (): Query => {
      const query = this.dataSource.manager.createQueryBuilder(TrialEntity, 'trial');
      addConditions(query, resolved, textIndexOf(this.dataSource));
      return query;
    };
    const totalCount = await matching().getCount();
    const size = Math.min(Math.max(0, first), mostNodes);
    const nodes = await this.page(matching(), resolved, order, size + 1, after);
    return {
      nodes: nodes.slice(0, size),
      totalCount,
      hasNextPage: nodes.length > size,
      understood,
      facets: () => this.facets(matching),
    };
  }

  /** The point that a place names. @throws TrialSearchError on a ZIP code that is not known. */
  async pointOf(place: { point: Point } | { zip: string }): Promise<Point> {
    if ('point' in place) return place.point;
    const point = await pointOfZip(place.zip);
    if (!point) throw new TrialSearchError('zip', `'${place.zip}' is no US ZIP code that Eligo knows`);
    return point;
  }

  private async resolve(filter: TrialFilter): Promise<{ resolved: ResolvedFilter; understood: Understood }> {
    const { cancer, gene, drug, zip, near, ...rest } = filter;
    const understood: Understood = {};
    const resolved: ResolvedFilter = { ...rest };
    if (cancer !== undefined) {
      understood.cancer = cancerNamed(cancer, this.vocabulary);
      const named = await this.codes('cancer');
      resolved.cancers = cancersAnswering(
        understood.cancer.code,
        filter.cancerScope ?? 'within',
        named,
        this.vocabulary,
      );
      understood.cancers = resolved.cancers;
    }
    if (gene !== undefined) {
      understood.gene = geneNamed(gene, this.vocabulary);
      resolved.genes = [understood.gene];
    }
    if (drug !== undefined) {
      resolved.drugs = drugsAnswering(drug, await this.codes('drug'), this.vocabulary);
      understood.drugs = resolved.drugs;
    }
    if (near ?? zip) {
      const point = near ?? (await this.pointOf({ zip: zip?.code ?? '' }));
      resolved.near = { latitude: point.latitude, longitude: point.longitude, miles: near?.miles ?? zip?.miles ?? 0 };
      understood.point = { latitude: point.latitude, longitude: point.longitude };
    }
    return { resolved, understood };
  }

  /** All codes of a kind that trials carry: a few hundred. */
  private async codes(kind: TermKind): Promise<string[]> {
    const rows = await this.dataSource.manager
      .createQueryBuilder()
      .select('term.code', 'code')
      .distinct()
      .from('trial_term', 'term')
      .where('term.kind = :kind', { kind })
      .getRawMany<{ code: string }>();
    return rows.map(({ code }) => code);
  }

  private async page(
    query: Query,
    filter: ResolvedFilter,
    order: TrialOrder,
    size: number,
    after: string | undefined,
  ): Promise<TrialSearchResult['nodes']> {
    const { key, direction } = this.orderKey(order, filter);
    const compare = direction === 'ASC' ? '>' : '<';
    query.addSelect(key, 'sortKey').orderBy('"sortKey"', direction).addOrderBy('trial.id', 'ASC').limit(size);
    if (filter.near) query.addSelect(nearest, 'miles');
    if (after !== undefined) {
      const cursor = readCursor(after, order);
      query.andWhere(`(${key} ${compare} :cursorKey OR (${key} = :cursorKey AND trial.id > :cursorId))`, {
        cursorKey: cursor.key,
        cursorId: cursor.id,
      });
    }
    const { entities, raw } = await query.getRawAndEntities<{ sortKey: string | number; miles?: number }>();
    return entities.map((trial, at) => ({
      trial,
      cursor: writeCursor({ order, key: raw[at]?.sortKey ?? '', id: trial.id }),
      ...(filter.near ? { miles: raw[at]?.miles } : {}),
    }));
  }

  /** What to sort by; never null, so that a page can begin behind it. */
  private orderKey(order: TrialOrder, filter: ResolvedFilter): { key: string; direction: 'ASC' | 'DESC' } {
    switch (order) {
      case 'UPDATED':
        return { key: `COALESCE(trial."lastUpdated", '')`, direction: 'DESC' };
      case 'TITLE':
        return { key: 'lower(trial.title)', direction: 'ASC' };
      case 'ID':
        return { key: 'trial."id"', direction: 'ASC' };
      case 'DISTANCE':
        if (!filter.near) throw new TrialSearchError('orderBy', 'an order by distance needs a point or a ZIP code');
        return { key: nearest, direction: 'ASC' };
      case 'RELEVANCE': {
        const rank = filter.text === undefined ? undefined : textIndexOf(this.dataSource).rank;
        if (!rank) throw new TrialSearchError('orderBy', 'an order by relevance needs a text');
        return { key: rank, direction: 'ASC' };
      }
    }
  }

  private async facets(matching: () => Query): Promise<Record<FacetName, FacetCount[]>> {
    const [status, studyType, sex, phase, country, registry] = await Promise.all([
      this.columnFacet(matching(), 'status'),
      this.columnFacet(matching(), 'studyType'),
      this.columnFacet(matching(), 'sex'),
      this.termFacet(matching(), 'phase'),
      this.termFacet(matching(), 'country'),
      this.termFacet(matching(), 'registry'),
    ]);
    return { status, studyType, sex, phase, country, registry };
  }

  private async columnFacet(query: Query, column: 'status' | 'studyType' | 'sex'): Promise<FacetCount[]> {
    const rows = await query
      .select(`trial.${column}`, 'value')
      .addSelect('COUNT(*)', 'count')
      .groupBy(`trial.${column}`)
      .getRawMany<{ value: string | null; count: string | number }>();
    return mostFirst(rows);
  }

  private async termFacet(query: Query, kind: TermKind): Promise<FacetCount[]> {
    const rows = await query
      .innerJoin('trial_term', 'facet', 'facet."trialId" = trial.id AND facet.kind = :facetKind', { facetKind: kind })
      .select('facet.code', 'value')
      .addSelect('COUNT(*)', 'count')
      .groupBy('facet.code')
      .getRawMany<{ value: string; count: string | number }>();
    return mostFirst(rows);
  }
}

const nearest = `(SELECT MIN(${milesSql('near_site')}) FROM trial_site near_site
  WHERE near_site."trialId" = trial.id AND near_site."acceptsNow" = 'YES' AND near_site."latitude" IS NOT NULL)`;

const mostFirst = (rows: { value: string | null; count: string | number }[]): FacetCount[] =>
  rows
    .map(({ value, count }) => ({ value: value ?? 'UNKNOWN', count: Number(count) }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
