import type { PriorTherapyParameters } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import { frameBefore, hasAny, skip } from './grammar.js';

const BETWEEN = [
  'filler',
  'otherMalignancy',
  'currentWord',
  'status',
  'route',
  'connector',
  'priorWord',
  'anchorWord',
  'trialParticipation',
  'including',
];

/** "Currently participating in another interventional trial", "participated in a study of an investigational agent within 4 weeks". */
export function trialParticipation(line: ClinicalLine): Found[] {
  if (!line.has('trialParticipation') || !line.has('trialWord')) return [];
  const at = line.items.findIndex((item) => item.tags['trialParticipation'] !== undefined);
  let trial = at + 1;
  // "is participating and receiving study therapy or has participated in a study of ...": all of it is one statement.
  while (!line.is(trial, 'trialWord') && hasAny(line, trial, BETWEEN)) trial += 1;
  if (!line.is(trial, 'trialWord')) return [];
  const own =
    /^(?:trial|study)$/u.test(line.items[trial]!.text) &&
    !/other|any|an\b|a\b/u.test(line.text.slice(line.start(at), line.end(trial)));
  if (own) return [];
  trial += 1;
  let to = trial;
  const parameters: PriorTherapyParameters = { modality: 'investigational' };
  for (let i = trial; !line.isStop(i) && i < trial + 20; i++) {
    const time = line.items[i]?.time;
    // "..., and/or treatment with radiotherapy within 2 weeks" is a statement of its own.
    const modality = line.tag(i, 'modality');
    if (modality !== undefined && !/^(?:investigational|any|anticancer|systemic)/u.test(modality)) break;
    if (
      !time &&
      !hasAny(line, i, [...BETWEEN, 'modality', 'therapyNoun', 'trialWord', 'entry']) &&
      !line.sign(i, '(', ')', ',', '/') &&
      !line.items[i]?.drug
    )
      break;
    if (!time || time.relation !== 'within') continue;
    parameters.within = time.duration;
    to = i + 1;
    break;
  }
  if (parameters.within === undefined) {
    to = skip(line, trial, 'filler', 'modality', 'connector', 'therapyNoun', 'drug', 'entry');
    parameters.ongoing = true;
  }
  const frame = frameBefore(line, at, 'currentWord', 'status', 'connector', 'priorWord', 'otherMalignancy');
  return [{ from: frame.from, to, expression: { priorTherapy: parameters }, negated: frame.negated, confidence: 0.86 }];
}
