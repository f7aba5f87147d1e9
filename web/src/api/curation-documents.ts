import { graphql } from './generated/index.js';

export const PreviewCurationDocument = graphql(`
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
  }
`);

export const SaveCurationDocument = graphql(`
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
`);
