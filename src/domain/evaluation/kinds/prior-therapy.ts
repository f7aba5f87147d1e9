import type { PriorTherapyParameters } from '../../criteria/model.js';
import { withinRange, point } from '../../logic/interval.js';
import { all, not, type Truth } from '../../logic/truth.js';
import type { CoverageDomain } from '../../patient/profile.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import { isSince } from '../anchor-events.js';
import type { KindCompiler } from '../kind-compiler.js';
import { judgeList, type Entry } from '../list-kind.js';
import type { PatientContext } from '../patient-context.js';
import {
  hasCourse,
  hasResult,
  hasSensitivity,
  inLine,
  inSetting,
  isCombined,
  isOngoing,
  stoppedFor,
} from '../treatment-detail.js';
import { countLines, countsAsLine, countWithin } from '../treatment-lines.js';
import { isSelected, treatmentsOf, type Treatment } from '../treatments.js';
import { supports, unknown, type Verdict } from '../verdict.js';
import { inWindow, type InWindow } from '../window.js';

const is = (truth: boolean): Truth => (truth ? 'true' : 'false');

const stated = <T>(own: T | undefined, asked: T): Truth => (own === undefined ? 'unknown' : is(own === asked));

/** Whether a treatment of the kind asked about is the one, the window left out. */
function isAsked(treatment: Treatment, selected: Truth, p: PriorTherapyParameters, patient: PatientContext): Truth {
  const { fact } = treatment;
  const parts: Truth[] = [selected];
  for (const except of p.except ?? []) parts.push(not(isSelected(treatment, except, patient.vocabulary)));
  if (p.setting !== undefined) parts.push(inSetting(treatment, p.setting, patient));
  if (p.intent) parts.push(treatment.intent === undefined ? 'unknown' : is(p.intent.includes(treatment.intent)));
  if (p.result !== undefined) parts.push(hasResult(treatment, p.result, patient));
  if (p.evidence !== undefined) parts.push(stated('evidence' in fact ? fact.evidence : undefined, p.evidence));
  if (p.magnitude !== undefined) parts.push(stated('magnitude' in fact ? fact.magnitude : undefined, p.magnitude));
  if (p.site !== undefined) parts.push(stated(treatment.site, p.site));
  if (p.ongoing !== undefined) parts.push(isOngoing(treatment, p.ongoing));
  if (p.line !== undefined) parts.push(inLine(treatment, p.line, patient));
  if (p.course) parts.push(hasCourse(treatment, p.course));
  if (p.combinedWith) parts.push(isCombined(treatment, p.combinedWith, patient));
  if (p.completeness !== undefined) parts.push(stated('completeness' in fact ? fact.completeness : undefined, p.completeness)); // prettier-ignore
  if (p.stopReasonNot !== undefined) parts.push(not(stoppedFor(treatment, p.stopReasonNot)));
  if (p.doseReduced !== undefined) parts.push(stated('doseReduced' in fact ? fact.doseReduced : undefined, p.doseReduced)); // prettier-ignore
  if (p.sensitivity !== undefined) parts.push(hasSensitivity(treatment, p.sensitivity, patient));
  if (p.target !== undefined) parts.push(stated('target' in fact ? fact.target : undefined, p.target));
  if (p.cumulativeDose) parts.push(doseWithin(treatment, p.cumulativeDose, patient.vocabulary));
  if (p.since) parts.push(isSince(p.since.event, treatment.lastGiven, patient));
  return all(parts);
}

function doseWithin(
  { fact, agents }: Treatment,
  { min, max, unit, equivalentTo }: NonNullable<PriorTherapyParameters['cumulativeDose']>,
  { units }: Vocabulary,
): Truth {
  const dose = 'cumulativeDose' in fact ? fact.cumulativeDose : undefined;
  if (!dose) return 'unknown';
  if (equivalentTo !== undefined && !(agents.length === 1 && agents.includes(equivalentTo))) return 'unknown';
  const value = dose.unit === unit ? dose.value : units.convert(dose.value, dose.unit, unit);
  return value === undefined ? 'unknown' : withinRange(point(value), { ...(min && { min }), ...(max && { max }) });
}

/** The longest half-life among a treatment's drugs; undefined where one of them is not known. */
function halfLife(treatment: Treatment, { drugs }: Vocabulary): number | undefined {
  const days = treatment.agents.map((agent) => drugs.halfLifeDays(agent));
  return days.length === 0 || days.some((value) => value === undefined) ? undefined : Math.max(...(days as number[]));
}

function entryOf(treatment: Treatment, p: PriorTherapyParameters, patient: PatientContext): Entry {
  const selected = isSelected(treatment, p, patient.vocabulary);
  if (selected === 'false') return { fact: treatment.fact, truth: 'false' };
  const asked = isAsked(treatment, selected, p, patient);
  const timed = p.within !== undefined || p.before !== undefined;
  const window: InWindow = timed ? inWindow(treatment.lastGiven, p, patient, halfLife(treatment, patient.vocabulary)) : { truth: 'true' }; // prettier-ignore
  const truth = all([asked, window.truth]);
  return {
    fact: treatment.fact,
    truth,
    // A treatment of unknown kind is a matter of mapping, an unknown date or result a matter of what is missing.
    reason: selected === 'unknown' ? 'ambiguousMapping' : 'missing',
    ...(asked === 'true' && { near: true }),
    ...(window.turnsOn !== undefined && { turnsOn: window.turnsOn }),
  };
}

const procedural = new Set(['surgery', 'radiation', 'radiotherapy', 'transplant', 'ablation', 'embolization', 'locoregional', 'local']); // prettier-ignore

/** What must be covered before a treatment that is not listed counts as not given. */
function domainsOf({ modality, agents, classes }: PriorTherapyParameters): CoverageDomain[] {
  if (modality !== undefined && procedural.has(modality)) return ['procedures'];
  return (agents ?? classes) === undefined && (modality === undefined || modality === 'any')
    ? ['medications', 'procedures']
    : ['medications'];
}

function judgeCount(
  entries: readonly Entry[],
  treatments: readonly Treatment[],
  p: PriorTherapyParameters,
  complete: boolean,
): Verdict {
  const range = p.lines ?? p.courses ?? {};
  const counted = treatments.map(
    (treatment, i) =>
    all([entries[i]?.truth ?? 'false', p.courses || p.setting !== undefined ? 'true' : countsAsLine(treatment, treatments, p.countPerioperativeIfNextLineWithin)]), // prettier-ignore
  );
  const of = (truths: readonly Truth[]) => treatments.filter((_, i) => truths.includes(counted[i] ?? 'false'));
  const sure = countLines(of(['true']));
  const possible = countLines(of(['true', 'unknown']));
  const { truth, presumed } = countWithin({ low: sure.low, high: possible.high }, range, complete);
  const support = supports(of(['true', 'unknown']).map(({ fact }) => fact));
  if (truth === 'unknown') return unknown('missing', [], { support, recoverable: false });
  return { truth, support, recoverable: false, ...(presumed && { presumed: true as const }) };
}

/** Nothing but the selected was given. That needs a complete list; one other treatment is enough against it. */
function judgeOnly(p: PriorTherapyParameters, patient: PatientContext, complete: boolean): Verdict {
  const { only: _only, ...selected } = p;
  const others = treatmentsOf(patient).filter((treatment) => isSelected(treatment, { modality: 'systemic' }, patient.vocabulary) === 'true'); // prettier-ignore
  const entries = others.map((treatment) => entryOf(treatment, selected, patient));
  const truth = all(entries.map((entry) => entry.truth));
  const support = entries.filter((entry) => entry.truth === truth).map(({ fact }) => ({ fact }));
  if (truth === 'false') return { truth, support };
  if (truth === 'unknown' || others.length === 0 || !complete) return unknown('missing', [], { support });
  return { truth, support, presumed: true };
}

export const priorTherapy: KindCompiler<'priorTherapy'> = (p) => {
  const domains = domainsOf(p);
  const timed = p.within !== undefined || p.before !== undefined;
  return (patient) => {
    const complete = domains.every((domain) => patient.covers(domain));
    if (p.only) return judgeOnly(p, patient, complete);
    const treatments = treatmentsOf(patient).filter(({ fact }) => ('planned' in fact && fact.planned === true) === (p.planned ?? false)); // prettier-ignore
    const entries = treatments.map((treatment) => entryOf(treatment, p, patient));
    if (p.lines ?? p.courses) return judgeCount(entries, treatments, p, complete);
    const recoverable = timed || p.ongoing !== undefined;
    return judgeList('priorTherapy', patient, entries, recoverable, domains);
  };
};
