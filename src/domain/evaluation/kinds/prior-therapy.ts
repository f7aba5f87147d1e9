import type { PriorTherapyParameters } from '../../criteria/model.js';
import { withinRange, point } from '../../logic/interval.js';
import { all, not, type Truth } from '../../logic/truth.js';
import type { CoverageDomain } from '../../patient/profile.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import { isSince } from '../anchor-events.js';
import { questionsAsked, windowAsked, windowOf, type EntryDetails, type EntryQuestion, type Timing } from '../entry-question.js'; // prettier-ignore
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
import { countLines, countsAsLine, countWithin, type Counted, type LineCount } from '../treatment-lines.js';
import { isSelected, treatmentsOf, type Treatment } from '../treatments.js';
import { supports, unknown, type Verdict } from '../verdict.js';

const is = (truth: boolean): Truth => (truth ? 'true' : 'false');

const stated = <T>(own: T | undefined, asked: T): Truth => (own === undefined ? 'unknown' : is(own === asked));

const details: EntryDetails<PriorTherapyParameters, Treatment> = {
  except: (treatment, asked, { vocabulary }) => all(asked.map((selection) => not(isSelected(treatment, selection, vocabulary)))), // prettier-ignore
  setting: inSetting,
  intent: ({ intent }, asked) => (intent === undefined ? 'unknown' : is(asked.includes(intent))),
  result: hasResult,
  evidence: ({ fact }, asked) => stated('evidence' in fact ? fact.evidence : undefined, asked),
  magnitude: ({ fact }, asked) => stated('magnitude' in fact ? fact.magnitude : undefined, asked),
  site: ({ site }, asked) => stated(site, asked),
  ongoing: isOngoing,
  line: inLine,
  course: hasCourse,
  combinedWith: isCombined,
  completeness: ({ fact }, asked) => stated('completeness' in fact ? fact.completeness : undefined, asked),
  stopReasonNot: (treatment, asked) => not(stoppedFor(treatment, asked)),
  doseReduced: ({ fact }, asked) => stated('doseReduced' in fact ? fact.doseReduced : undefined, asked),
  sensitivity: hasSensitivity,
  target: ({ fact }, asked) => stated('target' in fact ? fact.target : undefined, asked),
  cumulativeDose: (treatment, asked, { vocabulary }) => doseWithin(treatment, asked, vocabulary),
  since: ({ lastGiven }, { event }, patient) => isSince(event, lastGiven, patient),
};

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

const timing: Timing<Treatment> = {
  dayOf: ({ lastGiven }) => lastGiven,
  halfLifeOf: (treatment, { vocabulary }) => halfLife(treatment, vocabulary),
};

/** What a leaf asks of a treatment that is one of those it selects; all must hold. */
export const treatmentQuestions = (p: PriorTherapyParameters): EntryQuestion<Treatment>[] => [
  ...questionsAsked(details, p),
  ...windowAsked(p, timing),
];

type Questions = readonly EntryQuestion<Treatment>[];

function entryOf(
  treatment: Treatment,
  p: PriorTherapyParameters,
  questions: Questions,
  patient: PatientContext,
): Entry {
  const selected = isSelected(treatment, p, patient.vocabulary);
  if (selected === 'false') return { fact: treatment.fact, truth: 'false' };
  const asked = all([selected, ...questions.map((question) => question.ask(treatment, patient))]);
  const window = windowOf(treatment, p, timing, patient);
  return {
    fact: treatment.fact,
    truth: all([asked, window.truth]),
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

/** Whether lines or courses are counted, and not whether a single treatment is asked for. */
export const isCounted = ({ lines, courses }: PriorTherapyParameters): boolean => (lines ?? courses) !== undefined;

/** What a treatment must be, beside the one asked for, to count. Expects all treatments that the leaf looks at. */
export function countQuestion(p: PriorTherapyParameters): EntryQuestion<Treatment>[] {
  if (p.courses || p.setting !== undefined) return [];
  const { countPerioperativeIfNextLineWithin: nextWithin } = p;
  const ask = (treatment: Treatment, patient: PatientContext) => countsAsLine(treatment, lookedAt(p, patient), nextWithin); // prettier-ignore
  return [{ key: `counts as line ${JSON.stringify(nextWithin)}`, ask }];
}

/** A number of lines or courses, given those that surely and those that possibly count. */
export function countedWithin(p: PriorTherapyParameters) {
  const range = p.lines ?? p.courses ?? {};
  const domains = domainsOf(p);
  return (sure: LineCount, possible: LineCount, patient: PatientContext): Counted =>
    countWithin({ low: sure.low, high: possible.high }, range, isComplete(domains, patient));
}

const isComplete = (domains: readonly CoverageDomain[], patient: PatientContext): boolean =>
  domains.every((domain) => patient.covers(domain));

/** Whether a treatment is still to come. */
export const isPlanned = ({ fact }: Treatment): boolean => 'planned' in fact && fact.planned === true;

const lookedAt = ({ planned = false }: PriorTherapyParameters, patient: PatientContext): readonly Treatment[] =>
  treatmentsOf(patient).filter((treatment) => isPlanned(treatment) === planned);

function judgeCount(
  entries: readonly Entry[],
  treatments: readonly Treatment[],
  p: PriorTherapyParameters,
  questions: Questions,
  patient: PatientContext,
): Verdict {
  const counted = treatments.map((treatment, i) =>
    all([entries[i]?.truth ?? 'false', ...questions.map((question) => question.ask(treatment, patient))]),
  );
  const of = (truths: readonly Truth[]) => treatments.filter((_, i) => truths.includes(counted[i] ?? 'false'));
  const possible = of(['true', 'unknown']);
  const { truth, presumed } = countedWithin(p)(countLines(of(['true'])), countLines(possible), patient);
  const support = supports(possible.map(({ fact }) => fact));
  if (truth === 'unknown') return unknown('missing', [], { support, recoverable: false });
  return { truth, support, recoverable: false, ...(presumed && { presumed: true as const }) };
}

/** Nothing but the selected was given. That needs a complete list; one other treatment is enough against it. */
function judgeOnly(p: PriorTherapyParameters, questions: Questions, patient: PatientContext): Verdict {
  const others = treatmentsOf(patient).filter((treatment) => isSelected(treatment, { modality: 'systemic' }, patient.vocabulary) === 'true'); // prettier-ignore
  const entries = others.map((treatment) => entryOf(treatment, p, questions, patient));
  const truth = all(entries.map((entry) => entry.truth));
  const support = entries.filter((entry) => entry.truth === truth).map(({ fact }) => ({ fact }));
  if (truth === 'false') return { truth, support };
  if (truth === 'unknown' || others.length === 0 || !isComplete(domainsOf(p), patient))
    return unknown('missing', [], { support });
  return { truth, support, presumed: true };
}

export const priorTherapy: KindCompiler<'priorTherapy'> = (p) => {
  const domains = domainsOf(p);
  const questions = questionsAsked(details, p);
  const counts = countQuestion(p);
  const timed = p.within !== undefined || p.before !== undefined;
  return (patient) => {
    if (p.only) return judgeOnly(p, questions, patient);
    const treatments = lookedAt(p, patient);
    const entries = treatments.map((treatment) => entryOf(treatment, p, questions, patient));
    if (isCounted(p)) return judgeCount(entries, treatments, p, counts, patient);
    const recoverable = timed || p.ongoing !== undefined;
    return judgeList('priorTherapy', patient, entries, recoverable, domains);
  };
};
