import { foldedName } from '../search/folded-name.js';
import type { SubjectTerms } from '../structurer.port.js';
import type { MergedTrial } from '../merge/merge-records.js';
import type { TrialIdentifierEntity } from '../entities/trial-identifier.entity.js';
import type { TrialSiteEntity } from '../entities/trial-site.entity.js';
import type { TermKind, TrialTermEntity } from '../entities/trial-term.entity.js';
import type { TextEntry } from './text-index.js';

export const siteRows = (trialId: string, { sites }: MergedTrial): TrialSiteEntity[] =>
  sites.map((site, ordinal) => ({ trialId, ordinal, ...site }));

export function identifierRows(trialId: string, { records }: MergedTrial): TrialIdentifierEntity[] {
  const rows = new Map<string, TrialIdentifierEntity>();
  for (const { record } of records) {
    for (const { scheme, value } of record.identifiers) {
      const key = `${scheme} ${value}`;
      if (!rows.has(key)) rows.set(key, { trialId, scheme, value, registry: record.registry });
    }
  }
  return [...rows.values()];
}

export function termRows(trialId: string, merged: MergedTrial, subject: SubjectTerms): TrialTermEntity[] {
  const terms: [TermKind, readonly (string | null)[]][] = [
    ['phase', merged.fields.phases],
    ['registry', merged.fields.registries],
    ['country', merged.sites.map(({ country }) => country)],
    ['condition', merged.fields.details.conditions.map(foldedName)],
    ['cancer', subject.cancers],
    ['gene', subject.genes],
    ['drug', subject.drugs],
  ];
  return terms.flatMap(([kind, codes]) =>
    [...new Set(codes)].flatMap((code) => (code === null ? [] : [{ trialId, kind, code }])),
  );
}

/** What full-text search reads: all names of the trial, and the criteria themselves. */
export function textEntry(number: number, { fields: { title, details }, records }: MergedTrial): TextEntry {
  const interventions = details.interventions.flatMap(({ name, otherNames }) => [name, ...(otherNames ?? [])]);
  return {
    number,
    title: [title, details.officialTitle].filter(Boolean).join('\n'),
    body: [
      ...details.conditions,
      ...details.keywords,
      ...interventions,
      details.sponsor,
      details.summary,
      records[0]?.record.eligibility.text,
    ]
      .filter(Boolean)
      .join('\n'),
  };
}
