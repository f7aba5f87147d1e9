import { CtmlError, type CtmlLeaf, type CtmlLevel, type CtmlLevelKind, type CtmlNode, type CtmlTrial } from './grammar.js';

type Json = Record<string, unknown>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/**
 * Reads one parsed CTML document (YAML or JSON); `fallbackId` names a trial that gives no number of its own.
 * @throws CtmlError with the path of what is wrong.
 */
export function parseCtml(value: unknown, fallbackId?: string): CtmlTrial {
  if (!isRecord(value)) throw new CtmlError('$', 'a CTML trial is an object');
  const protocolNo = textOf(value['protocol_no']) ?? textOf(value['trial_id']) ?? textOf(value['nct_id']) ?? fallbackId;
  if (protocolNo === undefined) throw new CtmlError('protocol_no', 'missing');
  const nctId = textOf(value['nct_id']);
  const title = textOf(value['long_title']) ?? textOf(value['short_title']);
  const status = statusOf(value['_summary']);
  const lastUpdated = textOf(value['last_updated']);
  return {
    protocolNo,
    ...(nctId !== undefined && { nctId }),
    ...(title !== undefined && { title }),
    ...(status !== undefined && { status }),
    ...(lastUpdated !== undefined && { lastUpdated }),
    levels: [...levelOf('trial', value, 'trial', ''), ...stepsOf(value)],
  };
}

function statusOf(summary: unknown): string | undefined {
  const list = isRecord(summary) ? summary['status'] : undefined;
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  return isRecord(first) ? textOf(first['value']) : undefined;
}

function stepsOf(trial: Json): CtmlLevel[] {
  const list = trial['treatment_list'];
  if (list === undefined) return [];
  if (!isRecord(list)) throw new CtmlError('treatment_list', 'not an object');
  return records(list['step'], 'treatment_list.step').flatMap((step, s) => {
    const path = `treatment_list.step.${s}`;
    const id = `step-${s + 1}`;
    return [
      ...levelOf('step', step, id, path),
      ...records(step['arm'], `${path}.arm`).flatMap((arm, a) => [
        ...levelOf('arm', arm, `${id}-arm-${a + 1}`, `${path}.arm.${a}`),
        ...records(arm['dose_level'], `${path}.arm.${a}.dose_level`).flatMap((dose, d) =>
          levelOf('doseLevel', dose, `${id}-arm-${a + 1}-dose-${d + 1}`, `${path}.arm.${a}.dose_level.${d}`),
        ),
      ]),
    ];
  });
}

function records(value: unknown, path: string): Json[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new CtmlError(path, 'not a list');
  return value.map((item, i) => {
    if (!isRecord(item)) throw new CtmlError(`${path}.${i}`, 'not an object');
    return item;
  });
}

const TITLES: Record<CtmlLevelKind, [code: string, description: string, word: string]> = {
  trial: ['protocol_no', 'short_title', 'Trial'],
  step: ['step_code', 'step_type', 'Step'],
  arm: ['arm_code', 'arm_description', 'Arm'],
  doseLevel: ['level_code', 'level_description', 'Dose level'],
};

/** The level itself when it carries a `match` key, else nothing. */
function levelOf(kind: CtmlLevelKind, value: Json, id: string, path: string): CtmlLevel[] {
  if (value['match'] === undefined || value['match'] === null) return [];
  const [code, description, word] = TITLES[kind];
  const named = textOf(value[code]) ?? '';
  const described = textOf(value[description]);
  const at = path === '' ? 'match' : `${path}.match`;
  return [
    {
      kind,
      id,
      title: `${word} ${named}${described === undefined ? '' : `: ${described}`}`.trim(),
      suspended: isSuspended(kind, value),
      match: records(value['match'], at).map((item, i) => parseItem(item, `${at}.${i}`)),
    },
  ];
}

const says = (flag: unknown): boolean => textOf(flag)?.trim().toLowerCase() === 'y';

/** A step is suspended when all its arms are; a step without arms counts as suspended, as in MatchMiner. */
function isSuspended(kind: CtmlLevelKind, value: Json): boolean {
  switch (kind) {
    case 'trial':
      return false;
    case 'step':
      return records(value['arm'], 'arm').every((arm) => says(arm['arm_suspended']));
    case 'arm':
      return says(value['arm_suspended']);
    case 'doseLevel':
      return says(value['level_suspended']);
  }
}

/** One member of an `and`, `or` or `match` list: an object whose keys all hold. */
export function parseItem(item: Json, path: string): CtmlNode {
  const members = Object.entries(item).map(([label, value]) => parseEntry(label, value, `${path}.${label}`));
  const [only] = members;
  if (only === undefined) throw new CtmlError(path, 'an empty criterion');
  return members.length === 1 ? only : { node: 'and', members };
}

// MatchMiner numbers sibling groups (`and_1`, `or_2`): only the beginning of the key counts.
const groupOf = (label: string): 'and' | 'or' | undefined =>
  label.startsWith('and') ? 'and' : label.startsWith('or') ? 'or' : undefined;

function parseEntry(label: string, value: unknown, path: string): CtmlNode {
  const group = groupOf(label);
  if (group !== undefined)
    return { node: group, members: records(value, path).map((item, i) => parseItem(item, `${path}.${i}`)) };
  if (!isRecord(value)) throw new CtmlError(path, 'not an object');
  for (const [key, scalar] of Object.entries(value))
    if (scalar !== null && !['string', 'number', 'boolean'].includes(typeof scalar))
      throw new CtmlError(`${path}.${key}`, 'not a text, number or truth value');
  return { node: 'leaf', label, leaf: value as CtmlLeaf };
}
