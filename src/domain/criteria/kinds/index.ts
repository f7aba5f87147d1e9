import type { z } from 'zod';
import type { KindDefinitions } from '../kind-definition.js';
import type { LeafKind } from '../model.js';
import { age } from './age.js';
import { allergy } from './allergy.js';
import { attestation } from './attestation.js';
import { biomarkerTestAvailable } from './biomarker-test-available.js';
import { breastfeeding } from './breastfeeding.js';
import { cancer } from './cancer.js';
import { condition } from './condition.js';
import { contraception } from './contraception.js';
import { diagnosisConfirmation } from './diagnosis-confirmation.js';
import { driverEvent } from './driver-event.js';
import { drugInteraction } from './drug-interaction.js';
import { expression } from './expression.js';
import { extent } from './extent.js';
import { familyHistory } from './family-history.js';
import { functionTest } from './function-test.js';
import { germlineGenotype } from './germline-genotype.js';
import { infection } from './infection.js';
import { investigationFinding } from './investigation-finding.js';
import { labFinding } from './lab-finding.js';
import { lab } from './lab.js';
import { lesionAccess } from './lesion-access.js';
import { lesionBurden } from './lesion-burden.js';
import { lifeExpectancy } from './life-expectancy.js';
import { measurableDisease } from './measurable-disease.js';
import { medication } from './medication.js';
import { metastasis } from './metastasis.js';
import { organFunction } from './organ-function.js';
import { performance } from './performance.js';
import { pregnancy } from './pregnancy.js';
import { priorMalignancy } from './prior-malignancy.js';
import { priorTherapy } from './prior-therapy.js';
import { procedureOrRouteBarrier } from './procedure-or-route-barrier.js';
import { progression } from './progression.js';
import { renalFunction } from './renal-function.js';
import { scale } from './scale.js';
import { sex } from './sex.js';
import { signature } from './signature.js';
import { stage } from './stage.js';
import { substanceUse } from './substance-use.js';
import { supportiveCare } from './supportive-care.js';
import { tnm } from './tnm.js';
import { toxicity } from './toxicity.js';
import { treatmentOption } from './treatment-option.js';
import { trialParticipation } from './trial-participation.js';
import { unstructured } from './unstructured.js';
import { variant } from './variant.js';
import { vital } from './vital.js';

/** Every kind of the language. A new kind is its two files (here and in evaluation/kinds) and its line in each list. */
const definitions = {
  age,
  allergy,
  attestation,
  biomarkerTestAvailable,
  breastfeeding,
  cancer,
  condition,
  contraception,
  diagnosisConfirmation,
  driverEvent,
  drugInteraction,
  expression,
  extent,
  familyHistory,
  functionTest,
  germlineGenotype,
  infection,
  investigationFinding,
  labFinding,
  lab,
  lesionAccess,
  lesionBurden,
  lifeExpectancy,
  measurableDisease,
  medication,
  metastasis,
  organFunction,
  performance,
  pregnancy,
  priorMalignancy,
  priorTherapy,
  procedureOrRouteBarrier,
  progression,
  renalFunction,
  scale,
  sex,
  signature,
  stage,
  substanceUse,
  supportiveCare,
  tnm,
  toxicity,
  treatmentOption,
  trialParticipation,
  unstructured,
  variant,
  vital,
} satisfies KindDefinitions;

export const kindDefinitions: KindDefinitions = definitions;

/** What the schemas accept, as they are written: held against the model's types by test/contract/criteria-schema.spec.ts. */
export type AcceptedParameters = { [K in LeafKind]: z.output<(typeof definitions)[K]['schema']> };
