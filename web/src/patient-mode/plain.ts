import type { PatientMessages } from '../i18n/patient-mode/en.js';

/** What of a criterion's result a patient is told; the exact words are always one click away. */
export interface Judged {
  kinds: readonly string[];
  outcome: 'PASS' | 'FAIL' | 'UNKNOWN';
  text: string;
  recoverable?: boolean | null;
  eligibleFrom?: string | null;
  evidence: readonly { resource: string; value: string; date?: string | null }[];
}

/** One thing about the patient, with all criteria that are about it. */
export interface Point {
  topic: string;
  /** What the record holds of it; own words are told apart. */
  known: { value: string; date?: string; own: boolean }[];
  words: string[];
  recoverable: boolean;
  eligibleFrom?: string;
}

/** What patients want to hear first; the rest follows in the order of the trial. */
const FIRST = ['cancer', 'stage', 'extent', 'variant', 'expression', 'signature', 'age', 'performance', 'priorTherapy'];

/** The criteria with one outcome, by what they are about, so that ten lab limits are one point and not ten. */
export function pointsOf(criteria: readonly Judged[], outcome: Judged['outcome'], t: PatientMessages): Point[] {
  const points = new Map<string, Point>();
  const inOrder = criteria.filter((criterion) => criterion.outcome === outcome).sort((a, b) => place(a) - place(b));
  for (const criterion of inOrder) {
    const topic = topicOf(criterion, t);
    const point = points.get(topic) ?? { topic, known: [], words: [], recoverable: true };
    points.set(topic, point);
    point.words.push(criterion.text);
    point.recoverable &&= criterion.recoverable === true;
    if (criterion.eligibleFrom && criterion.eligibleFrom > (point.eligibleFrom ?? '')) point.eligibleFrom = criterion.eligibleFrom; // prettier-ignore
    for (const { resource, value, date } of criterion.evidence) {
      if (point.known.some((known) => known.value === value)) continue;
      point.known.push({ value, own: isOwnWord(resource), ...(date && { date }) });
    }
  }
  return [...points.values()];
}

/** A question for each thing that is not known, then those that everybody should ask. */
export function questionsOf(criteria: readonly Judged[], t: PatientMessages): string[] {
  const open = pointsOf(criteria, 'UNKNOWN', t).filter(({ topic }) => topic !== t.topics['unstructured']);
  return [...open.map(({ topic }) => `${t.questionFor}: ${topic}.`), ...t.questionsAlways];
}

const place = ({ kinds }: Judged): number => {
  const found = FIRST.findIndex((kind) => kinds.includes(kind));
  return found === -1 ? FIRST.length : found;
};

function topicOf({ kinds }: Judged, t: PatientMessages): string {
  const named = FIRST.find((kind) => kinds.includes(kind)) ?? kinds[0] ?? 'unstructured';
  return t.topics[named] ?? t.topics['unstructured'] ?? '';
}

export const OWN_WORD = 'self-reported';

const isOwnWord = (resource: string): boolean => resource.includes(`/${OWN_WORD}`);
