import type { Bound, PriorTherapyParameters, Range, TreatmentCourse } from '../criteria/model.js';
import { addDuration, approximateDays } from '../logic/duration.js';
import { point, withinRange, type Interval } from '../logic/interval.js';
import { all, any, not, type Truth } from '../logic/truth.js';
import { disseminationOf } from './dissemination.js';
import { factDays, type PatientContext } from './patient-context.js';
import { isSelected, isSystemic, treatmentsOf, type Treatment } from './treatments.js';

/** The parts of a question about one treatment that are not which treatment it was. */

const is = (truth: boolean): Truth => (truth ? 'true' : 'false');

const perioperative = new Set(['adjuvant', 'neoadjuvant', 'perioperative']);

/** Setting as stated; else what follows from when the disease had spread. Adjuvant treatment is none for metastatic disease. */
export function inSetting(treatment: Treatment, asked: string, patient: PatientContext): Truth {
  const stated = treatment.setting ?? (perioperative.has(treatment.intent ?? '') ? treatment.intent : undefined);
  if (stated !== undefined) {
    if (stated === asked || (asked === 'perioperative' && perioperative.has(stated))) return 'true';
    if (asked === 'advanced') return is(stated === 'metastatic' || stated === 'locallyAdvanced');
    return stated === 'advanced' && (asked === 'metastatic' || asked === 'locallyAdvanced') ? 'unknown' : 'false';
  }
  if (asked !== 'metastatic') return 'unknown';
  const spread = disseminationOf(patient);
  if (spread.truth === 'false') return 'false';
  if (spread.truth === 'unknown') return 'unknown';
  const known = spread.facts.flatMap((fact) => factDays(fact) ?? []);
  if (known.length === 0 || known.length < spread.facts.length) return 'unknown';
  const since = { from: Math.min(...known.map((days) => days.from)), to: Math.min(...known.map((days) => days.to)) };
  if (treatment.start && treatment.start.from >= since.to) return 'true';
  return treatment.lastGiven && treatment.lastGiven.to < since.from ? 'false' : 'unknown';
}

const resultGroups: Record<string, readonly string[]> = {
  progressed: ['progressed', 'progression', 'progressive-disease', 'pd', 'refractory', 'relapsed'],
  refractory: ['refractory'],
  relapsed: ['relapsed', 'relapse'],
  intolerant: ['intolerant', 'toxicity', 'intolerance'],
  completed: ['completed'],
  responded: ['responded', 'cr', 'pr', 'complete-response', 'partial-response', 'pcr'],
  clinicalBenefit: ['responded', 'cr', 'pr', 'sd', 'complete-response', 'partial-response', 'stable', 'stable-disease', 'pcr'], // prettier-ignore
  completeResponse: ['cr', 'complete-response', 'pcr'],
  partialResponse: ['pr', 'partial-response'],
  stableDisease: ['sd', 'stable', 'stable-disease'],
  pathologicalCompleteResponse: ['pcr'],
};

/** Results that leave others open: a completed course may have been followed by anything. */
const inconclusive = new Set(['completed', 'stopped', 'intolerant', 'toxicity', 'unknown']);

function progressedBefore(treatment: Treatment, patient: PatientContext): boolean {
  const begun = treatment.start;
  if (!begun) return false;
  const nextStart = Math.min(
    ...treatmentsOf(patient).flatMap((other) => (other.start && other.start.from > begun.to ? other.start.from : [])),
  );
  return patient.facts('diseaseStatus').some((fact) => {
    const days = factDays(fact);
    const worse = ['progression', 'relapse', 'progressive-disease'].includes(fact.value);
    return worse && days !== undefined && days.from > begun.to && days.to <= nextStart;
  });
}

/** The result as recorded; progression also from a disease status between this treatment's start and the next one's. */
export function hasResult(treatment: Treatment, asked: string, patient: PatientContext): Truth {
  const own = treatment.result?.toLowerCase();
  const accepted = resultGroups[asked] ?? [asked.toLowerCase()];
  if (own !== undefined && accepted.includes(own)) return 'true';
  if (asked === 'progressed' && progressedBefore(treatment, patient)) return 'true';
  if (own === undefined || inconclusive.has(own)) return 'unknown';
  // A response or a stable phase does not last for ever: it does not rule out later progression.
  const laterWorse = ['progressed', 'relapsed', 'refractory'].includes(asked);
  return laterWorse && (resultGroups['clinicalBenefit'] ?? []).includes(own) ? 'unknown' : 'false';
}

/** Why it was stopped is not what came later: a course that ended for toxicity did not end with progression. */
export function stoppedFor(treatment: Treatment, asked: string): Truth {
  const own = treatment.result?.toLowerCase();
  if (own === undefined || own === 'stopped' || own === 'unknown') return 'unknown';
  return is((resultGroups[asked] ?? [asked.toLowerCase()]).includes(own));
}

function courseDays(treatment: Treatment): Interval | undefined {
  const { start, lastGiven } = treatment;
  if (!start || !lastGiven) return undefined;
  return { low: Math.max(0, lastGiven.from - start.to), high: Math.max(0, lastGiven.to - start.from) };
}

/** Length of the course from first to last dose, and cycles given. */
export function hasCourse(treatment: Treatment, { min, max, cycles }: TreatmentCourse): Truth {
  const parts: Truth[] = [];
  if (min || max) {
    const days = courseDays(treatment);
    const minDays = min && approximateDays(min);
    const maxDays = max && approximateDays(max);
    const range: Range = {
      ...(minDays !== undefined && { min: { value: Math.floor(minDays), inclusive: true } }),
      ...(maxDays !== undefined && { max: { value: Math.ceil(maxDays), inclusive: true } }),
    };
    parts.push(days ? withinRange(days, range) : 'unknown');
  }
  if (cycles) parts.push(treatment.cycles === undefined ? 'unknown' : withinRange(point(treatment.cycles), cycles));
  return all(parts);
}

export function isOngoing(treatment: Treatment, asked: boolean): Truth {
  const ended = 'end' in treatment.fact && treatment.fact.end !== undefined;
  const ongoing: Truth = treatment.ongoing
    ? 'true'
    : ended || treatment.fact.kind === 'procedure'
      ? 'false'
      : 'unknown';
  return asked ? ongoing : not(ongoing);
}

/** A numbered line as recorded; the most recent one is the systemic treatment that was begun last. */
export function inLine(treatment: Treatment, asked: number | 'mostRecent', patient: PatientContext): Truth {
  if (asked !== 'mostRecent') return treatment.line === undefined ? 'unknown' : is(treatment.line === asked);
  const systemic = treatmentsOf(patient).filter((other) => isSystemic(other) === 'true');
  if (!systemic.includes(treatment)) return 'false';
  const numbered = systemic.every(({ line }) => line !== undefined);
  if (numbered) return is(systemic.every(({ line }) => (line ?? 0) <= (treatment.line ?? 0)));
  if (systemic.length === 1) return 'true';
  const { start } = treatment;
  if (!start || systemic.some((other) => !other.start)) return 'unknown';
  if (systemic.every((other) => (other.start?.to ?? Infinity) <= start.from)) return 'true';
  return systemic.some((other) => other !== treatment && (other.start?.from ?? -Infinity) > start.to)
    ? 'false'
    : 'unknown';
}

function overlaps(a: Treatment, b: Treatment): Truth {
  if (a === b) return 'true';
  if (!a.start || !b.start || !a.lastGiven || !b.lastGiven) return 'unknown';
  const surely = a.start.to <= b.lastGiven.from && b.start.to <= a.lastGiven.from;
  if (surely) return 'true';
  return a.start.from > b.lastGiven.to || b.start.from > a.lastGiven.to ? 'false' : 'unknown';
}

/** Every partner was given too: in the same line or course, or at the same time where that is asked for. */
export function isCombined(
  treatment: Treatment,
  partners: readonly NonNullable<PriorTherapyParameters['combinedWith']>[number][],
  patient: PatientContext,
): Truth {
  const others = treatmentsOf(patient);
  return all(
    partners.map((partner) =>
      any(others.map((other) => all([isSelected(other, partner, patient.vocabulary), overlaps(treatment, other)]))),
    ),
  );
}

const INTERVAL_MONTHS: Bound = { value: 6, inclusive: false };

/**
 * Platinum (or other) sensitivity by the treatment-free interval: progression on it or within 6 months of its last dose
 * is resistant, later is sensitive (Gynecologic Cancer InterGroup, 2010); progression during it is primary refractory.
 */
export function hasSensitivity(treatment: Treatment, asked: string, patient: PatientContext): Truth {
  if (treatment.result === 'refractory') return is(asked !== 'sensitive');
  const progressions = patient
    .facts('diseaseStatus')
    .flatMap((fact) =>
      ['progression', 'relapse', 'progressive-disease'].includes(fact.value) ? (factDays(fact) ?? []) : [],
    );
  const { start, lastGiven } = treatment;
  if (!start || !lastGiven) return 'unknown';
  const after = progressions.filter((day) => day.from > start.to);
  if (after.length === 0) return 'unknown';
  const first = after.reduce((a, b) => (a.from <= b.from ? a : b));
  const limit = { value: INTERVAL_MONTHS.value, unit: 'mo' } as const;
  const resistant: Truth =
    first.to < addDuration(lastGiven.from, limit).from ? 'true' : first.from >= addDuration(lastGiven.to, limit).to ? 'false' : 'unknown'; // prettier-ignore
  switch (asked) {
    case 'resistant':
      return resistant;
    case 'sensitive':
      return not(resistant);
    case 'primaryRefractory':
      return first.to <= lastGiven.from ? 'true' : first.from > lastGiven.to ? 'false' : 'unknown';
    default:
      return treatment.result === undefined ? 'unknown' : all([hasResult(treatment, 'responded', patient), 'true']);
  }
}
