import { ownValue } from '../../logic/own-value.js';
import { any, type Truth } from '../../logic/truth.js';
import type { Fact } from '../../patient/profile.js';
import { currentCancers } from '../cancers.js';
import { disseminationOf } from '../dissemination.js';
import type { KindCompiler } from '../kind-compiler.js';
import { newestOf } from '../newest.js';
import type { Reason } from '../outcome.js';
import type { PatientContext } from '../patient-context.js';
import { romanStage } from '../stages.js';
import { decided, unknown } from '../verdict.js';

interface Finding {
  truth: Truth;
  facts: readonly Fact[];
  reason?: Reason;
}

const open: Finding = { truth: 'unknown', facts: [], reason: 'missing' };

/** What an anatomic stage says of the local situation: 0 to II localized, III regional and locally advanced. */
function fromStage(patient: PatientContext, holds: (roman: string) => Truth): Finding {
  const spread = disseminationOf(patient);
  if (spread.truth === 'true') return { truth: 'false', facts: spread.facts };
  const stages = newestOf(patient.facts('stage'));
  const truths = stages.map(({ group }) => {
    const roman = romanStage(group);
    return roman === undefined || roman === 'IV' ? 'unknown' : holds(roman);
  });
  const [first] = truths;
  if (first === undefined || truths.some((truth) => truth !== first)) return { ...open, facts: stages };
  return spread.reason === 'stale'
    ? { truth: 'unknown', facts: stages, reason: 'stale' }
    : { truth: first, facts: stages, ...(first === 'unknown' && { reason: 'missing' as const }) };
}

const statusValues: Record<string, readonly string[]> = {
  progressive: ['progression', 'progressive-disease'],
  recurrent: ['relapse', 'recurrence'],
  relapsed: ['relapse', 'recurrence'],
  refractory: ['refractory'],
  residual: ['residual', 'partial-response'],
  minimalResidualDisease: ['minimal-residual-disease'],
};

/** The newest disease status answers whether the disease is progressing, has relapsed or is refractory. */
function fromDiseaseStatus(patient: PatientContext, value: string): Finding {
  const asked = ownValue(statusValues, value) ?? [];
  const newest = newestOf(patient.facts('diseaseStatus'));
  const hit = newest.filter((fact) => asked.includes(fact.value));
  if (hit.length > 0) return { truth: 'true', facts: hit };
  const cameBack = currentCancers(patient).filter((fact) =>
    ['recurrence', 'relapse'].includes(fact.clinicalStatus?.toLowerCase() ?? ''),
  );
  if ((value === 'recurrent' || value === 'relapsed') && cameBack.length > 0) return { truth: 'true', facts: cameBack };
  if (value === 'refractory') {
    const refractory = patient.facts('therapy').filter(({ result }) => result === 'refractory');
    if (refractory.length > 0) return { truth: 'true', facts: refractory };
  }
  // Stable disease or a response at the newest look is no progression; whether it ever relapsed it does not say.
  const calm = newest.filter((fact) => calmValues.has(fact.value));
  return value === 'progressive' && calm.length > 0 ? { truth: 'false', facts: calm } : open;
}

const calmValues = new Set(['stable', 'stable-disease', 'remission', 'complete-response', 'partial-response']);

function newlyDiagnosed(patient: PatientContext): Finding {
  const treated = patient.facts('therapy').filter(({ intent }) => intent !== 'supportive');
  if (treated.length > 0) return { truth: 'false', facts: treated };
  const relapsed = fromDiseaseStatus(patient, 'relapsed');
  return relapsed.truth === 'true' ? { truth: 'false', facts: relapsed.facts } : open;
}

function derived(patient: PatientContext, value: string): Finding {
  switch (value) {
    case 'metastatic': {
      const { truth, facts, reason } = disseminationOf(patient);
      return { truth, facts, ...(reason && { reason }) };
    }
    case 'localized':
      return fromStage(patient, (roman) => (roman === 'III' ? 'false' : 'true'));
    case 'regional':
      return fromStage(patient, (roman) =>
        roman === 'III' ? 'true' : roman === '0' || roman === 'I' ? 'false' : 'unknown',
      );
    case 'locallyAdvanced':
      return fromStage(patient, (roman) =>
        roman === 'III' ? 'true' : roman === '0' || roman === 'I' ? 'false' : 'unknown',
      );
    case 'newlyDiagnosed':
      return newlyDiagnosed(patient);
    case 'oligometastatic': {
      // Without metastases there are no few metastases; how many there are the extent alone does not tell.
      const { truth, facts } = disseminationOf(patient);
      return truth === 'false' ? { truth, facts } : { ...open, facts };
    }
    default:
      return fromDiseaseStatus(patient, value);
  }
}

/** Situations that cannot hold together with another. */
const excludes: Record<string, readonly string[]> = {
  unresectable: ['resectable'],
  incurable: ['curable'],
  recurrent: ['newlyDiagnosed'],
  relapsed: ['newlyDiagnosed'],
  refractory: ['newlyDiagnosed'],
  oligometastatic: ['extensiveMetastatic', 'localized'],
  localized: ['metastatic', 'oligometastatic'],
  locallyAdvanced: ['localized', 'metastatic'],
};

function judge(patient: PatientContext, value: string): Finding {
  const newest = newestOf(patient.facts('extent'));
  const stated = newest.filter((fact) => fact.value === value);
  if (stated.length > 0) return { truth: 'true', facts: stated };
  const against = newest.filter((fact) => ownValue(excludes, value)?.includes(fact.value));
  return against.length > 0 ? { truth: 'false', facts: against } : derived(patient, value);
}

/** Equal for records that answer all leaves of the kind alike. */
export function extentStanding(patient: PatientContext): string {
  const { truth, reason } = disseminationOf(patient);
  const therapies = patient.facts('therapy');
  return JSON.stringify([
    newestOf(patient.facts('extent')).map(({ value }) => value),
    truth,
    reason,
    newestOf(patient.facts('stage')).map(({ group }) => group),
    newestOf(patient.facts('diseaseStatus')).map(({ value }) => value),
    currentCancers(patient).map(({ clinicalStatus }) => clinicalStatus),
    therapies.some(({ result }) => result === 'refractory'),
    therapies.some(({ intent }) => intent !== 'supportive'),
  ]);
}

/** How far the disease reaches and in which situation it is: as stated, else as stage, M category and metastases imply. */
export const extent: KindCompiler<'extent'> = ({ anyOf }) => {
  return (patient) => {
    const findings = anyOf.map((value) => judge(patient, value));
    const truth = any(findings.map((finding) => finding.truth));
    const agreeing = findings.filter((finding) => finding.truth === truth);
    const facts = [...new Set(agreeing.flatMap((finding) => finding.facts))];
    if (truth !== 'unknown') return decided(truth === 'true', facts);
    const reasons = agreeing.map((finding) => finding.reason ?? 'missing');
    return unknown(reasons.find((reason) => reason !== 'missing') ?? 'missing', facts);
  };
};
