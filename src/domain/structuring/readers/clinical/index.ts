import type { Vocabulary } from '../../../vocabulary/vocabulary.js';
import type { StructuringLexicons } from '../../lexicons.js';
import type { Reader } from '../../reader.js';
import { allergies } from './allergies.js';
import { attestations } from './attestations.js';
import { LineCache } from './clinical-line.js';
import { clinicalReader, type Family } from './clinical-reader.js';
import { conditions } from './conditions.js';
import { diseases } from './diseases.js';
import { expressions } from './expressions.js';
import { extents } from './extents.js';
import { infections } from './infections.js';
import { ClinicalLexicon } from './lexicon.js';
import { measurableDisease } from './measurable-disease.js';
import { medications } from './medications.js';
import { metastases } from './metastases.js';
import { priorMalignancies } from './prior-malignancies.js';
import { priorTherapies } from './prior-therapies.js';
import { contraception, menopause, pregnancy } from './reproduction.js';
import { sexes } from './sexes.js';
import { signatures } from './signatures.js';
import { stages } from './stages.js';
import { toxicities } from './toxicities.js';
import { trialParticipation } from './trial-participation.js';
import { variants } from './variants.js';

export type { ClinicalLexiconData } from './lexicon.js';

const FAMILIES: Readonly<Record<string, Family>> = {
  disease: diseases,
  extent: extents,
  stage: stages,
  metastasis: metastases,
  measurableDisease,
  variant: variants,
  expression: expressions,
  signature: signatures,
  priorTherapy: priorTherapies,
  medication: medications,
  condition: conditions,
  infection: infections,
  priorMalignancy: priorMalignancies,
  pregnancy,
  contraception,
  menopause,
  allergy: allergies,
  toxicity: toxicities,
  trialParticipation,
  sex: sexes,
  attestation: attestations,
};

/** The readers of clinical criteria over one set of lexicons; they share the look-up of each line. */
export function createClinicalReaders(_vocabulary: Vocabulary, lexicons: StructuringLexicons): Reader[] {
  const cache = new LineCache(new ClinicalLexicon(lexicons.clinical));
  return Object.entries(FAMILIES).map(([name, family]) => clinicalReader(name, cache, family));
}
