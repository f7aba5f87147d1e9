import { graphql } from './generated/index.js';

export const PatientsDocument = graphql(`
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
`);

export const PatientDocument = graphql(`
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
`);

export const MatchesDocument = graphql(`
  query Matches($id: ID!, $filter: MatchFilter, $first: Int!, $after: String) {
    matchTrials(patient: { id: $id }, filter: $filter, first: $first, after: $after) {
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
`);

/** What takes longer than a page of the list, because it is told of all of its pages. */
export const MatchOverviewDocument = graphql(`
  query MatchOverview($id: ID!, $filter: MatchFilter) {
    matchTrials(patient: { id: $id }, filter: $filter, first: 1) {
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
`);

export const MatchDocument = graphql(`
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
      patient: { id: $id }
      first: 1
      filter: { trials: [$trial], grades: [CERTAIN, PROBABLE, POSSIBLE, CERTAINLY_NOT] }
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
  }
`);

export const ReviewMatchDocument = graphql(`
  mutation ReviewMatch($review: ReviewInput!) {
    reviewMatch(review: $review) {
      review {
        state
      }
    }
  }
`);

export const WorklistDocument = graphql(`
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
`);

export const TrialsDocument = graphql(`
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
`);

export const TrialDocument = graphql(`
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
`);

export const TrialHistoryDocument = graphql(`
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
`);

export const TrialPatientsDocument = graphql(`
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
`);

export const ImportDocument = graphql(`
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
`);

export const PullDocument = graphql(`
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
`);

export const AlertsDocument = graphql(`
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
`);

export const AcknowledgeDocument = graphql(`
  mutation Acknowledge($ids: [ID!]!) {
    acknowledgeMatchChanges(ids: $ids) {
      id
    }
  }
`);

export const MatchChangedDocument = graphql(`
  subscription MatchChanged {
    matchChanged {
      id
    }
  }
`);
