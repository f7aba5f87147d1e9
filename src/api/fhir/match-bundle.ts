import type { BundleEntrySearch, Extension } from '@medplum/fhirtypes';
import type { CriterionResult } from '../../domain/evaluation/outcome.js';
import type { DetailedMatch } from '../../matches/matching.service.js';

const MATCH_GRADE = 'http://hl7.org/fhir/StructureDefinition/match-grade';
/** Our extension: one per criterion, with what it rests on. Described in docs/fhir.md. */
export const CRITERION_RESULT = 'urn:eligo:criterion-result';

function criterionExtension(result: CriterionResult): Extension {
  const part = (url: string, value: string | undefined): Extension[] =>
    value === undefined ? [] : [{ url, valueString: value }];
  return {
    url: CRITERION_RESULT,
    extension: [
      ...part('id', result.id),
      ...part('section', result.section),
      { url: 'outcome', valueCode: result.outcome },
      ...part('reason', result.reason),
      ...part('text', result.text),
      { url: 'confidence', valueDecimal: result.confidence },
      ...part('eligibleFrom', result.eligibleFrom),
      ...result.evidence.map((item) => ({
        url: 'evidence',
        valueReference: { reference: item.resource, display: item.value },
      })),
    ],
  };
}

/** A match and its ResearchStudy as JSON text. */
export interface MatchedStudy {
  match: DetailedMatch;
  study: string;
}

/**
 * The searchset of matched studies as JSON text; `total` counts all matches, also those beyond this page. The studies come
 * as text because they make up most of it and seldom change.
 */
export function matchBundle(studies: readonly MatchedStudy[], total: number, baseUrl: string): string {
  const entries = studies.map(({ match, study }) => {
    const fullUrl = JSON.stringify(`${baseUrl}/ResearchStudy/${match.trial.id}`);
    return `{"fullUrl":${fullUrl},"resource":${study},"search":${JSON.stringify(searchOf(match))}}`;
  });
  const link = JSON.stringify([{ relation: 'self', url: `${baseUrl}/ResearchStudy/$match` }]);
  return `{"resourceType":"Bundle","type":"searchset","total":${total},"link":${link},"entry":[${entries.join()}]}`;
}

const searchOf = (match: DetailedMatch): BundleEntrySearch => ({
  mode: 'match',
  score: match.score,
  extension: [{ url: MATCH_GRADE, valueCode: match.grade }, ...(match.criteria ?? []).map(criterionExtension)],
});
