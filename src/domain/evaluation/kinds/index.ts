import type { KindCompilers } from '../kind-compiler.js';
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
import { lab } from './lab.js';
import { labFinding } from './lab-finding.js';
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

/** How each kind is judged; the counterpart of criteria/kinds. */
export const kindCompilers: KindCompilers = {
  age,
  sex,
  performance,
  lifeExpectancy,
  lab,
  vital,
  scale,
  cancer,
  stage,
  tnm,
  extent,
  metastasis,
  measurableDisease,
  variant,
  expression,
  signature,
  priorTherapy,
  condition,
  infection,
  priorMalignancy,
  medication,
  pregnancy,
  breastfeeding,
  contraception,
  allergy,
  attestation,
  unstructured,
  substanceUse,
  familyHistory,
  diagnosisConfirmation,
  lesionBurden,
  investigationFinding,
  lesionAccess,
  treatmentOption,
  trialParticipation,
  progression,
  driverEvent,
  germlineGenotype,
  biomarkerTestAvailable,
  labFinding,
  renalFunction,
  organFunction,
  functionTest,
  toxicity,
  drugInteraction,
  supportiveCare,
  procedureOrRouteBarrier,
};
