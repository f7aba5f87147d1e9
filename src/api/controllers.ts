import { CdsHooksController } from './cds-hooks/cds-hooks.controller.js';
import { CohortExportController } from './cohorts/cohort-export.controller.js';
import { ClinicalTrialController } from './fhir/clinical-trial.controller.js';
import { FhirController } from './fhir/fhir.controller.js';
import { HealthController } from './health/health.controller.js';
import { MetricsController } from './health/metrics.controller.js';

/** Every controller of the HTTP interfaces beside GraphQL. */
export const controllers = [
  FhirController,
  ClinicalTrialController,
  CdsHooksController,
  CohortExportController,
  HealthController,
  MetricsController,
];
