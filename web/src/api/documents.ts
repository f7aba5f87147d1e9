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
        wouldSettle {
          fact
          trials
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
            registry
            title
            status
            version
          }
          grade
          score
          recoverable
          eligibleFrom
          review
          wouldSettle {
            fact
            kind
          }
          criteria {
            id
            section
            scope
            outcome
            reason
            presumed
            recoverable
            eligibleFrom
            basis
            confidence
            text
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
        registries
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
      phases
      conditions
      registries
      version
      sites(first: 20) {
        facility
        city
        state
        country
        status
      }
      eligibility {
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
          when
        }
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
