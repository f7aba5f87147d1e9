import type { Expression } from '../../../criteria/model.js';
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
  (!ABOUT.has(topic) && !GENERIC_TREATMENTS.has(item.tags['modality'] ?? 'any'));

/** "interfere with the evaluation of the investigational product": the treatment of the trial itself, not one given before. */
const GENERIC_TREATMENTS: ReadonlySet<string> = new Set(['any', 'investigational']);

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
            line.is(from + i + 1, 'boundTail') ||
            line.is(from + i + 1, 'timeUnit'))),
    );

/** End of the last sentence from `end` on that goes on about what is attested ("A copy of the signed consent form will be given"). */
function spoken(line: ClinicalLine, end: number): number {
  let to = end;
  while (to < line.items.length) {
    const next = line.sentenceEnd(to + 1);
    const goesOn = line.items.slice(to + 1, next).some((item) => item.tags['attestation'] !== undefined);
    if (!goesOn || measured(line, to + 1, next)) break;
    to = next;
  }
  return to;
}

/** "Any other condition", "concurrent severe medical illness": nothing in particular. */
const UNNAMED =
  /^(?:(?:patients?|participants?|subjects?|individuals?|those|persons?|who|has|have|with|had|having|the|presence|of|history|evidence|known|a|any|an|other|some|is|are|current|currently|prior|concurrent|concomitant|coexisting|co-existing|pre-?existing|underlying|serious|severe|acute|chronic|active|uncontrolled|unstable|significant|clinically|medically|intercurrent|or|and|and\/or)[ ,/]+){0,14}(?:systemic |medical |medical or psychiatric |physical |mental |psychiatric |psychological |psychosocial |social |clinical |laboratory |health |surgical |reason|disease state|co-?morbid |comorbid ){0,3}(?:conditions?|illness(?:es)?|diseases?|disorders?|circumstances?|situations?|reasons?|problems?|issues?|factors?|comorbidit(?:y|ies)|co-morbidit(?:y|ies)|findings?|abnormalit(?:y|ies)|impairments?|contraindications?|histor(?:y|ies))\b(?:\(s\))?/iu;

/**
 * "Any condition (e.g. severe infection) that, in the opinion of the investigator, would ...": nothing is named but as an example
 * in brackets, so that the whole sentence is the investigator's judgement.
 */
function isJudgedWhole(line: ClinicalLine, from: number, at: number): boolean {
  const sentence = line.text.slice(line.start(from), line.end(line.sentenceEnd(at)));
  const head = UNNAMED.exec(sentence)?.[0];
  if (head === undefined || EXCUSED.test(sentence) || !JUDGED.test(sentence)) return false;
  const named = line.start(from) + head.length;
  let depth = 0;
  for (let i = from; i < line.sentenceEnd(at); i++) {
    const item = line.items[i]!;
    if (line.sign(i, '(', '[')) depth += 1;
    else if (line.sign(i, ')', ']')) depth -= 1;
    if (item.start < named || depth > 0) continue;
    if (item.time !== undefined) return false;
    if (isFact(item, 'investigatorJudgement')) return false;
  }
  return true;
}

const EXCUSED = /\b(?:unless|except|however|but not|allowed|permitted|eligible)\b/iu;
/** Who judges, or what is feared. */
const JUDGED =
  /\b(?:investigators?|physicians?|oncologists?|clinicians?|pi|sponsor|monitor|opinion|judge?ment|judged|deemed|considered|would|could|might|may|that|which|interfer\w+|precludes?|compromis\w+)\b/iu;

/** "Willing to keep a diary", "Unable to lie still": who says so, and nothing else can. */
const PROMISE =
  /^\W{0,3}(?:(?:patients?|participants?|subjects?|they|must|should|be|is|are|has|have|the|an?|any|all)\s+){0,6}(?:willing|willingness|able|ability|agrees?|agreement|unable|inability|unwilling|unwillingness|refusal|refuses|not willing|capable)\s+(?:and (?:willing|able|willingness|ability) )?(?:to|of)\b/iu;

const DENIED = /\b(?:unable|inability|unwilling|unwillingness|refusal|refuses|not)\b/iu;

function topicOf(sentence: string): string | undefined {
  if (PROMISE.test(sentence)) return /\bswallow/iu.test(sentence) ? 'swallowing' : 'compliance';
  return isGeneralIllness(sentence) ? 'investigatorJudgement' : undefined;
}

/** A sentence that opens with a promise or an ability, or that names an illness in general, of which no word is a fact on record. */
function promises(line: ClinicalLine): Found[] {
  const to = line.sentenceEnd(0);
  const sentence = line.text.slice(0, line.end(to));
  const topic = topicOf(sentence);
  // Among the exclusions only who will not or cannot is meant.
  if (topic !== 'investigatorJudgement' && line.section === 'exclusion' && !DENIED.test(sentence)) return [];
  if (topic === undefined || to < line.items.length - 1 || line.isHeading || EXCUSED.test(sentence)) return [];
  if (line.has('contraception', 'pregnant', 'breastfeeding', 'pregnancyTest')) return [];
  if (topic !== 'investigatorJudgement' && (measured(line, 0, to) || line.items.some((item) => isFact(item, topic))))
    return [];
  return [{ from: 0, to, expression: { attestation: { topic } }, confidence: 0.85, whole: true }];
}

/** "Uncontrolled intercurrent illness", and not a word more. */
const isGeneralIllness = (sentence: string): boolean => {
  const head = UNNAMED.exec(sentence)?.[0];
  return (
    head !== undefined &&
    /\b(?:uncontrolled|serious|severe|significant|unstable)\b/iu.test(head) &&
    !/\p{L}/u.test(sentence.slice(head.length))
  );
};

/** Consent, compliance, samples, judgement: what a patient or physician must say, because no record can show it. */
export function attestations(line: ClinicalLine): Found[] {
  const at = line.has('attestation')
    ? line.items.findIndex((item, i) => item.tags['attestation'] !== undefined && !isMoment(line, i))
    : -1;
  if (at < 0) return promises(line);
  const topics = [...new Set(line.items.flatMap((item) => item.tags['attestation'] ?? []))];
  // "Inability of the patient or caregiver to read English" is a matter of language.
  const [named] = topics.filter((one) => one !== 'caregiver' || !topics.includes('language'));
  const topic = topics.includes('consent') ? 'consent' : named!;
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
  if (!others && (topic === 'investigatorJudgement' || topic === 'consent') && isJudgedWhole(line, from, at))
    return [{ from, to: line.sentenceEnd(at), expression: { attestation: { topic } }, confidence: 0.9, whole: true }];
  const first = line.items.findIndex((item) => item.tags['attestationVerb'] !== undefined);
  // A judgement about named facts ("uncontrolled hypertension that would limit compliance") leaves the facts to their readers.
  const facts = line.items.some((item) => isFact(item, topic));
  const end = line.sentenceEnd(at);
  // "at least three prescribed oral medications": of taking them, not of being able to.
  // "language areas of the brain", "patients with impaired capacity are eligible": no demand, or none of everybody.
  const able =
    (topic !== 'swallowing' || ABLE.test(line.text)) &&
    (topic !== 'language' || SPOKEN.test(line.text)) &&
    !(line.section === 'inclusion' && topic !== 'consent' && PERMITTED.test(line.text));
  const start =
    facts || others || measured(line, from, at) ? Math.max(from, Math.min(at, first < 0 ? at : first)) : from;
  const to = facts || others ? end : spoken(line, end);
  return [
    {
      from: start,
      to,
      expression: withMalabsorption(line, topic, start, to),
      confidence: !able ? 0.7 : verb ? (facts || others ? 0.7 : measured(line, start, to) ? 0.75 : 0.92) : 0.7,
      whole: true,
    },
  ];
}

const SPOKEN =
  /\b(?:english|spanish|french|german|chinese|mandarin|cantonese|dutch|italian|hebrew|korean|japanese|languages|read|reading|speak|speaking|spoken|fluent|fluency|understand|write|literate|literacy|communicat\w*|comprehen\w*|interpreters?|translat\w*|barriers?|proficien\w*)\b/iu;
const PERMITTED =
  /\b(?:are|is|remain|be) (?:also |still )?(?:eligible|allowed|permitted) (?:as long as|if|provided|even if)\b/iu;

const ABLE =
  /\b(?:able|abilit\w*|inabilit\w*|unable|unabilit\w*|swallow\w*|tolerat\w*|ab?sor\w*|malab\w*|difficult\w*|capab\w*|dysphag\w*|cannot|not|impair\w*|gastr\w*|tubes?|enteral\w*|preclud\w*|retain\w*|intact)\b/iu;

/** "Inability to swallow tablets, malabsorption syndrome, or ...": the syndrome is a finding, the rest is said by a person. */
function withMalabsorption(line: ClinicalLine, topic: string, from: number, to: number): Expression {
  const attested: Expression = { attestation: { topic } };
  if (topic !== 'swallowing' || line.section !== 'exclusion') return attested;
  const items = line.items.slice(from, to);
  const at = items.findIndex((item) => item.condition?.code === 'malabsorption');
  if (
    at < 0 ||
    /\b(?:no|not|without|caus\w*|result\w*|lead\w*)\b/iu.test(
      items
        .slice(Math.max(0, at - 4), at)
        .map((item) => item.text)
        .join(' '),
    )
  )
    return attested;
  return { any: [attested, { condition: { anyOf: ['malabsorption'] } }] };
}
