/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** How a criterion got its computable form. */
export type Basis =
  /** Coded by the registry. */
  | 'CODED'
  /** Written or corrected sentence by sentence; the file under criteria/curated or CURATION_FOLDER says by whom and when. */
  | 'CURATED'
  /** Read from the text by the structurer. */
  | 'PARSED'
  /** Not understood; kept whole and always UNKNOWN. */
  | 'UNPARSED';

/** One criterion read anew; its words, section and place stay. */
export type CriterionCorrectionInput = {
  /** How sure the reading is, 0..1; below 0.8 it never excludes. */
  confidence?: number | null | undefined;
  /** Id of the criterion. */
  id: string | number;
  /** hard, soft or informational; default: as before. */
  requirement?: string | null | undefined;
  /** Why a person should still look at it. */
  review?: Array<string> | null | undefined;
  /** The condition in the criteria language (criteria/schema.json). */
  when: unknown;
};

/** Corrected readings of one trial. */
export type CurationInput = {
  /** The criteria that are read anew, 1 to 200. */
  corrections: Array<CriterionCorrectionInput>;
  /** `Eligibility.revision` of what was corrected. */
  revision: string;
  /** NCT, NCI, EU CT or EudraCT number. */
  trial: string | number;
};

/** Why a correction was not taken. */
export type CurationRefusalReason =
  /** The schema or the linter refuses it; the findings say where and why. */
  | 'FINDINGS'
  /** The document changed since it was read: read it again. */
  | 'OUTDATED'
  /** No stored trial with criteria has this id or number. */
  | 'TRIAL_UNKNOWN';

/** The verdict on a trial, as HL7 match grades. */
export type Grade =
  /** Every criterion passes on recorded facts. */
  | 'CERTAIN'
  /** At least one hard criterion fails. */
  | 'CERTAINLY_NOT'
  /** Nothing that is known stands in the way, but something that matters is unknown. */
  | 'POSSIBLE'
  /** Nothing stands in the way, every key criterion passes and the score is at least 0.75. */
  | 'PROBABLE';

/** Why a match was looked at again. */
export type MatchChangeCause =
  /** The trial's criteria changed. */
  | 'AMENDMENT'
  /** The reading of its criteria was corrected; the text stayed. */
  | 'CURATION'
  /** Another version of the engine or of the vocabulary. */
  | 'ENGINE'
  /** The trial is new. */
  | 'NEW_TRIAL'
  /** The patient's record changed. */
  | 'RECORD'
  /** A date passed: a birthday, the end of a washout, a result that became too old. */
  | 'TIME';

/** Which changes; what is absent does not narrow. */
export type MatchChangeFilter = {
  /** Only those that are, or are not, acknowledged. */
  acknowledged?: boolean | null | undefined;
  /** Only these causes. */
  causes?: Array<MatchChangeCause> | null | undefined;
  /** Only these kinds. */
  kinds?: Array<MatchChangeKind> | null | undefined;
  /** Only this patient. */
  patient?: string | number | null | undefined;
  /** From this day on. */
  since?: string | null | undefined;
  /** Only this trial. */
  trial?: string | number | null | undefined;
  /** Up to this day. */
  until?: string | null | undefined;
};

/** What a patient's standing with a trial became. */
export type MatchChangeKind =
  /** Nothing excludes any more; of a new trial: a certain or probable match. */
  | 'BECAME_ELIGIBLE'
  /** A criterion excludes now. */
  | 'BECAME_INELIGIBLE'
  /** Another grade, not excluded before nor after. */
  | 'GRADE_CHANGED';

/** Which matches to return. Every filter in force, defaults included, is named in the metadata of the answer. */
export type MatchFilter = {
  /** A site must lie in one of these countries; default: any. */
  countries?: Array<string> | null | undefined;
  /** Grades; default: all but CERTAINLY_NOT. */
  grades?: Array<Grade> | null | undefined;
  /** Leave out matches of a stored patient that the worklist has as not eligible or deferred, unless record or trial changed since; default: false. */
  hidePutAway?: boolean | null | undefined;
  /** A recruiting site must lie in range; default: anywhere. */
  near?: NearInput | null | undefined;
  /** Phases, e.g. PHASE2; default: any. */
  phases?: Array<string> | null | undefined;
  /** Only matches whose every failing criterion may pass later: near misses, with CERTAINLY_NOT; default: false. */
  recoverableOnly?: boolean | null | undefined;
  /** Registries: ctgov, nci, ctis; default: any. */
  registries?: Array<string> | null | undefined;
  /** Common statuses, e.g. RECRUITING; default: any. */
  status?: Array<string> | null | undefined;
  /** Only these trials. */
  trials?: Array<string | number> | null | undefined;
};

/** Where somebody is and how far they can go. Give a ZIP code, or latitude and longitude. */
export type NearInput = {
  /** Latitude in degrees. */
  latitude?: number | null | undefined;
  /** Longitude in degrees. */
  longitude?: number | null | undefined;
  /** Radius in km. */
  radiusKm: number;
  /** US ZIP code, five digits. */
  zip?: string | null | undefined;
};

/** The outcome of one criterion for one patient. */
export type Outcome =
  /** Stands in the way. */
  | 'FAIL'
  /** Does not stand in the way, for inclusion and exclusion criteria alike. */
  | 'PASS'
  /** The record does not settle it; `reason` says why. */
  | 'UNKNOWN';

/** One step of the work on a match. */
export type ReviewInput = {
  /**
   * Read only where nobody is asked for a token: name or initials of who does it.
   * @deprecated A step is recorded under the subject of the token.
   */
  by?: string | null | undefined;
  /** A note, up to 4,000 characters. */
  note?: string | null | undefined;
  /** The stored patient. */
  patient: string | number;
  /** Required with NOT_ELIGIBLE, refused otherwise. */
  reason?: ReviewReason | null | undefined;
  /** The new state. */
  state: ReviewState;
  /** The trial. */
  trial: string | number;
  /** With DEFERRED: until when. Refused otherwise. */
  until?: string | null | undefined;
};

/** Why a patient does not take part. */
export type ReviewReason =
  | 'CLINICIAN_DECLINED'
  | 'COMORBIDITY'
  | 'CRITERION_NOT_MET'
  | 'NO_SITE_IN_REACH'
  | 'OTHER'
  | 'OTHER_TRIAL'
  | 'PATIENT_DECLINED'
  | 'PERFORMANCE_STATUS'
  | 'PRIOR_TREATMENT'
  | 'SITE_CLOSED';

/** Where a coordinator's work on one match stands. */
export type ReviewState =
  | 'CONTACTED'
  | 'DEFERRED'
  | 'ELIGIBLE'
  | 'ENROLLED'
  | 'NEW'
  | 'NOT_ELIGIBLE'
  | 'REVIEWING';

/** Where a criterion stands. */
export type Section =
  /** The exclusion criteria of the text. */
  | 'EXCLUSION'
  /** The inclusion criteria of the text. */
  | 'INCLUSION'
  /** A structured field of the registry, such as the minimum age. */
  | 'REGISTRY';

/** What trials to find. Every part narrows; nothing is filtered that is not asked for. */
export type TrialFilterInput = {
  /** Age in years; trials without a limit are open at that end. */
  age?: number | null | undefined;
  /** A cancer type, as OncoTree code or name; types below it count. */
  cancer?: string | null | undefined;
  /** `within` (default): trials naming the type or one below; `accepting`: also those naming one above it. */
  cancerScope?: string | null | undefined;
  /** A registered condition, whole. */
  condition?: string | null | undefined;
  /** A country with a site. */
  country?: string | null | undefined;
  /** A drug or class of drugs that the trial gives. */
  drug?: string | null | undefined;
  /** A gene, by symbol or alias. */
  gene?: string | null | undefined;
  /** A recruiting site must lie in range. */
  near?: NearInput | null | undefined;
  /** Phases, e.g. PHASE2. */
  phases?: Array<string> | null | undefined;
  /** Exactly the trials that take patients today. */
  recruitingOnly?: boolean | null | undefined;
  /** ctgov, nci or ctis. */
  registry?: string | null | undefined;
  /** female or male; trials for all count. */
  sex?: string | null | undefined;
  /** Common statuses. */
  statuses?: Array<string> | null | undefined;
  /** INTERVENTIONAL, OBSERVATIONAL or EXPANDED_ACCESS. */
  studyType?: string | null | undefined;
  /** Updated on or after this day, YYYY-MM-DD. */
  updatedSince?: string | null | undefined;
};

export type PreviewCurationQueryVariables = Exact<{
  curation: CurationInput;
}>;


export type PreviewCurationQuery = { previewCuration:
    | { __typename: 'CurationPreview', findings: Array<{ severity: string, rule: string, criterion: string | null, path: string, message: string }>, before: { certain: number, probable: number, possible: number, certainlyNot: number }, after: { certain: number, probable: number, possible: number, certainlyNot: number }, flips: Array<{ patientId: string, before: Grade, after: Grade, deciding: Array<{ id: string, text: string }> }> }
    | { __typename: 'CurationRefused', why: CurationRefusalReason, findings: Array<{ severity: string, rule: string, criterion: string | null, path: string, message: string }> }
   };

export type CurationFindingFieldsFragment = { severity: string, rule: string, criterion: string | null, path: string, message: string };

export type SaveCurationMutationVariables = Exact<{
  curation: CurationInput;
}>;


export type SaveCurationMutation = { saveCuration:
    | { __typename: 'CurationRefused', why: CurationRefusalReason, findings: Array<{ severity: string, rule: string, criterion: string | null, path: string, message: string }> }
    | { __typename: 'SavedCuration', file: string }
   };

export type PatientsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type PatientsQuery = { patients: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, birthDate: string | null, sex: string | null, deceased: boolean, cancers: Array<string> }> } };

export type PatientQueryVariables = Exact<{
  id: string | number;
}>;


export type PatientQuery = { patient: { id: string, birthDate: string | null, sex: string | null, deceased: boolean, cancers: Array<string>, partial: string | null, profile: { facts: Array<{ kind: string, text: string, date: string | null, source: { resource: string, path: string } }>, unmapped: Array<{ system: string | null, code: string | null, text: string | null, resource: string, why: string }> } } | null };

export type MatchesQueryVariables = Exact<{
  id: string | number;
  filter?: MatchFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type MatchesQuery = { matchTrials:
    | { __typename: 'InvalidRecord', code: string, message: string }
    | { __typename: 'MatchResult', deceased: boolean, totalCount: number, putAway: number, counts: { certain: number, probable: number, possible: number, certainlyNot: number }, pageInfo: { hasNextPage: boolean, endCursor: string | null }, metadata: { asOf: string, engine: string, vocabulary: string, filters: Array<string> }, nodes: Array<{ grade: Grade, score: number, recoverable: boolean | null, eligibleFrom: string | null, rank: unknown, trial: { id: string, title: string | null, status: string | null }, wouldSettle: Array<{ fact: string }>, worklist: { state: ReviewState, changedSince: boolean } | null, criteria: Array<{ outcome: Outcome, text: string }> }> }
    | { __typename: 'PatientNotFound', id: string, message: string }
   };

export type MatchOverviewQueryVariables = Exact<{
  id: string | number;
  filter?: MatchFilter | null | undefined;
}>;


export type MatchOverviewQuery = { matchTrials:
    | { __typename: 'InvalidRecord', message: string }
    | { __typename: 'MatchResult', facets: Array<{ name: string, values: Array<{ value: string, count: number }> }>, wouldSettle: Array<{ fact: string, trials: number }> }
    | { __typename: 'PatientNotFound', message: string }
   };

export type MatchQueryVariables = Exact<{
  id: string | number;
  trial: string | number;
}>;


export type MatchQuery = { trial: { id: string, title: string | null, status: string, phases: Array<string>, recruitment: { stale: boolean, why: string | null, verified: string | null }, eligibility: { text: string | null, by: string, scopes: Array<{ id: string, kind: string, title: string }>, criteria: Array<{ id: string, scope: string, reading: string, review: Array<string> | null, requirement: string }> } | null } | null, matchTrials:
    | { __typename: 'InvalidRecord', message: string }
    | { __typename: 'MatchResult', metadata: { asOf: string, engine: string, vocabulary: string }, nodes: Array<{ grade: Grade, score: number, recoverable: boolean | null, eligibleFrom: string | null, review: Array<string> | null, scopes: Array<{ id: string, grade: Grade, score: number }>, wouldSettle: Array<{ fact: string, kind: string, criteria: Array<string> }>, worklist: { state: ReviewState, reason: ReviewReason | null, until: string | null, by: string, at: string, changedSince: boolean, notes: Array<{ id: string, state: ReviewState, reason: ReviewReason | null, note: string | null, by: string, at: string }> } | null, criteria: Array<{ id: string, section: Section, scope: string, kinds: Array<string>, outcome: Outcome, reason: string | null, presumed: boolean | null, recoverable: boolean | null, eligibleFrom: string | null, basis: Basis, confidence: number, text: string, span: { start: number, end: number } | null, evidence: Array<{ resource: string, path: string | null, value: string, date: string | null, note: string | null }> }> }> }
    | { __typename: 'PatientNotFound', message: string }
   };

export type ReviewFieldsFragment = { state: ReviewState, reason: ReviewReason | null, until: string | null, by: string, at: string, changedSince: boolean, notes: Array<{ id: string, state: ReviewState, reason: ReviewReason | null, note: string | null, by: string, at: string }> };

export type ReviewMatchMutationVariables = Exact<{
  review: ReviewInput;
}>;


export type ReviewMatchMutation = { reviewMatch: { review: { state: ReviewState } } };

export type WorklistQueryVariables = Exact<{
  states?: Array<ReviewState> | ReviewState | null | undefined;
  trial?: string | number | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type WorklistQuery = { reviews: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ patientId: string, trialId: string, state: ReviewState, reason: ReviewReason | null, until: string | null, by: string, at: string, changedSince: boolean, patient: { cancers: Array<string> } | null, trial: { title: string | null, status: string } | null, notes: Array<{ id: string, state: ReviewState, reason: ReviewReason | null, note: string | null, by: string, at: string }> }> } };

export type TrialsQueryVariables = Exact<{
  search?: string | null | undefined;
  filter?: TrialFilterInput | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type TrialsQuery = { trials: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, facets: Array<{ name: string, values: Array<{ value: string, count: number }> }>, nodes: Array<{ id: string, title: string | null, status: string, phases: Array<string>, conditions: Array<string>, distanceKm: number | null }> } };

export type TrialQueryVariables = Exact<{
  id: string | number;
}>;


export type TrialQuery = { trial: { id: string, title: string | null, status: string, statusVerified: string | null, summary: string | null, sponsor: string | null, interventions: Array<string>, phases: Array<string>, conditions: Array<string>, registries: Array<string>, version: string | null, recruitment: { acceptsNow: string, stale: boolean, verified: string | null, why: string | null }, sites: Array<{ facility: string | null, city: string | null, state: string | null, country: string | null, status: string, acceptsNow: string, latitude: number | null, longitude: number | null }>, eligibility: { text: string | null, by: string, revision: string, scopes: Array<{ id: string, kind: string, title: string }>, criteria: Array<{ id: string, section: Section, scope: string, text: string, requirement: string, basis: Basis, confidence: number, review: Array<string> | null, reading: string, when: unknown, span: { start: number, end: number } | null }> } | null } | null };

export type TrialHistoryQueryVariables = Exact<{
  id: string | number;
}>;


export type TrialHistoryQuery = { trial: { id: string, versions: Array<{ id: string, registry: string, version: string, fetchedAt: string }>, amendments: Array<{ from: string, to: string, fetchedAt: string, unchanged: number, changes: Array<{ change: string, moved: Array<string>, before: { id: string, section: Section, text: string } | null, after: { id: string, section: Section, text: string } | null, bounds: Array<{ of: string, end: string, before: number | null, after: number | null, unit: string | null }> }> }> } | null };

export type TrialPatientsQueryVariables = Exact<{
  id: string | number;
  first: number;
  after?: string | null | undefined;
}>;


export type TrialPatientsQuery = { matchPatients:
    | { __typename: 'PatientMatches', totalCount: number, patients: number, counts: { certain: number, probable: number, possible: number, certainlyNot: number }, pageInfo: { hasNextPage: boolean, endCursor: string | null }, funnels: Array<{ scope: string, steps: Array<{ criterion: string, text: string, excludes: number, newlyExcluded: number, remaining: number }> }>, nodes: Array<{ grade: Grade, score: number, eligibleFrom: string | null, patient: { id: string, cancers: Array<string> }, deciding: Array<{ id: string, scope: string, outcome: Outcome, text: string }> }> }
    | { __typename: 'TrialNotFound', message: string }
   };

export type ImportPatientMutationVariables = Exact<{
  bundle: unknown;
}>;


export type ImportPatientMutation = { importPatient:
    | { __typename: 'ImportedPatient', patient: { id: string } }
    | { __typename: 'InvalidRecord', code: string, message: string }
   };

export type PullPatientMutationVariables = Exact<{
  server: string;
  id: string | number;
}>;


export type PullPatientMutation = { pullPatient:
    | { __typename: 'ImportedPatient', patient: { id: string } }
    | { __typename: 'InvalidRecord', message: string }
    | { __typename: 'PullFailed', message: string }
   };

export type AlertsQueryVariables = Exact<{
  filter?: MatchChangeFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type AlertsQuery = { matchChanges: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, kind: MatchChangeKind, cause: MatchChangeCause, before: Grade | null, after: Grade, day: string, patientId: string, trialId: string, acknowledgedAt: string | null, acknowledgedBy: string | null, criteria: Array<{ id: string, text: string }>, trial: { title: string | null } | null }> } };

export type AcknowledgeMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type AcknowledgeMutation = { acknowledgeMatchChanges: Array<{ id: string }> };

export type MatchChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type MatchChangedSubscription = { matchChanged: { id: string } };

export type MyMatchesQueryVariables = Exact<{
  bundle: unknown;
  filter: MatchFilter;
  first: number;
  after?: string | null | undefined;
}>;


export type MyMatchesQuery = { matchTrials:
    | { __typename: 'InvalidRecord', message: string }
    | { __typename: 'MatchResult', totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ grade: Grade, trial: { id: string, title: string | null }, criteria: Array<{ id: string, scope: string, kinds: Array<string>, outcome: Outcome, text: string, recoverable: boolean | null, eligibleFrom: string | null, evidence: Array<{ resource: string, value: string, date: string | null }> }> }> }
    | { __typename: 'PatientNotFound', message: string }
   };

export type MyGradesQueryVariables = Exact<{
  bundle: unknown;
  filter: MatchFilter;
}>;


export type MyGradesQuery = { matchTrials:
    | { __typename: 'InvalidRecord', message: string }
    | { __typename: 'MatchResult', nodes: Array<{ grade: Grade, trial: { id: string, title: string | null } }> }
    | { __typename: 'PatientNotFound', message: string }
   };

export type MySitesQueryVariables = Exact<{
  id: string | number;
  near?: NearInput | null | undefined;
}>;


export type MySitesQuery = { trial: { id: string, sites: Array<{ facility: string | null, city: string | null, state: string | null, country: string | null, status: string, latitude: number | null, longitude: number | null, distanceKm: number | null }> } | null };

export type SmartServersQueryVariables = Exact<{ [key: string]: never; }>;


export type SmartServersQuery = { smartServers: Array<{ name: string, baseUrl: string, clientId: string, origins: Array<string> }> };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const CurationFindingFieldsFragmentDoc = new TypedDocumentString(`
    fragment CurationFindingFields on CurationFinding {
  severity
  rule
  criterion
  path
  message
}
    `, {"fragmentName":"CurationFindingFields"}) as unknown as TypedDocumentString<CurationFindingFieldsFragment, unknown>;
export const ReviewFieldsFragmentDoc = new TypedDocumentString(`
    fragment ReviewFields on Review {
  state
  reason
  until
  by
  at
  changedSince
  notes {
    id
    state
    reason
    note
    by
    at
  }
}
    `, {"fragmentName":"ReviewFields"}) as unknown as TypedDocumentString<ReviewFieldsFragment, unknown>;
export const PreviewCurationDocument = new TypedDocumentString(`
    query PreviewCuration($curation: CurationInput!) {
  previewCuration(curation: $curation) {
    __typename
    ... on CurationPreview {
      findings {
        ...CurationFindingFields
      }
      before {
        certain
        probable
        possible
        certainlyNot
      }
      after {
        certain
        probable
        possible
        certainlyNot
      }
      flips {
        patientId
        before
        after
        deciding {
          id
          text
        }
      }
    }
    ... on CurationRefused {
      why
      findings {
        ...CurationFindingFields
      }
    }
  }
}
    fragment CurationFindingFields on CurationFinding {
  severity
  rule
  criterion
  path
  message
}`) as unknown as TypedDocumentString<PreviewCurationQuery, PreviewCurationQueryVariables>;
export const SaveCurationDocument = new TypedDocumentString(`
    mutation SaveCuration($curation: CurationInput!) {
  saveCuration(curation: $curation) {
    __typename
    ... on SavedCuration {
      file
    }
    ... on CurationRefused {
      why
      findings {
        ...CurationFindingFields
      }
    }
  }
}
    fragment CurationFindingFields on CurationFinding {
  severity
  rule
  criterion
  path
  message
}`) as unknown as TypedDocumentString<SaveCurationMutation, SaveCurationMutationVariables>;
export const PatientsDocument = new TypedDocumentString(`
    query Patients($first: Int!, $after: String) {
  patients(first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      birthDate
      sex
      deceased
      cancers
    }
  }
}
    `) as unknown as TypedDocumentString<PatientsQuery, PatientsQueryVariables>;
export const PatientDocument = new TypedDocumentString(`
    query Patient($id: ID!) {
  patient(id: $id) {
    id
    birthDate
    sex
    deceased
    cancers
    partial
    profile {
      facts {
        kind
        text
        date
        source {
          resource
          path
        }
      }
      unmapped {
        system
        code
        text
        resource
        why
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PatientQuery, PatientQueryVariables>;
export const MatchesDocument = new TypedDocumentString(`
    query Matches($id: ID!, $filter: MatchFilter, $first: Int!, $after: String) {
  matchTrials(patient: {id: $id}, filter: $filter, first: $first, after: $after) {
    __typename
    ... on MatchResult {
      deceased
      totalCount
      putAway
      counts {
        certain
        probable
        possible
        certainlyNot
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      metadata {
        asOf
        engine
        vocabulary
        filters
      }
      nodes {
        trial {
          id
          title
          status
        }
        grade
        score
        recoverable
        eligibleFrom
        rank
        wouldSettle {
          fact
        }
        worklist {
          state
          changedSince
        }
        criteria {
          outcome
          text
        }
      }
    }
    ... on InvalidRecord {
      code
      message
    }
    ... on PatientNotFound {
      id
      message
    }
  }
}
    `) as unknown as TypedDocumentString<MatchesQuery, MatchesQueryVariables>;
export const MatchOverviewDocument = new TypedDocumentString(`
    query MatchOverview($id: ID!, $filter: MatchFilter) {
  matchTrials(patient: {id: $id}, filter: $filter, first: 1) {
    __typename
    ... on MatchResult {
      facets {
        name
        values {
          value
          count
        }
      }
      wouldSettle {
        fact
        trials
      }
    }
    ... on InvalidRecord {
      message
    }
    ... on PatientNotFound {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<MatchOverviewQuery, MatchOverviewQueryVariables>;
export const MatchDocument = new TypedDocumentString(`
    query Match($id: ID!, $trial: ID!) {
  trial(id: $trial) {
    id
    title
    status
    phases
    recruitment {
      stale
      why
      verified
    }
    eligibility {
      text
      by
      scopes {
        id
        kind
        title
      }
      criteria {
        id
        scope
        reading
        review
        requirement
      }
    }
  }
  matchTrials(
    patient: {id: $id}
    first: 1
    filter: {trials: [$trial], grades: [CERTAIN, PROBABLE, POSSIBLE, CERTAINLY_NOT]}
  ) {
    __typename
    ... on MatchResult {
      metadata {
        asOf
        engine
        vocabulary
      }
      nodes {
        grade
        score
        recoverable
        eligibleFrom
        review
        scopes {
          id
          grade
          score
        }
        wouldSettle {
          fact
          kind
          criteria
        }
        worklist {
          ...ReviewFields
        }
        criteria {
          id
          section
          scope
          kinds
          outcome
          reason
          presumed
          recoverable
          eligibleFrom
          basis
          confidence
          text
          span {
            start
            end
          }
          evidence {
            resource
            path
            value
            date
            note
          }
        }
      }
    }
    ... on InvalidRecord {
      message
    }
    ... on PatientNotFound {
      message
    }
  }
}
    fragment ReviewFields on Review {
  state
  reason
  until
  by
  at
  changedSince
  notes {
    id
    state
    reason
    note
    by
    at
  }
}`) as unknown as TypedDocumentString<MatchQuery, MatchQueryVariables>;
export const ReviewMatchDocument = new TypedDocumentString(`
    mutation ReviewMatch($review: ReviewInput!) {
  reviewMatch(review: $review) {
    review {
      state
    }
  }
}
    `) as unknown as TypedDocumentString<ReviewMatchMutation, ReviewMatchMutationVariables>;
export const WorklistDocument = new TypedDocumentString(`
    query Worklist($states: [ReviewState!], $trial: ID, $first: Int!, $after: String) {
  reviews(states: $states, trial: $trial, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      patientId
      trialId
      state
      reason
      until
      by
      at
      changedSince
      patient {
        cancers
      }
      trial {
        title
        status
      }
      notes {
        id
        state
        reason
        note
        by
        at
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WorklistQuery, WorklistQueryVariables>;
export const TrialsDocument = new TypedDocumentString(`
    query Trials($search: String, $filter: TrialFilterInput, $first: Int!, $after: String) {
  trials(search: $search, filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    facets {
      name
      values {
        value
        count
      }
    }
    nodes {
      id
      title
      status
      phases
      conditions
      distanceKm
    }
  }
}
    `) as unknown as TypedDocumentString<TrialsQuery, TrialsQueryVariables>;
export const TrialDocument = new TypedDocumentString(`
    query Trial($id: ID!) {
  trial(id: $id) {
    id
    title
    status
    statusVerified
    summary
    sponsor
    interventions
    phases
    conditions
    registries
    version
    recruitment {
      acceptsNow
      stale
      verified
      why
    }
    sites(first: 200) {
      facility
      city
      state
      country
      status
      acceptsNow
      latitude
      longitude
    }
    eligibility {
      text
      by
      revision
      scopes {
        id
        kind
        title
      }
      criteria {
        id
        section
        scope
        text
        requirement
        basis
        confidence
        review
        reading
        when
        span {
          start
          end
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TrialQuery, TrialQueryVariables>;
export const TrialHistoryDocument = new TypedDocumentString(`
    query TrialHistory($id: ID!) {
  trial(id: $id) {
    id
    versions {
      id
      registry
      version
      fetchedAt
    }
    amendments {
      from
      to
      fetchedAt
      unchanged
      changes {
        change
        moved
        before {
          id
          section
          text
        }
        after {
          id
          section
          text
        }
        bounds {
          of
          end
          before
          after
          unit
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TrialHistoryQuery, TrialHistoryQueryVariables>;
export const TrialPatientsDocument = new TypedDocumentString(`
    query TrialPatients($id: ID!, $first: Int!, $after: String) {
  matchPatients(trialId: $id, first: $first, after: $after) {
    __typename
    ... on PatientMatches {
      totalCount
      patients
      counts {
        certain
        probable
        possible
        certainlyNot
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      funnels {
        scope
        steps {
          criterion
          text
          excludes
          newlyExcluded
          remaining
        }
      }
      nodes {
        grade
        score
        eligibleFrom
        patient {
          id
          cancers
        }
        deciding {
          id
          scope
          outcome
          text
        }
      }
    }
    ... on TrialNotFound {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TrialPatientsQuery, TrialPatientsQueryVariables>;
export const ImportPatientDocument = new TypedDocumentString(`
    mutation ImportPatient($bundle: JSON!) {
  importPatient(bundle: $bundle) {
    __typename
    ... on ImportedPatient {
      patient {
        id
      }
    }
    ... on InvalidRecord {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ImportPatientMutation, ImportPatientMutationVariables>;
export const PullPatientDocument = new TypedDocumentString(`
    mutation PullPatient($server: String!, $id: ID!) {
  pullPatient(server: $server, id: $id) {
    __typename
    ... on ImportedPatient {
      patient {
        id
      }
    }
    ... on InvalidRecord {
      message
    }
    ... on PullFailed {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PullPatientMutation, PullPatientMutationVariables>;
export const AlertsDocument = new TypedDocumentString(`
    query Alerts($filter: MatchChangeFilter, $first: Int!, $after: String) {
  matchChanges(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      kind
      cause
      before
      after
      day
      patientId
      trialId
      acknowledgedAt
      acknowledgedBy
      criteria {
        id
        text
      }
      trial {
        title
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AlertsQuery, AlertsQueryVariables>;
export const AcknowledgeDocument = new TypedDocumentString(`
    mutation Acknowledge($ids: [ID!]!) {
  acknowledgeMatchChanges(ids: $ids) {
    id
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeMutation, AcknowledgeMutationVariables>;
export const MatchChangedDocument = new TypedDocumentString(`
    subscription MatchChanged {
  matchChanged {
    id
  }
}
    `) as unknown as TypedDocumentString<MatchChangedSubscription, MatchChangedSubscriptionVariables>;
export const MyMatchesDocument = new TypedDocumentString(`
    query MyMatches($bundle: JSON!, $filter: MatchFilter!, $first: Int!, $after: String) {
  matchTrials(
    patient: {bundle: $bundle}
    filter: $filter
    first: $first
    after: $after
  ) {
    __typename
    ... on MatchResult {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        trial {
          id
          title
        }
        grade
        criteria {
          id
          scope
          kinds
          outcome
          text
          recoverable
          eligibleFrom
          evidence {
            resource
            value
            date
          }
        }
      }
    }
    ... on InvalidRecord {
      message
    }
    ... on PatientNotFound {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<MyMatchesQuery, MyMatchesQueryVariables>;
export const MyGradesDocument = new TypedDocumentString(`
    query MyGrades($bundle: JSON!, $filter: MatchFilter!) {
  matchTrials(patient: {bundle: $bundle}, filter: $filter, first: 200) {
    __typename
    ... on MatchResult {
      nodes {
        trial {
          id
          title
        }
        grade
      }
    }
    ... on InvalidRecord {
      message
    }
    ... on PatientNotFound {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<MyGradesQuery, MyGradesQueryVariables>;
export const MySitesDocument = new TypedDocumentString(`
    query MySites($id: ID!, $near: NearInput) {
  trial(id: $id) {
    id
    sites(first: 200, near: $near) {
      facility
      city
      state
      country
      status
      latitude
      longitude
      distanceKm
    }
  }
}
    `) as unknown as TypedDocumentString<MySitesQuery, MySitesQueryVariables>;
export const SmartServersDocument = new TypedDocumentString(`
    query SmartServers {
  smartServers {
    name
    baseUrl
    clientId
    origins
  }
}
    `) as unknown as TypedDocumentString<SmartServersQuery, SmartServersQueryVariables>;