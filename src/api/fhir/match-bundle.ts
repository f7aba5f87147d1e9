import type { Bundle, Extension } from '@medplum/fhirtypes';
import type { CriterionResult } from '../../domain/evaluation/outcome.js';
import type { DetailedMatch } from '../../matches/matching.service.js';
import type { Trial, TrialSite } from '../../trials/trials.service.js';
import { researchStudy } from './research-study.js';

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

export interface MatchedStudy {
  match: DetailedMatch;
  trial: Trial;
  sites: readonly TrialSite[];
}

/** The searchset of matched studies; `total` counts all matches, also those beyond this page. */
export function matchBundle(studies: readonly MatchedStudy[], total: number, baseUrl: string): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total,
    link: [{ relation: 'self', url: `${baseUrl}/ResearchStudy/$match` }],
    entry: studies.map(({ match, trial, sites }) => ({
      fullUrl: `${baseUrl}/ResearchStudy/${trial.id}`,
      resource: researchStudy(trial, sites),
      search: {
        mode: 'match' as const,
        score: match.score,
        extension: [{ url: MATCH_GRADE, valueCode: match.grade }, ...(match.criteria ?? []).map(criterionExtension)],
      },
    })),
  };
}
