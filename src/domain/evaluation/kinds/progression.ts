import type { PriorTherapyParameters, ProgressionParameters } from '../../criteria/model.js';
import { all, any, type Truth } from '../../logic/truth.js';
import { judgeFinding } from '../findings.js';
import type { KindCompiler } from '../kind-compiler.js';
import { newestOf } from '../newest.js';
import { factDays, type PatientContext } from '../patient-context.js';
import { treatmentsOf } from '../treatments.js';
import { decided, unknown, type Verdict } from '../verdict.js';
import { inWindow } from '../window.js';
import { priorTherapy } from './prior-therapy.js';

const worse = new Set(['progression', 'relapse', 'progressive-disease']);

/** Progression whatever it followed: the newest disease status, or a treatment that ended with it. */
function judgeAny(patient: PatientContext, { within }: ProgressionParameters): Verdict {
  const statuses = patient.facts('diseaseStatus');
  const progressed = statuses.filter((fact) => worse.has(fact.value));
  const ended = treatmentsOf(patient).filter(({ result }) => result === 'progressed' || result === 'refractory');
  const facts = [...progressed, ...ended.map(({ fact }) => fact)];
  const truths = facts.map((fact): Truth => inWindow(factDays(fact), { ...(within && { within }) }, patient).truth);
  const truth = any(truths);
  const deciding = facts.filter((_, i) => truths[i] === truth);
  if (truth === 'true') return decided(true, deciding);
  if (truth === 'unknown') return unknown('missing', deciding, { recoverable: true });
  const newest = newestOf(statuses);
  return newest.length > 0 && facts.length === 0
    ? decided(false, newest, { recoverable: true })
    : unknown('missing', newest, { recoverable: true });
}

/** The question about treatments that ended with progression. */
function asTherapy({ after = {}, lines, course, evidence }: ProgressionParameters): PriorTherapyParameters {
  const named = after.agents ?? after.classes ?? after.modality;
  return {
    ...(named === undefined && { modality: 'systemic' }),
    ...after,
    result: 'progressed',
    ...(lines && { lines }),
    ...(course && { course }),
    ...(evidence !== undefined && { evidence }),
  };
}

/** It followed the treatment, and it lies in the window. */
function both(after: Verdict, timely: Verdict): Verdict {
  const truth = all([after.truth, timely.truth]);
  const deciding = [after, timely].filter((verdict) => verdict.truth === truth);
  const support = deciding.flatMap((verdict) => verdict.support ?? []);
  if (truth === 'unknown') return unknown(deciding[0]?.reason ?? 'missing', [], { support, recoverable: true });
  return { truth, support, recoverable: true };
}

export const progression: KindCompiler<'progression'> = (p, vocabulary) => {
  const afterTherapy = p.after ?? p.lines ?? p.course ?? p.evidence;
  const judgeTherapy = afterTherapy === undefined ? undefined : priorTherapy(asTherapy(p), vocabulary);
  const stated = [p.extent, p.pace, p.criteria].filter((part) => part !== undefined);
  const judgeBase = (patient: PatientContext): Verdict => {
    const after = judgeTherapy?.(patient);
    if (after === undefined) return judgeAny(patient, p);
    return p.within === undefined || after.truth === 'false' ? after : both(after, judgeAny(patient, p));
  };
  return (patient) => {
    const base = judgeBase(patient);
    if (stated.length === 0 || base.truth === 'false') return base;
    const details = stated.map((part) => judgeFinding(patient, `progression:${part}`, 'missing', true));
    const truth = all([base.truth, ...details.map((detail) => detail.truth)]);
    const deciding = [base, ...details].filter((verdict) => verdict.truth === truth);
    const support = deciding.flatMap((verdict) => verdict.support ?? []);
    return {
      truth,
      support,
      recoverable: true,
      ...(truth === 'unknown' && { reason: deciding[0]?.reason ?? 'missing' }),
    };
  };
};
