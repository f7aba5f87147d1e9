import type { ConceptRef, PriorMalignancyParameters } from '../../../criteria/model.js';
import { lastClause } from '../../grammar/word-gap.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import { frameBefore, skip } from './grammar.js';
import { tagNames } from './tags.js';

const ACTIVE = /\b(?:active|current|currently|concurrent|progressing|ongoing|synchronous|concomitant)\b/iu;
const PAST = /\b(?:prior|previous|history|past|previously)\b/iu;
/** "whose natural history or treatment does not have the potential to interfere with ...": which only a person can judge. */
const HARMLESS = /^[ ,]{0,3}(?:whose|where|in which) (?:the )?natural history\b/iu;
const VERDICT =
  /,? (?:are|is|may|will|can|should|must) (?:not )?(?:be )?(?:eligible|enrolled|included|excluded|allowed)\b/iu;
const EARLIER = /\b(?:prior|previous|past)\b/iu;
const EXCEPTION_PARENT = /malignan|cancer|except/iu;

/** "Other malignancy within 3 years, except adequately treated basal cell carcinoma or in situ cervical cancer". */
export function priorMalignancies(line: ClinicalLine): Found[] {
  if (!line.has('malignancy')) return [];
  for (let i = 0; i < line.items.length; i++) {
    if (
      !line.is(i, 'malignancy') ||
      /^(?:programs?|medical|therap(?:y|ies)|treatments?|surger(?:y|ies)|centers?|stud(?:y|ies)|trials?|registr(?:y|ies))$/u.test(
        line.items[i + 1]?.text ?? '',
      )
    )
      continue;
    const frame = frameBefore(
      line,
      i,
      'otherMalignancy',
      'status',
      'diseaseAdjective',
      'connector',
      'priorWord',
      'severity',
      'extent',
      'currentWord',
      'recovery',
    );
    let other =
      frame.found['otherMalignancy'] ??
      (frame.history ||
      EARLIER.test(lastClause(line.text.slice(line.start(frame.from), line.start(i)).slice(-48), ',.'))
        ? 'prior'
        : undefined);
    // "Any other" is one item.
    if (line.items.slice(frame.from, i).some((item) => /\bother$/u.test(item.text))) other ??= 'other';
    const beside = line.items
      .slice(i, i + 6)
      .some((item) => /^(?:other than|different from|besides|distinct)/u.test(item.text));
    const time = line.items.slice(i, i + 14).find((item) => item.time !== undefined)?.time;
    if (other === undefined && beside) other = 'other';
    if (other === undefined && time?.relation === 'within' && line.section === 'exclusion') other = 'prior';
    if (other === undefined) continue;
    const found = reading(line, i, frame.from, frame.negated);
    // Under "other malignancies, except:" a line names what is excepted.
    return [isExceptionLine(line) ? { ...found, confidence: Math.min(found.confidence, 0.6) } : found];
  }
  return [];
}

function reading(line: ClinicalLine, at: number, start: number, negated: boolean): Found {
  const parameters: PriorMalignancyParameters = {};
  let from = start;
  const before = line.items[from - 1]?.time;
  if (before) from -= 1;
  let to = at + 1;
  let exceptionFrom = -1;
  let within = before?.relation === 'within' ? before.duration : undefined;
  let diseaseFree = false;
  let needed = false;
  for (let i = to; i < line.items.length; i++) {
    const item = line.items[i]!;
    if (item.time && exceptionFrom < 0) {
      if (within === undefined && item.time.relation !== 'for') within = item.time.duration;
      if (item.time.relation === 'before') diseaseFree = true;
      to = i + 1;
    } else if (item.tags['exceptionWord'] !== undefined && !/^other than(?: the)?$/u.test(item.text)) {
      exceptionFrom = i;
      break;
    } else if (
      [
        'filler',
        'status',
        'must',
        'entry',
        'currentWord',
        'certainty',
        'diseaseAdjective',
        'extent',
        'priorWord',
        'recovery',
        'subject',
        'malignancy',
        'otherMalignancy',
        'therapyNoun',
        'requirement',
        'requirementTail',
        'infectionTail',
      ].some((tag) => line.is(i, tag)) &&
      exceptionFrom < 0
    ) {
      if ((line.is(i, 'requirement') || line.is(i, 'infectionTail', 'treatment')) && to === i) needed = true;
      to = i + 1;
    }
  }
  if (exceptionFrom >= 0) to = line.items.length;
  if (within === undefined && exceptionFrom >= 0)
    within = line.items.slice(exceptionFrom).find((item) => item.time?.relation === 'within')?.time?.duration;
  const stated = line.text.slice(line.start(from), line.start(exceptionFrom < 0 ? to : exceptionFrom));
  if (within !== undefined) parameters.within = within;
  else if (needed || (ACTIVE.test(stated) && !PAST.test(stated))) parameters.is = 'active';
  // "... Patients with a history of adequately treated basal cell carcinoma are eligible": a sentence of its own names what is excepted.
  const permission = line.items.findIndex((item, i) => i > at && item.tags['permission'] !== undefined);
  const permitted = exceptionFrom < 0 && permission > line.sentenceEnd(at);
  if (permitted) exceptionFrom = line.sentenceEnd(at) + 1;
  const except = exceptionFrom < 0 ? [] : exceptions(line, exceptionFrom);
  if (except.length > 0) parameters.except = except;
  const exceptIf =
    exceptionFrom < 0
      ? []
      : [...new Set(line.items.slice(exceptionFrom).flatMap((item) => item.tags['exceptedIf'] ?? []))];
  // "unless disease-free for more than 5 years": malignancies of the last 5 years are meant.
  const freeFor = exceptionFrom < 0 || within !== undefined ? undefined : timeFree(line, exceptionFrom);
  if (freeFor !== undefined) {
    parameters.within = freeFor;
    delete parameters.is;
    if (
      exceptIf.length === 1 &&
      line.items.slice(exceptionFrom).filter((item) => item.tags['exceptedIf'] !== undefined).length === 1
    )
      exceptIf.length = 0;
  }
  if (exceptIf.length > 0 || diseaseFree) parameters.exceptIf = exceptIf.length > 0 ? exceptIf : ['curativelyTreated'];
  const rest = line.text.slice(line.end(at + 1));
  const harmless = HARMLESS.test(rest) ? rest.slice(0, clauseLength(rest)) : undefined;
  if (harmless !== undefined) {
    const stop = line.end(at + 1) + harmless.length;
    let end = at + 1;
    while (end < line.items.length && line.end(end + 1) <= stop) end += 1;
    return {
      from,
      to: end,
      // Asked of those who have had one; as an exclusion both must hold.
      expression:
        line.section === 'inclusion'
          ? { if: { priorMalignancy: {} }, then: { attestation: { topic: 'investigatorJudgement' } } }
          : { all: [{ priorMalignancy: {} }, { attestation: { topic: 'investigatorJudgement' } }] },
      confidence: negated ? 0.7 : 0.88,
      whole: true,
    };
  }
  const text = line.text.slice(line.start(exceptionFrom < 0 ? to : exceptionFrom));
  const unread = exceptionFrom >= 0 && except.length === 0 && exceptIf.length === 0 && freeFor === undefined;
  const allowed = exceptionFrom < 0 && permission > 0;
  // "progressing or requiring treatment, or history of another within 2 years": two statements in one.
  const twofold =
    line.items
      .slice(from, Math.min(exceptionFrom < 0 ? to : exceptionFrom, line.sentenceEnd(at)))
      .filter((item) => item.tags['malignancy'] !== undefined).length > 1 && within !== undefined;
  // "No other prior malignancy is allowed except ..." prohibits in any list.
  const prohibited =
    negated && line.section === 'exclusion' && /^[^.;,]{0,60}\b(?:is|are) (?:allowed|permitted)\b/iu.test(rest);
  // "..., or malignancy that currently requires therapy" behind the exceptions: a second statement.
  const again =
    exceptionFrom >= 0 &&
    /\bor (?:any |other )?(?:malignancy|malignancies|cancers?) (?:that|which) (?:currently )?requir/iu.test(
      line.text.slice(line.start(exceptionFrom)),
    );
  const unreadException = exceptionFrom >= 0 && isPartlyRead(line, exceptionFrom, except);
  const doubled = negated && line.section === 'exclusion' && !prohibited;
  return {
    from,
    to: allowed ? permission : permitted ? line.sentenceEnd(permission) : skip(line, to, 'filler'),
    expression: { priorMalignancy: parameters },
    negated: negated && !prohibited,
    confidence:
      unread || doubled || twofold || again || (line.section === 'inclusion' && !negated && !deniedBefore(line, from))
        ? 0.7
        : unreadException || (exceptionFrom >= 0 && strangers(line, exceptionFrom) > 3)
          ? 0.75
          : 0.88,
    whole: true,
    ...(unread ? { review: [`exception not understood: ${text}`] } : {}),
  };
}

/** A negation at the head of the sentence ("Must be free of any other malignancy"). */
const deniedBefore = (line: ClinicalLine, from: number): boolean =>
  line.items.slice(line.sentenceStart(from), from).some((item) => item.tags['negation'] !== undefined) ||
  line.context.parents.some((parent) => /\b(?:no|not|none|without|exclu\w+)\b/iu.test(parent));

/** Up to what is decided ("... are eligible") or the end of the sentence. */
function clauseLength(text: string): number {
  const stop = text.search(/[.;]/u);
  const clause = stop < 0 ? text : text.slice(0, stop);
  const verdict = clause.search(VERDICT);
  return verdict < 0 ? clause.length : verdict;
}

/** Malignancies that an exception describes without a name ("other indolent cancers", "any localized malignancy"). */
const DESCRIBED = [
  /\b(?:other|any)\b/iu,
  /\b(?:indolent|non-?invasive|low[- ](?:risk|grade)|locali[sz]ed|early[- ]stage|slow[- ]growing|superficial)\b/iu,
  /\b(?:malignanc|cancer|tumou?r|neoplasm|carcinoma)/iu,
];

/** The exception names or describes more than the codes that were read of it. */
function isPartlyRead(line: ClinicalLine, from: number, except: readonly ConceptRef[]): boolean {
  const members = line.text.slice(line.start(from)).split(/[,;.()]/u);
  if (members.some((member) => DESCRIBED.every((part) => part.test(member)))) return true;
  const codes = except.map((ref) => (typeof ref === 'string' ? ref : ref.code));
  return line.items.some(
    ({ cancer }, i) =>
      i >= from &&
      cancer !== undefined &&
      !['any', 'solid', 'hematologic'].includes(cancer.code) &&
      !codes.some((code) => code === cancer.code || line.vocabulary.cancers.isA(code, cancer.code)) &&
      !/\bin[- ]situ\b|\b(?:dcis|cis|lcis)\b/iu.test(
        line.text.slice(Math.max(0, line.start(i) - 40), line.end(i + 1) + 40),
      ) &&
      !line.items.slice(Math.max(from, i - 4), i + 5).some((item) => item.tags['malignancyException'] !== undefined),
  );
}

/** Words of an exception that no lexicon knows: it excepts more than was read. */
const strangers = (line: ClinicalLine, from: number): number =>
  line.items
    .slice(from)
    .filter(
      ({ text, tags, cancer, time, number }) =>
        /^\p{L}{4}/u.test(text) && tagNames(tags).length === 0 && !cancer && !time && number === undefined,
    ).length;

/** How long ago it must be over: a time "for at least N years" beside words for being free of disease. */
function timeFree(line: ClinicalLine, from: number): PriorMalignancyParameters['within'] {
  for (let i = from; i < line.items.length; i++) {
    const time = line.items[i]!.time;
    if (!time || time.relation === 'within') continue;
    if (line.items.slice(Math.max(from, i - 12), i + 8).some((item) => item.tags['exceptedIf'] !== undefined))
      return time.duration;
  }
  return undefined;
}

/** "in situ breast or cervical cancer": the cancer itself is not excepted. */
const inSitu = (line: ClinicalLine, index: number): boolean =>
  line.items.slice(Math.max(0, index - 4), index).some((item) => item.text.includes('in situ'));

/** The malignancies an exception names. */
function exceptions(line: ClinicalLine, from: number): ConceptRef[] {
  const codes = new Map<string, ConceptRef>();
  for (let i = from; i < line.items.length; i++) {
    const item = line.items[i]!;
    const known = item.tags['malignancyException'];
    if (known !== undefined)
      for (const code of known.split('|'))
        codes.set(code, /^[A-Z]+$/u.test(code) ? code : { code, system: 'text', name: item.text });
    else if (
      item.cancer &&
      !line.text.includes('in situ') &&
      !['any', 'solid', 'hematologic'].includes(item.cancer.code) &&
      !inSitu(line, i)
    )
      codes.set(item.cancer.code, item.cancer.code);
  }
  const text = line.text.slice(line.start(from));
  const inSituNamed = [...codes.keys()].some((code) => /InSitu$/u.test(code));
  if (/\bin[- ]?situ\b/iu.test(text) && !inSituNamed)
    codes.set('carcinomaInSitu', { code: 'carcinomaInSitu', system: 'text', name: 'carcinoma in situ' });
  if (/\bbasal\b/iu.test(text)) codes.set('BCC', 'BCC');
  if (/\bsquamous\b/iu.test(text) && /\b(?:skin|basal|cutaneous)\b/iu.test(text)) codes.set('CSCC', 'CSCC');
  return [...codes.values()];
}

/** A line under "Other malignancies, except:" that only names what is excepted. */
export function isExceptionLine(line: ClinicalLine): boolean {
  return line.context.parents.some(
    (parent) => EXCEPTION_PARENT.test(parent) && /except|other than|following|malignanc/iu.test(parent),
  );
}
