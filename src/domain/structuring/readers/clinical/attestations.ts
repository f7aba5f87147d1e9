import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import type { Item } from './items.js';

/** "on the day of signing informed consent" is a moment, not an agreement. */
function isMoment(line: ClinicalLine, index: number): boolean {
  if (line.tag(index, 'attestation') !== 'consent') return false;
  let before = line.text.slice(Math.max(0, line.start(index) - 60), line.start(index)).trimEnd();
  while (!MOMENT.test(before) && BESIDE.test(before)) before = before.slice(0, before.lastIndexOf(' '));
  return MOMENT.test(before);
}

const MOMENT = /\b(?:signing|signature|time|day|date|prior to|before|after|since|from|of)$/iu;
const BESIDE = / (?:the|written|signed|informed|consent|form|\()$/iu;

/** Topics whose own words already say that somebody agrees, judges or is able. */
const PLAIN = new Set([
  'consent',
  'compliance',
  'followUp',
  'legalCapacity',
  'protocolDefined',
  'investigatorJudgement',
  'swallowing',
  'studyStaff',
  'bloodDonation',
  'socialSituation',
]);

const ABSORPTION = ['dysphagia', 'malabsorption', 'gastrointestinal-disease', 'nausea-and-vomiting', 'claustrophobia'];

/** Topics that name a treatment or a disease only to say what it is about ("able to swallow ribociclib capsules"). */
const ABOUT = new Set(['consent', 'swallowing', 'language', 'legalCapacity', 'tissue']);

/** A finding that another reader reads; what only explains an inability to swallow or to lie in a scanner is none. */
const isFact = (item: Item, topic: string): boolean =>
  (item.condition !== undefined && !ABSORPTION.includes(item.condition.code)) ||
  item.tags['conditionCode'] !== undefined ||
  (!ABOUT.has(topic) && item.drug !== undefined) ||
  (item.cancer !== undefined && topic !== 'consent' && topic !== 'tissue') ||
  item.gene !== undefined ||
  ['infection', 'metastasis', 'medication'].some((tag) => item.tags[tag] !== undefined) ||
  (!ABOUT.has(topic) && (item.tags['modality'] ?? 'any') !== 'any');

/** A bound or a time ("18 years or older, willing to ..."): another reader's statement. */
const measured = (line: ClinicalLine, from: number, to: number): boolean =>
  line.items
    .slice(from, to)
    .some(
      (item, i) =>
        item.time !== undefined ||
        (item.number !== undefined &&
          (line.sign(from + i - 1, '\u2265', '\u2264', '<', '>', '=') ||
            line.is(from + i - 1, 'bound') ||
            line.sign(from + i + 1, '+') ||
            line.is(from + i + 1, 'timeUnit'))),
    );

/** Consent, compliance, samples, judgement: what a patient or physician must say, because no record can show it. */
export function attestations(line: ClinicalLine): Found[] {
  if (!line.has('attestation')) return [];
  const at = line.items.findIndex((item, i) => item.tags['attestation'] !== undefined && !isMoment(line, i));
  if (at < 0) return [];
  const topics = [...new Set(line.items.flatMap((item) => item.tags['attestation'] ?? []))];
  const topic = topics.includes('consent') ? 'consent' : topics[0]!;
  if (topic === 'consent' && line.has('contraception') && !/\bsign/iu.test(line.text)) return [];
  // "life expectancy > 3 months, as determined by the investigator" only says who measures.
  if (topic === 'investigatorJudgement' && line.is(at, 'opinion') && at > 3 && line.sentenceEnd(at) - at <= 3)
    return [];
  // "enrolled in another study, unless it is in its follow-up": taking part is what is spoken of.
  if (topic === 'followUp' && line.has('trialParticipation')) return [];
  const from = line.sentenceStart(at);
  const verb = line.items.some((item) => item.tags['attestationVerb'] !== undefined) || PLAIN.has(topic);
  // "pregnant, breastfeeding, or unwilling to use contraception": what comes before is read by others.
  const others = line.has('pregnant', 'breastfeeding', 'contraception') && topic !== 'consent';
  const first = line.items.findIndex((item) => item.tags['attestationVerb'] !== undefined);
  // A judgement about named facts ("uncontrolled hypertension that would limit compliance") leaves the facts to their readers.
  const facts = line.items.some((item) => isFact(item, topic));
  const to = line.sentenceEnd(at);
  const start =
    facts || others || measured(line, from, at) ? Math.max(from, Math.min(at, first < 0 ? at : first)) : from;
  return [
    {
      from: start,
      to,
      expression: { attestation: { topic } },
      confidence: verb ? (facts || others ? 0.7 : measured(line, start, to) ? 0.75 : 0.92) : 0.7,
      whole: true,
    },
  ];
}
