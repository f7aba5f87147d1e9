import type { Expression, MedicationParameters } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import { anyOf, asideEnd, frameBefore, joint, skip } from './grammar.js';
import { countAt } from './line-count.js';
import { isAnticancer } from './therapy-selection.js';

const BEFORE = [
  'currentWord',
  'priorWord',
  'route',
  'status',
  'therapyNoun',
  'including',
  'elapsed',
  'severity',
] as const;
const BETWEEN = ['filler', 'route', 'currentWord', 'including', 'therapyNoun', 'certainty'] as const;

interface Medicine {
  classes?: string[];
  agents?: string[];
}

/** The medicines named at `index`, for clauses that ask for them ("that required steroids"). */
export function medicinesFrom(
  line: ClinicalLine,
  index: number,
): { expression: (within?: MedicationParameters['within']) => Expression; to: number } | undefined {
  if (!medicineAt(line, index)) return undefined;
  const { medicines, to } = medicineList(line, index);
  return { expression: (within) => ofMedicines(medicines, within === undefined ? {} : { within }), to };
}

/** Concomitant medicines: "strong CYP3A4 inhibitors", "prednisone > 10 mg/day", "live vaccine within 30 days". */
export function medications(line: ClinicalLine): Found[] {
  if (!line.has('medication', 'drug')) return [];
  const found: Found[] = [];
  for (let i = 0; i < line.items.length; i++) {
    if (!medicineAt(line, i)) continue;
    const list = medicineList(line, i);
    found.push(reading(line, i, list.medicines, list.to));
    i = list.to - 1;
  }
  return found;
}

function medicineAt(line: ClinicalLine, index: number): { medicine: Medicine; to: number } | undefined {
  const classes = line.tag(index, 'medication');
  const drug = line.items[index]?.drug;
  if (classes === undefined && (!drug || line.is(index, 'modality') || isAnticancer(line, drug))) return undefined;
  let to = index + 1;
  while (line.is(to, 'therapyNoun') || asideEnd(line, to) > to)
    to = line.is(to, 'therapyNoun') ? to + 1 : asideEnd(line, to);
  if (classes !== undefined) return { medicine: { classes: classes.split('|') }, to };
  return { medicine: 'agent' in drug! ? { agents: [drug.agent] } : { classes: [drug!.drugClass] }, to };
}

function medicineList(line: ClinicalLine, first: number): { medicines: Medicine[]; to: number } {
  const start = medicineAt(line, first)!;
  const medicines = [start.medicine];
  let to = start.to;
  for (;;) {
    const between = joint(line, to);
    const next = medicineAt(line, skip(line, between.to, ...BETWEEN));
    if (!next || (between.to === to && !line.is(to, 'including'))) return { medicines, to };
    medicines.push(next.medicine);
    to = next.to;
  }
}

/** "> 10 mg/day of prednisone or equivalent", in or without parentheses, before or behind the medicine. */
function doseAt(
  line: ClinicalLine,
  index: number,
): { dose: NonNullable<MedicationParameters['dose']>; to: number } | undefined {
  let i = skip(line, index, 'filler', 'route', 'therapyNoun', 'idEst', 'including');
  const open = line.sign(i, '(');
  if (open) i = skip(line, i + 1, 'filler', 'including', 'idEst', 'currentWord', 'route');
  // "prednisone > 10 mg": the agent may stand before the number.
  let agent = line.tag(i, 'doseAgent');
  if (agent !== undefined) i = skip(line, i + 1, 'filler', 'therapyNoun');
  const count = doseNumber(line, i);
  if (!count) return undefined;
  i = count.to;
  const unit = line.tag(i, 'doseUnit');
  if (unit === undefined && line.items[i]?.text !== 'mg') return undefined;
  i += 1;
  while (
    line.sign(i, '/', '-') ||
    line.items[i]?.text === 'day' ||
    line.is(i, 'filler') ||
    line.is(i, 'doseUnit') ||
    line.is(i, 'route')
  )
    i += 1;
  if (line.is(i, 'doseAgent')) {
    agent = line.tag(i, 'doseAgent');
    i += 1;
    while (
      line.is(i, 'connector') ||
      line.is(i, 'filler') ||
      ['equivalent', 'equivalents', '/', 'day', 'daily'].includes(line.items[i]?.text ?? '')
    )
      i += 1;
  }
  if (open && line.sign(i, ')')) i += 1;
  const dose: NonNullable<MedicationParameters['dose']> = { ...count.range, unit: 'mg/d' };
  if (agent !== undefined) dose.agent = agent;
  return { dose, to: i };
}

function doseNumber(line: ClinicalLine, index: number) {
  const count = countAt(line, index);
  if (count) return count;
  const sign = line.items[index]?.text;
  const bounded = line.is(index, 'bound') || ['>', '≥', '<', '≤'].includes(sign ?? '');
  const number = line.items[bounded ? index + 1 : index];
  if (number?.number === undefined) return undefined;
  const bound = line.tag(index, 'bound') ?? { '>': 'above', '≥': 'min', '<': 'below', '≤': 'max' }[sign ?? ''];
  const value = { value: number.number, inclusive: bound === 'min' || bound === 'max' || bound === undefined };
  const range = bound === 'max' || bound === 'below' ? { max: value } : { min: value };
  return { range, from: index, to: bounded ? index + 2 : index + 1 };
}

function reading(line: ClinicalLine, at: number, medicines: Medicine[], end: number): Found {
  const frame = frameBefore(line, at, ...BEFORE);
  let { from } = frame;
  let to = end;
  const shared: Partial<MedicationParameters> = {};
  const dose = doseAt(line, to);
  if (dose) {
    shared.dose = dose.dose;
    to = dose.to;
  }
  let wait = false;
  const next = skip(line, to, 'filler', 'therapyNoun', 'elapsed', 'must');
  const opened = line.sign(next, '(') ? next + 1 : next;
  const time = line.items[opened]?.time;
  const before = line.items[from - 1]?.time;
  if (time && time.relation !== 'for') {
    shared.within = time.duration;
    wait = time.relation === 'before';
    to = opened > next && line.sign(opened + 1, ')') ? opened + 2 : opened + 1;
  } else if (before && before.relation !== 'for') {
    shared.within = before.duration;
    wait = before.relation === 'before';
    from -= 1;
    const earlier = frameBefore(line, from, ...BEFORE);
    frame.negated = frame.negated !== earlier.negated;
    from = earlier.from;
  }
  const current = frame.found['currentWord'] !== undefined || frame.found['priorWord'] !== undefined;
  const spoken = current || time !== undefined || before !== undefined || dose !== undefined;
  return {
    from,
    to,
    expression: ofMedicines(medicines, shared),
    // "not had steroids for at least 2 weeks" denies the same thing twice.
    negated: frame.negated || wait,
    confidence: spoken || (frame.negated && isSupport(medicines)) ? 0.88 : line.section === 'exclusion' ? 0.8 : 0.6,
  };
}

/** "platelets >= 75,000 without transfusion": what would lift a blood value must be absent. */
const isSupport = (medicines: readonly Medicine[]): boolean =>
  medicines.every(({ classes }) => classes?.every((name) => SUPPORT.has(name)) === true);

const SUPPORT: ReadonlySet<string> = new Set(['transfusion', 'growthFactor', 'esa']);

/** Named beside drugs, and on no list of drugs. */
const NO_DRUGS = ['transfusion', 'grapefruit'];

function ofNoDrug(name: string, { within }: Partial<MedicationParameters>): Expression {
  if (name === 'transfusion') return { supportiveCare: { type: name, ...(within && { within }) } };
  return { attestation: { topic: 'diet', detail: name } };
}

function ofMedicines(medicines: readonly Medicine[], shared: Partial<MedicationParameters>): Expression {
  const classes = [...new Set(medicines.flatMap((medicine) => medicine.classes ?? []))];
  const agents = [...new Set(medicines.flatMap((medicine) => medicine.agents ?? []))];
  const leaves: Expression[] = NO_DRUGS.flatMap((name) => (classes.includes(name) ? ofNoDrug(name, shared) : []));
  const ofDrugs = classes.filter((name) => !NO_DRUGS.includes(name));
  if (ofDrugs.length > 0) leaves.push({ medication: { classes: ofDrugs, ...shared } });
  if (agents.length > 0) leaves.push({ medication: { agents, ...shared } });
  return anyOf(leaves);
}
