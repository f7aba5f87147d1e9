import type { Truth } from '../logic/truth.js';
import type { Fact, StageFact, TnmFact } from '../patient/profile.js';
import { currentCancers } from './cancers.js';
import { newestOf } from './newest.js';
import { factDays, type PatientContext } from './patient-context.js';
import { isAnatomic, romanStage, stageDivision } from './stages.js';

/** Whether the cancer has spread to distant sites, and the facts that say so. */
export interface Dissemination {
  truth: Truth;
  facts: readonly Fact[];
  reason?: 'missing' | 'ambiguousMapping' | 'conflicting' | 'stale';
}

/**
 * Tumours in which some groups of stage IV are local or regional disease (AJCC 8th edition, and FIGO): there only the
 * named divisions mean distant metastasis, and an undivided IV leaves it open.
 */
const distantDivisions: readonly { tissue: string; divisions: readonly string[] }[] = [
  { tissue: 'HEAD_NECK', divisions: ['C'] },
  { tissue: 'CERVIX', divisions: ['B'] },
  { tissue: 'UTERUS', divisions: ['B'] },
  { tissue: 'VULVA', divisions: ['B'] },
  { tissue: 'PROSTATE', divisions: ['B'] },
  { tissue: 'BLADDER', divisions: ['B'] },
  { tissue: 'LIVER', divisions: ['B'] },
  { tissue: 'BILIARY_TRACT', divisions: ['B'] },
  { tissue: 'STOMACH', divisions: ['B'] },
  { tissue: 'THYROID', divisions: ['B', 'C'] },
  { tissue: 'THYMUS', divisions: ['B'] },
  { tissue: 'KIDNEY', divisions: [] },
];

/** Regional nodes are not distant disease; a site that only says "lymph node" does not tell which it is. */
const regional = new Set(['regionalLymphNode', 'sentinelLymphNode', 'lymphNode', 'axillaryLymphNode']);

function fromStage(stage: StageFact, patient: PatientContext): Truth {
  if (stage.system !== '' && stage.system !== 'unspecified' && !isAnatomic(stage.system)) return 'unknown';
  const roman = romanStage(stage.group);
  if (roman === undefined) return 'unknown';
  const { cancers } = patient.vocabulary;
  const codes = currentCancers(patient).flatMap(({ concept }) => (concept.system === 'oncotree' ? concept.code : []));
  if (codes.some((code) => cancers.isA(code, 'hematologic'))) return 'unknown';
  if (roman !== 'IV') return roman === 'III' && codes.some((code) => cancers.isA(code, 'TESTIS')) ? 'unknown' : 'false';
  const special = distantDivisions.find(({ tissue }) => codes.some((code) => cancers.isA(code, tissue)));
  if (!special) return 'true';
  const division = stageDivision(stage.group).slice(0, 1);
  if (special.divisions.includes(division)) return 'true';
  return division === '' || special.divisions.length === 0 ? 'unknown' : 'false';
}

const mCategory = (fact: TnmFact): string | undefined => fact.m?.replace(/^[cpy]+/i, '').toUpperCase();

/** Facts after which "not metastatic" at an earlier date no longer holds by itself. */
const setbacks = new Set(['progression', 'relapse', 'recurrence', 'progressive-disease']);

function setBackSince(patient: PatientContext, facts: readonly Fact[]): boolean {
  const since = Math.max(...facts.map((fact) => factDays(fact)?.to ?? -Infinity));
  const cameBack = currentCancers(patient).some(({ clinicalStatus }) =>
    ['recurrence', 'relapse'].includes(clinicalStatus?.toLowerCase() ?? ''),
  );
  const worsened = patient
    .facts('diseaseStatus')
    .some((fact) => setbacks.has(fact.value) && (factDays(fact)?.from ?? Infinity) > since);
  return cameBack || worsened;
}

function assess(patient: PatientContext): Dissemination {
  const stated = newestOf(patient.facts('extent').filter(({ value }) => value === 'metastatic'));
  const metastases = patient.facts('metastasis').filter((fact) => fact.present !== false && !regional.has(fact.site));
  const secondaries = patient.facts('cancer').filter((fact) => fact.role === 'secondary');
  const distant = [...stated, ...metastases, ...secondaries];
  const m = newestOf(patient.facts('tnm').filter((fact) => fact.m !== undefined));
  const m1 = m.filter((fact) => mCategory(fact)?.startsWith('M1'));
  const stages = newestOf(patient.facts('stage'));
  const stageTruths = stages.map((fact) => fromStage(fact, patient));
  const positive = [...distant, ...m1, ...stages.filter((_, i) => stageTruths[i] === 'true')];
  if (positive.length > 0) return { truth: 'true', facts: positive };

  const m0 = m.filter((fact) => mCategory(fact)?.startsWith('M0'));
  const localStages = stages.filter((_, i) => stageTruths[i] === 'false');
  const negative = [...m0, ...localStages];
  if (negative.length === 0) {
    return { truth: 'unknown', facts: stages, reason: stages.length > 0 ? 'ambiguousMapping' : 'missing' };
  }
  return setBackSince(patient, negative)
    ? { truth: 'unknown', facts: negative, reason: 'stale' }
    : { truth: 'false', facts: negative };
}

/** Distant spread, from what the record states: metastases, M category, stage. Worked out once per patient. */
export const disseminationOf = (patient: PatientContext): Dissemination =>
  patient.memo('dissemination', () => assess(patient));
