import type { ConditionParameters, Expression } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import { anyOf, asideEnd, frameBefore, joint, skip } from './grammar.js';
import { gradeAfter, gradeBefore } from './grades.js';
import { qualified, type Qualified } from './qualifiers.js';

interface Head {
  codes: string[];
  status?: string | undefined;
  severity?: string | undefined;
  /** Second of two, without an adjective of its own: takes that of the first. */
  pair?: true;
  /** Words of its own stand before it ("or a known bleeding diathesis"). */
  own?: boolean;
  grade?: ConditionParameters['grade'];
}

const ADJECTIVES = ['genericIllness', 'filler', 'certainty', 'status', 'severity', 'history', 'including'] as const;

/** Comorbidities: "History of myocardial infarction or stroke within 6 months", "uncontrolled hypertension". */
export function conditions(line: ClinicalLine): Found[] {
  if (!line.has('condition', 'conditionCode')) return [];
  const found: Found[] = [];
  for (let i = 0; i < line.items.length; i++) {
    if (!isCondition(line, i)) continue;
    const list = conditionList(line, i);
    found.push(...reading(line, i, list.heads, list.to));
    i = list.to - 1;
  }
  return found;
}

/** Infections, transplants and metastases have readers and kinds of their own. */
const isCondition = (line: ClinicalLine, index: number): boolean =>
  (line.items[index]?.condition !== undefined || line.is(index, 'conditionCode')) &&
  !line.is(index, 'infection') &&
  !line.is(index, 'modality') &&
  !line.is(index, 'metastasis');

const headOf = (line: ClinicalLine, index: number): Head => ({
  codes: line.tag(index, 'conditionCode')?.split('|') ?? [line.items[index]!.condition!.code],
});

/** Conditions that a parenthesis gives as examples are meant too. */
function afterAside(line: ClinicalLine, index: number, heads: Head[]): number {
  const to = asideEnd(line, index);
  if (to > index && line.is(index + 1, 'including'))
    for (let i = index + 1; i < to; i++) if (isCondition(line, i)) heads.push(headOf(line, i));
  return to;
}

/** "..., arrhythmia requiring treatment, ...": within a list the need only says that the condition is real; at its end the list's reading decides. */
function afterNeed(line: ClinicalLine, index: number): number {
  const at = skip(line, index, 'filler');
  if (!line.is(at, 'requirement')) return index;
  const tail = skip(line, at + 1, 'filler', 'route', 'requirementTail');
  // "pneumonitis that required steroids or current pneumonitis": the medicine says which one is meant.
  if (/\bsteroids?\b/iu.test(line.text.slice(line.start(at), line.end(tail)))) return index;
  const next = joint(line, tail);
  return tail > at + 1 && next.to > tail && ADJECTIVES.every((tag) => !line.is(tail, tag)) ? tail : index;
}

/** "uncontrolled atrial fibrillation or hypertension": an adjective before a pair is meant of both. */
function shared(heads: Head[]): Head[] {
  const [first, second] = heads;
  if (heads.length !== 2 || !first || !second || second.own === true) return heads;
  return [first, { ...second, pair: true }];
}

function conditionList(line: ClinicalLine, first: number): { heads: Head[]; to: number } {
  const heads: Head[] = [headOf(line, first)];
  let commas = false;
  let to = afterNeed(line, afterAside(line, first + 1, heads));
  for (;;) {
    const { to: afterJoint } = joint(line, to);
    if (line.sign(to, ',')) commas = true;
    let i = afterJoint;
    const found: Partial<Head> = {};
    let past = false;
    let own = false;
    while (ADJECTIVES.some((tag) => line.is(i, tag))) {
      found.status ??= line.tag(i, 'status');
      found.severity ??= line.tag(i, 'severity');
      if (line.is(i, 'history')) past = true;
      if (line.is(i, 'certainty') || line.is(i, 'filler', 'article')) own = true;
      i += 1;
    }
    // "..., or a prior history of ILD requiring steroids" is a statement of its own.
    if (past || !isCondition(line, i) || (afterJoint === to && !line.is(to, 'including')))
      return { heads: commas ? heads : shared(heads), to };
    const head = headOf(line, i);
    heads.push(own ? { ...found, ...head, own } : { ...found, ...head });
    to = afterNeed(line, afterAside(line, i + 1, heads));
  }
}

/** "untreated spinal cord compression": a state the language has none for. */
const UNTREATED = /\b(?:un|inadequately |previously )treated\s*$/iu;

/** "history of, or any evidence of active, pneumonitis": both are meant. */
const HISTORY_OR = /\bhistory of,? (?:or|and\/or)(?: any| current)?(?: evidence of| presence of)?\s*$/iu;

function reading(line: ClinicalLine, at: number, heads: Head[], end: number): Found[] {
  const frame = frameBefore(line, at, 'status', 'severity', 'including', 'genericIllness');
  const first = heads[0]!;
  const before = gradeBefore(line, frame.from);
  if (before) {
    for (const head of heads) head.grade ??= before.range;
    frame.from = before.from;
    const earlier = frameBefore(line, before.from);
    frame.from = earlier.from;
    frame.negated = frame.negated !== earlier.negated;
    frame.history ||= earlier.history;
  }
  if (HISTORY_OR.test(line.text.slice(0, line.start(frame.from)))) frame.history = true;
  if (frame.mixed) frame.found = {};
  first.status ??= frame.found['status'];
  first.severity ??= frame.found['severity'];
  for (const head of heads) {
    if (head.pair !== true) continue;
    head.status ??= first.status;
    head.severity ??= first.severity;
  }
  let to = end;
  let within: ConditionParameters['within'];
  const behind = before === undefined && heads.length === 1 ? gradeAfter(line, to) : undefined;
  if (behind) {
    first.grade = behind.range;
    to = behind.to;
  }
  // "(within 6 months)" and "within 6 months" bind the whole list.
  let i = skip(line, to, 'filler');
  const open = line.sign(i, '(');
  if (open || (line.sign(i, ',') && line.items[i + 1]?.time?.relation === 'within')) i += 1;
  const time = line.items[i]?.time;
  if (time && time.relation === 'within') {
    within = time.duration;
    to = open && line.sign(i + 1, ')') ? i + 2 : i + 1;
  } else if (line.is(i, 'opinion') || line.is(i, 'entry')) to = i + 1;
  // "hypertension that is not controlled": a state behind the list binds its last member, or the only one.
  const after = skip(line, to, 'filler');
  if (line.is(after, 'status', 'uncontrolled') && heads.length === 1) {
    first.status = 'uncontrolled';
    to = after + 1;
  }
  const groups = new Map<string, Head[]>();
  for (const head of heads) {
    const key = `${head.status ?? ''}|${head.severity ?? ''}|${JSON.stringify(head.grade ?? '')}`;
    const group = groups.get(key);
    if (group) group.push(head);
    else groups.set(key, [head]);
  }
  const expressions = [...groups.values()].map((group) => leaf(group, frame.history, within));
  const last =
    heads.length > 1 && SOCIAL.test(line.text.slice(line.end(to), line.end(to) + 40)) ? heads.at(-1) : undefined;
  const whole = last
    ? qualifiedLast(line, heads, last, frame.history, within, to)
    : qualified(line, anyOf(expressions), to);
  return [
    {
      from: frame.from,
      to: whole.to,
      expression: whole.expression,
      negated: frame.negated,
      confidence: Math.min(
        whole.confidence,
        heads.some((head) => head.severity === 'mild') || (isGeneral(line, frame.from, at) && whole.to > to)
          ? 0.7
          : UNTREATED.test(line.text.slice(0, line.start(at)))
            ? 0.7
            : frame.suspected
              ? 0.82
              : 0.9,
      ),
    },
  ];
}

/** "Any other medical or mental condition that, in the investigator's opinion, ...": the first half is not read. */
function isGeneral(line: ClinicalLine, from: number, at: number): boolean {
  const said = line.text.slice(line.start(from), line.end(at + 1));
  const medical = said.search(/\bmedical\b/iu);
  return medical >= 0 && /\b(?:or|and)\b/iu.test(said.slice(medical));
}

/** "..., cardiac arrhythmia, or psychiatric illness/social situations that would limit compliance": only the last is qualified. */
const SOCIAL = /^\s*(?:\/|or|and)\s*social situation/iu;

function qualifiedLast(
  line: ClinicalLine,
  heads: readonly Head[],
  last: Head,
  history: boolean,
  within: ConditionParameters['within'],
  to: number,
): Qualified {
  const rest = heads.filter((head) => head !== last).map((head) => leaf([head], history, within));
  const whole = qualified(line, leaf([last], history, within), to);
  return { ...whole, expression: anyOf([...rest, whole.expression]) };
}

function leaf(group: readonly Head[], history: boolean, within: ConditionParameters['within']): Expression {
  const condition: ConditionParameters = { anyOf: [...new Set(group.flatMap((head) => head.codes))] };
  const status = group[0]?.status;
  if (group[0]?.grade !== undefined) condition.grade = group[0].grade;
  // "history of or current": either will do.
  if (status === 'active' && history) return finish(condition, group[0]?.severity, within);
  if (status !== undefined && status !== 'chronic') condition.is = status as NonNullable<ConditionParameters['is']>;
  else if (history) condition.is = 'history';
  return finish(condition, group[0]?.severity, within);
}

function finish(
  condition: ConditionParameters,
  severity: string | undefined,
  within: ConditionParameters['within'],
): Expression {
  if (severity !== undefined) condition.severity = severity;
  if (within !== undefined) condition.within = within;
  return { condition };
}
