import type { Expression, StageParameters, TnmParameters } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import { allOf, frameBefore } from './grammar.js';
import { stageGroupsAt } from './stage-groups.js';

/** "stage IIIB-IV (AJCC 8th edition)" at `index`: parameters and the index after it. */
export function stageAt(line: ClinicalLine, index: number): { stage: StageParameters; to: number } | undefined {
  let i = index;
  let system: string | undefined;
  for (
    ;
    line.is(i, 'stageSystem') || line.is(i, 'filler') || line.sign(i, '(', ')', '-') || line.is(i, 'stageBasis');
    i++
  )
    system ??= line.tag(i, 'stageSystem');
  if (line.is(i, 'limitedStage')) {
    const stage = { anyOf: [line.tag(i, 'limitedStage')!], system: 'valg' };
    return { stage, to: i + 1 };
  }
  if (!line.is(i, 'stageWord')) return undefined;
  const basis =
    line.tag(i, 'stageWord') === 'pathologic'
      ? 'pathologic'
      : line.tag(i, 'stageWord') === 'clinical'
        ? 'clinical'
        : undefined;
  i += 1;
  while (line.is(i, 'filler') || line.is(i, 'stageSystem') || line.sign(i, ':', '(', '≥')) {
    system ??= line.tag(i, 'stageSystem');
    if (line.sign(i, '≥')) break;
    i += 1;
  }
  const atLeast = line.sign(i, '≥') || line.is(i, 'bound', 'min');
  if (atLeast) i += 1;
  const found = stageGroupsAt(line, i);
  if (!found) return undefined;
  let { groups, to } = found;
  if (atLeast) groups = [...new Set([...groups, ...upFrom(groups)])];
  const after = systemAfter(line, to);
  system ??= after.system;
  to = after.to;
  const stage: StageParameters = { anyOf: groups };
  if (system !== undefined) stage.system = system;
  if (after.edition !== undefined) stage.edition = after.edition;
  if (basis !== undefined) stage.basis = basis;
  return { stage, to };
}

const ORDER = ['0', 'I', 'II', 'III', 'IV'];
const upFrom = (groups: readonly string[]): string[] => {
  const first = ORDER.findIndex((group) => groups.includes(group));
  return first < 0
    ? []
    : ORDER.slice(first).flatMap((group) => [group, ...['A', 'B', 'C'].map((letter) => group + letter)]);
};

/** "(AJCC 8th edition)", "per FIGO 2018", "according to the 8th edition of the AJCC staging manual". */
function systemAfter(line: ClinicalLine, index: number): { system?: string; edition?: string; to: number } {
  let system: string | undefined;
  let edition: string | undefined;
  let i = index;
  let to = index;
  for (; i < index + 16 && i < line.items.length; i++) {
    const item = line.items[i]!;
    const named = item.tags['stageSystem'];
    if (named !== undefined) {
      system ??= named;
      to = i + 1;
    } else if (/^(?:v?[678](?:th|\.0)?|2009|2014|2018|2023)$/u.test(item.text)) {
      edition = item.text.replace(/\D/gu, '').slice(0, 4) || undefined;
      if (system !== undefined) to = i + 1;
    } else if (
      /^(?:edition|ed|version|v|manual|staging|stage|system|criteria|classification|[(),\][.])$/u.test(item.text)
    ) {
      if (item.text === '.' && system === undefined) break;
      if (system !== undefined && item.text !== ',' && item.text !== '(' && item.text !== '.') to = i + 1;
    } else if (!['filler', 'idEst', 'ordinal', 'extentHead', 'connector'].some((tag) => line.is(i, tag))) break;
  }
  if (system === undefined) return { to: index };
  return edition === undefined ? { system, to } : { system, edition, to };
}

const T = /^(?:[cypr]{0,2})t(x|is|a|0|[1-4])([a-d])?$/u;
const N = /^(?:[cypr]{0,2})n(x|0|\+|[1-3])([a-c])?$/u;
const M = /^(?:[cypr]{0,2})m(x|0|1)([a-d])?$/u;
const WHOLE = /^(c|p|yp|yc|r)?t(x|is|a|0|[1-4])([a-d]{0,3})?(?:n(x|0|[1-3])([a-c])?)?(?:m(x|0|1)([a-c])?)?$/u;

/** TNM categories: "T1-3 N0 M0", "cT3b", "any N", "T1c-T2a". */
export function tnmAt(line: ClinicalLine, index: number): { tnm: TnmParameters; to: number } | undefined {
  const tnm: TnmParameters = {};
  let to = index;
  for (let i = index; i < line.items.length;) {
    const text = line.items[i]!.text;
    const whole = WHOLE.exec(text);
    const axis = T.test(text) ? 't' : N.test(text) ? 'n' : M.test(text) ? 'm' : undefined;
    if (axis) {
      const range = rangeAt(line, i, axis);
      tnm[axis] = [...(tnm[axis] ?? []), ...range.values];
      if (/^y?p/u.test(text)) tnm.basis = 'pathologic';
      else if (/^c/u.test(text)) tnm.basis = 'clinical';
      i = to = range.to;
    } else if (whole && (whole[4] !== undefined || whole[6] !== undefined)) {
      tnm.t = [...(tnm.t ?? []), `T${whole[2]!}${whole[3] ?? ''}`];
      if (whole[4] !== undefined) tnm.n = [...(tnm.n ?? []), `N${whole[4]}${whole[5] ?? ''}`];
      if (whole[6] !== undefined) tnm.m = [...(tnm.m ?? []), `M${whole[6]}${whole[7] ?? ''}`];
      i = to = i + 1;
    } else if (i > index && (line.sign(i, ',', '/', '-', '+') || line.is(i, 'connector') || line.is(i, 'filler')))
      i += 1;
    else break;
  }
  return to > index ? { tnm, to } : undefined;
}

function rangeAt(line: ClinicalLine, index: number, axis: 't' | 'n' | 'm'): { values: string[]; to: number } {
  const pattern = { t: T, n: N, m: M }[axis];
  const first = pattern.exec(line.items[index]!.text)!;
  const name = axis.toUpperCase();
  const one = `${name}${first[1] === 'x' ? 'X' : first[1]!}${first[2] ?? ''}`;
  if (!line.sign(index + 1, '-', '~') && line.items[index + 1]?.text !== 'to') return { values: [one], to: index + 1 };
  const text = line.items[index + 2]?.text ?? '';
  const second = pattern.exec(text) ?? /^([0-4])([a-d])?$/u.exec(text);
  if (!second || !/^[0-4]$/u.test(first[1]!) || !/^[0-4]$/u.test(second[1]!)) return { values: [one], to: index + 1 };
  const low = Number(first[1]);
  const high = Number(second[1]);
  const values: string[] = [];
  for (let group = low; group <= high; group++) {
    const letters = ['', 'a', 'b', 'c', 'd'].filter(
      (letter) =>
        (group > low || first[2] === undefined || letter >= first[2]) &&
        (group < high || second[2] === undefined || (letter <= second[2] && letter !== '')),
    );
    values.push(...letters.map((letter) => `${name}${group}${letter}`));
  }
  return { values: values.length > 0 ? values : [one], to: index + 3 };
}

/** Stage and TNM that stand outside a named disease ("Stage III or IV disease", "T1-2N0"). */
export function stages(line: ClinicalLine): Found[] {
  const found: Found[] = [];
  for (let i = 0; i < line.items.length; i++) {
    const stage = line.is(i, 'stageWord') || line.is(i, 'limitedStage') ? stageAt(line, i) : undefined;
    const tnm = stage
      ? undefined
      : line.items[i]!.text.length <= 10 && /^[cypr]{0,2}[tnm][x0-4isa]/u.test(line.items[i]!.text)
        ? tnmAt(line, i)
        : undefined;
    if (!stage && !tnm) continue;
    const parts: Expression[] = [];
    let to = stage?.to ?? tnm!.to;
    if (stage) parts.push({ stage: stage.stage });
    else parts.push({ tnm: tnm!.tnm });
    const frame = frameBefore(line, i, 'diseaseAdjective', 'confirmation', 'extent', 'stageSystem', 'stageBasis');
    if (line.is(to, 'extentHead')) to += 1;
    // "T1" alone is an imaging sequence as often as a category.
    const weak =
      tnm !== undefined &&
      tnm.tnm.n === undefined &&
      tnm.tnm.m === undefined &&
      /mri|weighted|post|contrast|imag|flair/iu.test(line.text);
    if (!weak)
      found.push({
        from: frame.from,
        to,
        expression: allOf(parts),
        negated: frame.negated,
        confidence: frame.found['extent'] === undefined ? 0.88 : 0.7,
      });
    i = to - 1;
  }
  return found;
}
