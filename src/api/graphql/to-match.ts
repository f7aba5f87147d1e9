import type { CriterionResult as DomainResult } from '../../domain/evaluation/outcome.js';
import type { TrialEntry } from '../../domain/matching/index/trial-entry.js';
import type { Grade } from '../../domain/matching/report.js';
import type { CriterionResult, GradeCounts, MatchedTrial } from './types/match.type.js';

/** Results of the domain in the shape of the schema. */
export const toCriterionResult = ({ span, ...criterion }: DomainResult): CriterionResult => ({
  ...criterion,
  span: span ? { start: span[0], end: span[1] } : null,
});

export const toGradeCounts = ({ 'certainly-not': certainlyNot, ...counts }: Record<Grade, number>): GradeCounts => ({
  ...counts,
  certainlyNot,
});

export const toMatchedTrial = ({ document, listing }: Pick<TrialEntry, 'document' | 'listing'>): MatchedTrial => ({
  id: document.trial.id,
  registry: document.trial.registry,
  version: document.trial.version,
  ...(listing.title !== undefined && { title: listing.title }),
  ...(listing.status !== undefined && { status: listing.status }),
});

/** Filters that were given, as the metadata of an answer names them. */
export const statedFilters = (filter: object | undefined): string[] =>
  Object.entries(filter ?? {})
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) =>
      Array.isArray(value) ? `${name}: ${value.join(', ')}` : `${name}: ${JSON.stringify(value)}`,
    );

/** The same with the default of the grades where none are asked for. */
export const describeFilters = (filter: { grades?: unknown } | undefined): string[] =>
  filter?.grades ? statedFilters(filter) : ['grades: certain, probable, possible (default)', ...statedFilters(filter)];
