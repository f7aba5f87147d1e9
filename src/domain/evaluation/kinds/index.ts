import type { KindCompilers } from '../kind-compiler.js';
import { unknown } from '../verdict.js';
import { age } from './age.js';
import { attestation } from './attestation.js';
import { cancer } from './cancer.js';
import { condition } from './condition.js';
import { expression } from './expression.js';
import { extent } from './extent.js';
import { lab } from './lab.js';
import { medication } from './medication.js';
import { metastasis } from './metastasis.js';
import { performance } from './performance.js';
import { priorTherapy } from './prior-therapy.js';
import { sex } from './sex.js';
import { signature } from './signature.js';
import { stage } from './stage.js';
import { unstructured } from './unstructured.js';
import { variant } from './variant.js';

const open = () => () => unknown('missing');

/** How each kind is judged; the counterpart of criteria/kinds. */
export const kindCompilers: KindCompilers = {
  age,
  sex,
  performance,
  lifeExpectancy: open,
  lab,
  vital: open,
  scale: open,
  cancer,
  stage,
  tnm: open,
  extent,
  metastasis,
  measurableDisease: open,
  variant,
  expression,
  signature,
  priorTherapy,
  condition,
  infection: open,
  priorMalignancy: open,
  medication,
  pregnancy: open,
  breastfeeding: open,
  contraception: open,
  allergy: open,
  attestation,
  unstructured,
  substanceUse: open,
  familyHistory: open,
  diagnosisConfirmation: open,
  lesionBurden: open,
  investigationFinding: open,
  lesionAccess: open,
  treatmentOption: open,
  trialParticipation: open,
  progression: open,
  driverEvent: open,
  germlineGenotype: open,
  biomarkerTestAvailable: open,
  labFinding: open,
  renalFunction: open,
  organFunction: open,
  functionTest: open,
  toxicity: open,
  drugInteraction: open,
  supportiveCare: open,
  procedureOrRouteBarrier: open,
};
