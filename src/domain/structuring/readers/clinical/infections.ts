import type { Expression, InfectionParameters } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import { anyOf, asideEnd, frameBefore, hasAny, joint, skip } from './grammar.js';
import { medicinesFrom } from './medications.js';
import { qualified } from './qualifiers.js';

interface Head {
  agents: string[];
  active: boolean;
  detail?: string | undefined;
  positive: boolean;
  negative: boolean;
}

const BEFORE = ['genericIllness', 'status', 'severity', 'infectionDetail', 'infectionState'] as const;
const AFTER = [
  'infectionState',
  'infectionDetail',
  'infectionTail',
  'filler',
  'opinion',
  'entry',
  'certainty',
] as const;

/** "Known HIV infection", "active hepatitis B or C", "HBsAg positive", "active infection requiring systemic therapy". */
export function infections(line: ClinicalLine): Found[] {
  if (!line.has('infection')) return [];
  const conditional = virusUnderControl(line);
  if (conditional) return [conditional];
  const found: Found[] = [];
  for (let i = 0; i < line.items.length; i++) {
    // "herpes zoster infection": the condition before it says which.
    if (!line.is(i, 'infection') || (line.items[i - 1]?.condition !== undefined && line.tag(i, 'infection') === 'any'))
      continue;
    const list = infectionList(line, i);
    const read = reading(line, i, list.heads, list.to);
    const last = found.at(-1);
    // "hepatitis A, B or C active infection": the noun of what stands before it.
    if (last && line.tag(i, 'infection') === 'any' && read.from <= last.to + 1 && !line.is(last.to, 'connector'))
      last.confidence = Math.min(last.confidence, 0.7);
    // "active viral infection with HIV or hepatitis B": the agents say which infection is meant.
    else if (last && isGeneric(last.expression) && WITH.test(line.text.slice(line.start(last.to - 2), line.start(i))))
      found.splice(-1, 1, { ...read, from: last.from, negated: last.negated === true || read.negated === true });
    else found.push(read);
    i = list.to - 1;
  }
  return found;
}

const isGeneric = (expression: Expression): boolean =>
  'infection' in expression && expression.infection.agent === 'any';

const WITH = /infections? (?:with|by|due to|caused by|from) (?:known |the |a )*$/iu;

const UNDER_CONTROL =
  /\b(?:undetectable|non-detectable|not detectable|below (?:the )?(?:lower )?limits? of (?:detection|quantification)|treated and cured|been cured)\b/iu;

/**
 * "Patients with chronic HBV: the viral load must be undetectable on suppressive therapy", "patients with a history of HCV must have been
 * treated and cured": asks something only of those who have the virus.
 */
function virusUnderControl(line: ClinicalLine): Found | undefined {
  if (line.section !== 'inclusion' || !UNDER_CONTROL.test(line.text) || line.has('condition', 'cancer', 'gene'))
    return undefined;
  const agents = new Set(line.items.flatMap((item) => item.tags['infection']?.split('|') ?? []));
  if (agents.size === 0 || agents.has('any') || agents.size > 2) return undefined;
  if (!/\b(?:must|should|eligible|required?|if|with)\b/iu.test(line.text)) return undefined;
  const leaves = (is?: 'detectableViralLoad'): Expression =>
    anyOf([...agents].map((agent) => ({ infection: is === undefined ? { agent } : { agent, is } })));
  return {
    from: 0,
    to: line.items.length,
    expression: { if: leaves(), then: { not: leaves('detectableViralLoad') } },
    confidence: 0.85,
    whole: true,
  };
}

function headAt(line: ClinicalLine, index: number): { head: Head; to: number } {
  const head: Head = {
    agents: line.tag(index, 'infection')!.split('|'),
    active: false,
    positive: false,
    negative: false,
  };
  let i = index + 1;
  for (;;) {
    const aside = asideEnd(line, i);
    if (aside > i) {
      i = aside;
      continue;
    }
    if (head.active && line.is(i, 'requirementTail') && !line.is(i, 'infection')) {
      i += 1;
      continue;
    }
    const bracketed = line.sign(i, '(', '[') && hasAny(line, i + 1, ['infection', ...AFTER]);
    if (!hasAny(line, i, AFTER) && !bracketed && !(line.sign(i, ')', ']', '-', '+') && i > index)) break;
    if (line.is(i, 'infectionState', 'positive') || line.sign(i, '+')) head.positive = true;
    if (line.is(i, 'infectionState', 'negative')) {
      head.negative = true;
      if (line.items[i]!.text.includes('detect')) head.detail = 'detectableViralLoad';
    }
    head.detail ??= line.tag(i, 'infectionDetail');
    if (line.tag(i, 'infectionTail') === 'treatment') head.active = true;
    i += 1;
    // "hepatitis B (HBsAg reactive)": the same infection named again.
    if (line.is(i, 'infection') && line.tag(i, 'infection') === line.tag(index, 'infection')) i += 1;
  }
  while (i > index + 1 && line.is(i - 1, 'filler') && !hasAny(line, i - 1, ['infectionTail', 'infectionState'])) i -= 1;
  return { head, to: i };
}

function infectionList(line: ClinicalLine, first: number): { heads: Head[]; to: number } {
  const start = headAt(line, first);
  const heads = [start.head];
  let to = start.to;
  for (;;) {
    const { to: afterJoint } = joint(line, to);
    let i = afterJoint;
    let active = false;
    let detail: string | undefined;
    while (hasAny(line, i, ['filler', 'certainty', 'history', 'including', ...BEFORE]) && !line.is(i, 'infection')) {
      if (['active', 'uncontrolled'].includes(line.tag(i, 'status') ?? '')) active = true;
      detail ??= line.tag(i, 'infectionDetail');
      i += 1;
    }
    if (!line.is(i, 'infection') || (afterJoint === to && !line.is(to, 'including'))) return { heads, to };
    const next = headAt(line, i);
    next.head.active ||= active;
    next.head.detail ??= detail;
    heads.push(next.head);
    to = next.to;
  }
}

function reading(line: ClinicalLine, at: number, heads: Head[], end: number): Found {
  const frame = frameBefore(line, at, ...BEFORE, 'including');
  const first = heads[0]!;
  if (frame.mixed) frame.found = {};
  if (['active', 'uncontrolled', 'symptomatic'].includes(frame.found['status'] ?? '')) first.active = true;
  first.detail ??= frame.found['infectionDetail'];
  // "requiring antibiotics, antivirals or antifungals": the need, not its own criterion.
  for (let next = joint(line, end).to; first.active && next > end; next = joint(line, end).to) {
    const more = medicinesFrom(line, skip(line, next, 'filler', 'route'));
    if (!more) break;
    end = more.to;
  }
  const negativeTest = heads.every((head) => head.negative) || frame.found['infectionState'] === 'negative';
  let to = end;
  let within: InfectionParameters['within'];
  const next = skip(line, to, 'filler');
  const time = line.items[next]?.time;
  if (time?.relation === 'within') {
    within = time.duration;
    to = next + 1;
  }
  // "active hepatitis B or C": the adjective in front binds the whole list of viruses.
  const activeList = first.active && heads.every((head) => !head.active || head === first);
  // "history of HIV, active hepatitis B or hepatitis C": what follows "active" is meant to be so too.
  const firstActive = heads.findIndex((head) => head.active);
  const byState = new Map<string, string[]>();
  for (const [i, head] of heads.entries()) {
    if (firstActive >= 0 && i > firstActive && head.detail === undefined) head.active = true;
    const state =
      head.detail === 'detectableViralLoad'
        ? 'detectableViralLoad'
        : head.active || activeList
          ? 'active'
          : (head.detail ?? '');
    byState.set(state, [...(byState.get(state) ?? []), ...head.agents]);
  }
  const severity = frame.found['severity'];
  const leaves: Expression[] = [];
  for (const [state, agents] of byState) {
    for (const agent of new Set(agents)) {
      const infection: InfectionParameters = { agent };
      // HIV is for life: "active HIV" and "known HIV" are one thing in a record.
      if (state !== '' && !(agent === 'hiv' && state === 'active'))
        infection.is = state as NonNullable<InfectionParameters['is']>;
      else if (frame.history && agent !== 'hiv') infection.is = 'history';
      if (severity !== undefined) infection.severity = severity;
      if (within !== undefined) infection.within = within;
      leaves.push({ infection });
    }
  }
  const whole = qualified(line, anyOf(leaves), to);
  // "Uncontrolled HIV" leaves out those whose virus is controlled; "concurrent hepatitis B and C" are both at once.
  const said = line.text.slice(line.start(frame.from), line.end(end));
  const narrower =
    (frame.found['status'] === 'uncontrolled' && heads.some(({ agents }) => agents.includes('hiv'))) ||
    (leaves.length > 1 &&
      /\b(?:concurrent|concomitant|simultaneous|co-?infect\w*|both)\b/iu.test(said) &&
      /\band\b(?!\/)/iu.test(said) &&
      line.section === 'exclusion');
  const kinds = new Set(said.toLowerCase().match(/\b(?:fungal|bacterial|viral|mycobacterial|parasitic)\b/gu));
  const oneKind = kinds.size === 1 && heads.some(({ agents }) => agents.includes('any'));
  const mixed = heads.some((head) => head.negative) && !heads.every((head) => head.negative);
  return {
    from: frame.from,
    to: whole.to,
    expression: whole.expression,
    negated: frame.negated !== negativeTest,
    confidence:
      mixed || (frame.negated && negativeTest) ? 0.6 : narrower || oneKind ? 0.7 : frame.suspected ? 0.85 : 0.92,
  };
}
