import type { CapabilityStatement } from '@medplum/fhirtypes';
import { ENGINE } from '../../reference-data/engine.js';

/** What `GET /fhir/metadata` answers: one operation, JSON only. */
export const capabilityStatement = (baseUrl: string): CapabilityStatement => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: '2026-11-24',
  kind: 'instance',
  fhirVersion: '4.0.1',
  format: ['application/fhir+json', 'application/json'],
  software: { name: 'Eligo', version: ENGINE.split(' ').at(-1) ?? '' },
  implementation: { description: 'Clinical trial matching for oncology', url: baseUrl },
  rest: [
    {
      mode: 'server',
      resource: [
        {
          type: 'ResearchStudy',
          operation: [
            {
              name: 'match',
              definition: `${baseUrl}/OperationDefinition/ResearchStudy-match`,
              documentation:
                'In: Parameters with trialMatchClinicalData (a Bundle) and optional zipCode, travelRadius (miles), phase, recruitmentStatus; or the Bundle alone. Out: searchset Bundle of ResearchStudy with search.score, match-grade and criterion results.',
            },
          ],
        },
      ],
    },
  ],
});
