import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';

/** "on the day of signing informed consent" is a moment, not an agreement. */
const isMoment = (line: ClinicalLine, index: number): boolean =>
  line.tag(index, 'attestation') === 'consent' &&
  /\b(?:signing|signature|signed|time|day|date|prior to|before|after|since|from|of)(?: of| the| written| signing)*\s*$/iu.test(
    line.text.slice(Math.max(0, line.start(index) - 40), line.start(index)),
  );

/** Consent, compliance, samples, judgement: what a patient or physician must say, because no record can show it. */
export function attestations(line: ClinicalLine): Found[] {
  if (!line.has('attestation')) return [];
  const at = line.items.findIndex((item, i) => item.tags['attestation'] !== undefined && !isMoment(line, i));
  if (at < 0) return [];
  const topics = [...new Set(line.items.flatMap((item) => item.tags['attestation'] ?? []))];
  const topic = topics.includes('consent') ? 'consent' : topics[0]!;
  const from = line.sentenceStart(at);
  const verb = line.items.some((item) => item.tags['attestationVerb'] !== undefined);
  const first = line.items.findIndex((item) => item.tags['attestationVerb'] !== undefined);
  // A judgement about named facts ("uncontrolled hypertension that would limit compliance") leaves the facts to their readers.
  const facts =
    line.has('condition', 'infection', 'drug', 'cancer', 'gene', 'metastasis', 'modality', 'medication') &&
    topic !== 'consent';
  return [
    {
      from: facts ? Math.max(from, Math.min(at, first < 0 ? at : first)) : from,
      to: line.sentenceEnd(at),
      expression: { attestation: { topic } },
      confidence: verb ? (facts ? 0.7 : 0.92) : 0.7,
      whole: true,
    },
  ];
}
