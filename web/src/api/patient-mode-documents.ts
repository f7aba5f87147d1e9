import { graphql } from './generated/index.js';

export const MyMatchesDocument = graphql(`
  query MyMatches($bundle: JSON!, $filter: MatchFilter!, $first: Int!, $after: String) {
    matchTrials(patient: { bundle: $bundle }, filter: $filter, first: $first, after: $after) {
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
`);

export const MyGradesDocument = graphql(`
  query MyGrades($bundle: JSON!, $filter: MatchFilter!) {
    matchTrials(patient: { bundle: $bundle }, filter: $filter, first: 200) {
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
`);

export const MySitesDocument = graphql(`
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
`);

export const SmartServersDocument = graphql(`
  query SmartServers {
    smartServers {
      name
      baseUrl
      clientId
      origins
    }
  }
`);
