import type { CancerParameters, Expression } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import { markersAt } from './expressions.js';
import { extentAt } from './extents.js';
import { allOf, asideEnd, frameBefore, joint, parenthesisEnd, skip } from './grammar.js';
import { isExceptionLine } from './prior-malignancies.js';
import { stageAt, tnmAt } from './stages.js';
import { variantAt } from './variants.js';

const BEFORE = [
  'confirmation',
  'diseaseAdjective',
  'metastasisStatus',
  'connector',
  'status',
  'extentHead',
  'severity',
  'naive',
  'including',
  'number',
] as const;

/** What a noun phrase says of a disease beside its name. */
interface Modifiers {
  expressions: Expression[];
  confidence: number;
}

/** "Histologically confirmed, unresectable stage III or IV HER2-positive gastric or GEJ adenocarcinoma". */
export function diseases(line: ClinicalLine): Found[] {
  if (!line.has('cancer')) return [];
  const found: Found[] = [];
  for (let i = 0; i < line.items.length; i++) {
    if (!line.items[i]!.cancer) continue;
    const read = disease(line, i, found.at(-1)?.to ?? 0);
    found.push(read);
    i = Math.max(i, read.to - 1);
  }
  return found;
}

function disease(line: ClinicalLine, at: number, least: number): Found {
  const modifiers: Modifiers = { expressions: [], confidence: 0.92 };
  const names = namesFrom(line, at, modifiers);
  const left = leftOf(line, at, least, modifiers);
  let to = rightOf(line, names.to, modifiers);
  const cancer: CancerParameters = { anyOf: names.codes };
  const excepted = exceptionsAfter(line, to);
  if (excepted) {
    // "adenocarcinoma of the large intestine (excluding carcinoma of the appendix)": an exception read as the whole is none.
    if (names.codes.some((code) => excepted.codes.some((other) => line.vocabulary.cancers.isA(code, other))))
      modifiers.confidence = Math.min(modifiers.confidence, 0.6);
    else cancer.noneOf = excepted.codes;
    to = excepted.to;
  }
  const opening = left.from === line.sentenceStart(at) || left.from === 0 || line.sign(left.from - 1, ':', '.', ';');
  // A cancer named in mid-sentence without "confirmed" or "diagnosis of" may be background.
  let { confidence } = modifiers;
  if (!left.confirmed && !opening) confidence = Math.min(confidence, 0.62);
  if (/^(?:symptoms|signs)\b/iu.test(line.text.slice(line.start(left.from)))) confidence = Math.min(confidence, 0.6);
  const said = line.text.slice(line.start(left.from), line.start(at));
  if (/\btreat(?:ed|ment)?\b|\btherap/iu.test(said) && /\bfor\b/iu.test(said)) confidence = Math.min(confidence, 0.6);
  // "lung cancer screening": no diagnosis.
  if (
    /^\s+(?:screening|treatment|therapy|clinic|program|center|survivors?|research|risk|vaccine|symptoms)\b/iu.test(
      line.text.slice(line.end(names.to), line.end(names.to) + 14),
    )
  )
    confidence = Math.min(confidence, 0.6);
  // "Male breast cancer" among the exclusions is not every breast cancer.
  if (line.section === 'exclusion' && /\b(?:fe)?male\b[^,.;]{0,12}$/iu.test(line.text.slice(0, line.start(at))))
    confidence = Math.min(confidence, 0.6);
  // "Plasma cell leukaemia" is less than the myeloma that is the nearest node.
  if (line.items.slice(at, names.to).some((item) => item.tags['narrowName'] !== undefined))
    confidence = Math.min(confidence, 0.6);
  // "Metastatic breast cancer or other active malignancy", "other liver cancer": what "other" is measured against stands elsewhere.
  if (line.section === 'exclusion' && /\bother\b/iu.test(line.text.slice(line.start(left.from), line.end(names.to))))
    confidence = Math.min(confidence, 0.6);
  if (names.codes.length > 1 && names.codes.includes('any')) confidence = Math.min(confidence, 0.6);
  // An exclusion of the very disease under study, or of a group that holds it, means some part of it.
  if (line.section === 'exclusion' && !left.negated && isUnderStudy(line, names.codes))
    confidence = Math.min(confidence, 0.6);
  // "Concurrent cancer", "second malignancy": another one, which has a reader of its own.
  const generic = names.codes.every((code) => code === 'any');
  if (generic && line.items.slice(left.from, at + 1).some((item) => item.tags['otherMalignancy'] !== undefined))
    confidence = Math.min(confidence, 0.6);
  if (isExceptionLine(line) && !left.confirmed) confidence = Math.min(confidence, 0.5);
  if (left.negated && line.section === 'exclusion') confidence = Math.min(confidence, 0.75);
  return {
    from: left.from,
    to,
    expression: allOf([{ cancer }, ...modifiers.expressions]),
    negated: left.negated,
    confidence,
  };
}

const studied = new WeakMap<readonly string[], readonly string[]>();

function isUnderStudy(line: ClinicalLine, codes: readonly string[]): boolean {
  const { conditions } = line.context;
  const { cancers } = line.vocabulary;
  let own = studied.get(conditions);
  if (!own) {
    own = conditions.flatMap((name) => cancers.find(name).map(({ value }) => value.code));
    studied.set(conditions, own);
  }
  return own.some((code) => codes.some((excluded) => cancers.isA(code, excluded)));
}

const codesOf = (line: ClinicalLine, index: number): string[] => {
  const cancer = line.items[index]!.cancer!;
  return [cancer.code, ...(cancer.alsoCodes ?? [])];
};

/** A histology that names no organ. */
const TISSUE_FREE =
  /^(?:invasive )?(?:squamous(?: cell)?|adeno|adenosquamous|neuroendocrine) ?(?:carcinomas?|tumou?rs?)$/iu;

/** Alternatives: "NSCLC, small cell lung cancer, or mesothelioma", "breast cancer (TNBC)". */
function namesFrom(line: ClinicalLine, first: number, modifiers: Modifiers): { codes: string[]; to: number } {
  const codes = new Set<string>();
  let to = first;
  for (let i = first; ;) {
    const own = codesOf(line, i);
    if (i > first && TISSUE_FREE.test(line.items[i]!.text) && own.length > 4) {
      // "esophageal carcinoma, either squamous cell carcinoma or adenocarcinoma": of that organ, not of any.
      const { cancers } = line.vocabulary;
      if (!own.some((code) => [...codes].some((organ) => cancers.isA(code, organ))))
        modifiers.confidence = Math.min(modifiers.confidence, 0.75);
    } else for (const code of own) codes.add(code);
    if (line.is(i, 'tripleNegative')) pushMarkers(line, i, modifiers);
    to = skip(line, i + 1, 'extentHead');
    const close = parenthesisEnd(line, to);
    if (close > to) {
      const inner = line.items.slice(to + 1, close - 1);
      // "(NSCLC)", "(excluding ...)" is left to the exceptions, "(including ...)" adds names.
      if (
        asideEnd(line, to) > to ||
        inner.every(
          (item) =>
            item.cancer !== undefined ||
            item.tags['filler'] !== undefined ||
            item.tags['connector'] !== undefined ||
            item.text === ',' ||
            item.text === '/',
        )
      ) {
        if (line.is(to + 1, 'including'))
          inner.forEach((item, k) => item.cancer && codesOf(line, to + 1 + k).forEach((code) => codes.add(code)));
        to = close;
      }
    }
    const next = joint(line, to);
    let j = next.to;
    j = skip(line, j, 'filler', 'confirmation', 'diseaseAdjective', 'including');
    const stop = next.to === to && !line.is(next.to, 'including');
    if (stop || !line.items[j]?.cancer) return { codes: [...codes], to };
    i = j;
  }
}

function pushMarkers(line: ClinicalLine, index: number, modifiers: Modifiers): number | undefined {
  const read = markersAt(line, index);
  if (!read) return undefined;
  modifiers.expressions.push(read.expression);
  modifiers.confidence = Math.min(modifiers.confidence, read.confidence);
  return read.to;
}

/** Walks left over extent, stage, markers and the words that confirm a diagnosis. */
function leftOf(
  line: ClinicalLine,
  at: number,
  least: number,
  modifiers: Modifiers,
): { from: number; negated: boolean; confirmed: boolean } {
  let from = at;
  let negated = false;
  let confirmed = false;
  for (;;) {
    const frame = frameBefore(line, from, ...BEFORE);
    if (frame.from < least) break;
    for (let i = frame.from; i < from; i++)
      if (line.is(i, 'diseaseAdjective', 'material')) modifiers.confidence = Math.min(modifiers.confidence, 0.75);
    for (let i = frame.from; i < from; i++)
      if (line.is(i, 'confirmation') || line.tag(i, 'certainty') === 'diagnosis') confirmed = true;
    const sexes = new Set(
      line.items.slice(frame.from, from).flatMap(({ tags }) => tags['subject']?.match(/^(?:fe)?male$/u)?.[0] ?? []),
    );
    const [sex] = sexes;
    if (sexes.size === 1 && line.section === 'inclusion' && !frame.negated)
      modifiers.expressions.push({ sex: { is: sex as 'female' | 'male' } });
    for (let i = frame.from; i < from; i++) {
      const modality = line.tag(i, 'naive');
      if (modality !== undefined) modifiers.expressions.push({ not: { priorTherapy: { modality } } });
    }
    negated = negated !== frame.negated;
    from = frame.from;
    const modifier = modifierBefore(line, from, least, modifiers);
    if (modifier === undefined) break;
    from = modifier;
  }
  if (from > at) from = at;
  return { from, negated, confirmed };
}

/** A stage, extent or marker phrase that ends where `index` begins; gives its first item. */
function modifierBefore(line: ClinicalLine, index: number, least: number, modifiers: Modifiers): number | undefined {
  const end = line.sign(index - 1, ',', '-', '(', ')', '/', '*') ? index - 1 : index;
  for (let i = Math.max(least, end - 14); i < end; i++) {
    const extent = extentAt(line, i);
    if (extent && (extent.to === end || extent.to === index)) {
      modifiers.expressions.push(extent.expression);
      return i;
    }
    const stage = stageAt(line, i);
    if (stage && (stage.to === end || stage.to === index)) {
      modifiers.expressions.push({ stage: stage.stage });
      return i;
    }
    const variant = variantAt(line, i);
    if (variant && (variant.to === end || variant.to === index)) {
      modifiers.expressions.push(variant.expression);
      modifiers.confidence = Math.min(modifiers.confidence, 0.88);
      return i;
    }
    const markers = markersAt(line, i);
    if (markers && (markers.to === end || markers.to === index)) {
      modifiers.expressions.push(markers.expression);
      modifiers.confidence = Math.min(modifiers.confidence, markers.confidence);
      return i;
    }
  }
  return undefined;
}

/** "..., that is metastatic or unresectable", "stage III or IV", "(T1-2 N0)", "with measurable disease". */
function rightOf(line: ClinicalLine, index: number, modifiers: Modifiers): number {
  let to = index;
  for (;;) {
    const i = skip(line, line.sign(to, ',', '(') ? to + 1 : to, 'filler', 'diseaseAdjective', 'currentWord');
    const extent = extentAt(line, i);
    const stage = stageAt(line, i);
    const tnm = tnmAt(line, i);
    const markers =
      line.is(i, 'marker') || line.is(i, 'tripleNegative') || line.is(i, 'markerState')
        ? markersAt(line, i)
        : undefined;
    // "with newly diagnosed brain metastases" is about the metastases.
    if (extent && (line.is(extent.to, 'metastasis') || line.is(extent.to, 'metastasisSite'))) return to;
    if (extent) modifiers.expressions.push(extent.expression);
    else if (stage) modifiers.expressions.push({ stage: stage.stage });
    else if (tnm) modifiers.expressions.push({ tnm: tnm.tnm });
    else if (markers) modifiers.expressions.push(markers.expression);
    else return to;
    to = (extent ?? stage ?? tnm ?? markers)!.to;
    if (line.is(to, 'extentHead')) to += 1;
    if (line.sign(to, ')')) to += 1;
  }
}

/** "excluding sarcoma", "other than basal cell carcinoma", "(except GIST)". */
function exceptionsAfter(line: ClinicalLine, index: number): { codes: string[]; to: number } | undefined {
  let i = index;
  const open = line.sign(i, '(', ',');
  if (open) i += 1;
  if (!line.is(i, 'exceptionWord', 'except')) return undefined;
  i = skip(line, i + 1, 'filler', 'subject', 'diseaseAdjective', 'certainty');
  const codes: string[] = [];
  let to = i;
  while (line.items[i]?.cancer) {
    codes.push(...codesOf(line, i));
    to = i + 1;
    i = skip(line, joint(line, to).to, 'filler', 'diseaseAdjective');
  }
  if (codes.length === 0) return undefined;
  return { codes, to: line.sign(to, ')') ? to + 1 : to };
}
