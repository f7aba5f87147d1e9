import type { StructuringLexicons } from '../../lexicons.js';
import type { Reader } from '../../reader.js';
import { allergies } from './allergies.js';
import { attestations } from './attestations.js';
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

/** Of two equally good readings of the same words that of the earlier family stays. */
const FAMILIES: readonly Family[] = [
  diseases,
  extents,
  stages,
  metastases,
  measurableDisease,
  variants,
  expressions,
  signatures,
  priorTherapies,
  medications,
  conditions,
  infections,
  priorMalignancies,
  pregnancy,
  contraception,
  menopause,
  allergies,
  toxicities,
  trialParticipation,
  sexes,
  attestations,
];

/** The reader of clinical criteria over one set of lexicons. */
export const createClinicalReader = (lexicons: StructuringLexicons): Reader =>
  clinicalReader(new ClinicalLexicon(lexicons.clinical), FAMILIES);
