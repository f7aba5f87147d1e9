import type { SelectQueryBuilder } from 'typeorm';
import type { TrialEntity } from '../entities/trial.entity.js';
import type { TextIndex } from '../store/text-index.js';
import { latitudeSpan, milesSql } from './distance.js';
import { foldedName } from './folded-name.js';
import { type Point, TrialSearchError, type TrialFilter } from './trial-filter.js';

/** A filter whose names are resolved to codes. */
export interface ResolvedFilter extends Omit<TrialFilter, 'cancer' | 'gene' | 'drug' | 'zip' | 'near'> {
  cancers?: string[];
  genes?: string[];
  drugs?: string[];
  near?: Point & { miles: number };
}

type Query = SelectQueryBuilder<TrialEntity>;

/** Trials that carry one of some terms. No term = no trial. */
function withTerm(query: Query, kind: string, codes: readonly string[] | undefined): void {
  if (codes === undefined) return;
  if (codes.length === 0) query.andWhere('1 = 0');
  else
    query.andWhere(
      `trial.id IN (SELECT "trialId" FROM trial_term WHERE kind = :${kind}Kind AND code IN (:...${kind}Codes))`,
      { [`${kind}Kind`]: kind, [`${kind}Codes`]: codes },
    );
}

/** Sites that recruit, in range: a closed site round the corner does not count. */
export const recruitingSitesInRange = `FROM trial_site site WHERE site."trialId" = trial.id AND site."acceptsNow" = 'YES'
  AND site."latitude" BETWEEN :south AND :north AND ${milesSql('site')} <= :miles`;

/** Binds the point of a distance search. */
export function bindPoint(query: Query, { latitude, longitude, miles }: Point & { miles: number }): void {
  const span = latitudeSpan(miles);
  query.setParameters({ latitude, longitude, miles, south: latitude - span, north: latitude + span });
}

/** Puts a filter's conditions on a query over `trial`. */
export function addConditions(query: Query, filter: ResolvedFilter, texts: TextIndex): void {
  if (filter.text !== undefined) {
    const condition = texts.condition(filter.text);
    if (!condition) throw new TrialSearchError('text', 'the text holds no word');
    query.andWhere(condition.sql, condition.parameters);
  }
  withTerm(query, 'cancer', filter.cancers);
  withTerm(query, 'gene', filter.genes);
  withTerm(query, 'drug', filter.drugs);
  withTerm(query, 'condition', filter.condition === undefined ? undefined : [foldedName(filter.condition)]);
  withTerm(query, 'phase', filter.phases);
  withTerm(query, 'country', filter.country === undefined ? undefined : [filter.country]);
  withTerm(query, 'registry', filter.registry === undefined ? undefined : [filter.registry]);
  if (filter.statuses) query.andWhere('trial.status IN (:...statuses)', { statuses: filter.statuses });
  if (filter.recruitingOnly) query.andWhere(`trial.acceptsNow = 'YES'`);
  if (filter.studyType !== undefined) query.andWhere('trial.studyType = :studyType', { studyType: filter.studyType });
  if (filter.updatedSince !== undefined)
    query.andWhere('trial.lastUpdated >= :updatedSince', { updatedSince: filter.updatedSince });
  if (filter.sex !== undefined) query.andWhere(`trial.sex IN ('all', :sex)`, { sex: filter.sex });
  if (filter.age !== undefined) {
    // An upper limit of 75 years holds until the 76th birthday.
    query.andWhere('(trial.minimumAge IS NULL OR trial.minimumAge <= :age)', { age: filter.age });
    query.andWhere('(trial.maximumAge IS NULL OR trial.maximumAge >= :wholeAge)', { wholeAge: Math.floor(filter.age) });
  }
  if (filter.near) {
    bindPoint(query, filter.near);
    query.andWhere(`EXISTS (SELECT 1 ${recruitingSitesInRange})`);
  }
}
