/**
 * Stage groups in one notation: Roman numeral, then sub-stage letter and digit (`0`, `0IS`, `IA2`, `IIIC`, `IVS`), or the
 * words `limited`, `extensive`, `occult`. A general group contains its sub-stages: II contains IIA, IIIA contains IIIA1.
 */

const ROMAN = ['0', 'I', 'II', 'III', 'IV', 'V'] as const;
const GROUP = /^(0|I{1,3}|IV|V)(?:(IS|[A-ESMX])(?:(\d)(\([iv]+\))?)?)?$/i;
const ARABIC = /^([0-5])(?:(is|[a-esmx])(?:(\d)(\([iv]+\))?)?)?$/i;
const LETTERS = ['A', 'B', 'C'];

interface Parts {
  stage: number;
  letter: string;
  digit: string;
  suffix: string;
}

function parts(group: string): Parts | undefined {
  const match = GROUP.exec(group);
  if (!match) return undefined;
  const [, roman = '', letter = '', digit = '', suffix = ''] = match;
  return {
    stage: ROMAN.indexOf(roman.toUpperCase() as (typeof ROMAN)[number]),
    letter: letter.toUpperCase(),
    digit,
    suffix,
  };
}

/** `2a`, `IIa`, `iiia1`, `4S` in the one notation; undefined for what is no stage group. */
export function normalizeGroup(written: string): string | undefined {
  const text = written.trim();
  const word = /^(limited|extensive|occult)\b/i.exec(text)?.[1];
  if (word) return word.toLowerCase();
  const arabic = ARABIC.exec(text);
  if (arabic) {
    const [, digits = '', letter = '', digit = '', suffix = ''] = arabic;
    return `${ROMAN[Number(digits)] ?? ''}${letter.toUpperCase()}${digit}${suffix.toLowerCase()}`;
  }
  const known = parts(text);
  return known && `${ROMAN[known.stage] ?? ''}${known.letter}${known.digit}${known.suffix.toLowerCase()}`;
}

/** Whether `group` is `general` or one of its sub-stages. */
export function groupContains(general: string, group: string): boolean {
  if (general === group) return true;
  const wide = parts(general);
  const narrow = parts(group);
  if (!wide || !narrow || wide.stage !== narrow.stage) return false;
  if (wide.letter === '') return wide.digit === '';
  if (wide.letter !== narrow.letter) return false;
  return wide.digit === '' || (wide.digit === narrow.digit && wide.suffix === '');
}

/** The finer of two groups of which one contains the other; undefined where they say different things. */
export function moreSpecificGroup(a: string, b: string): string | undefined {
  if (groupContains(a, b)) return b;
  return groupContains(b, a) ? a : undefined;
}

/**
 * How a patient's group stands to the groups a criterion lists: `within` one of them, `disjoint` from all, or `overlaps`
 * where the record is coarser than the criterion ("stage III" against "IIIA").
 */
export function groupRelation(group: string, asked: readonly string[]): 'within' | 'overlaps' | 'disjoint' {
  if (asked.some((one) => groupContains(one, group))) return 'within';
  return asked.some((one) => groupContains(group, one)) ? 'overlaps' : 'disjoint';
}

/** A group with the sub-stages that protocols name: III is III, IIIA, IIIB, IIIC; IIIA stays IIIA. */
export function expandGroup(group: string, subStages = true): string[] {
  const known = parts(group);
  if (!known || !subStages || known.letter !== '' || known.stage === 0 || known.stage > 4) return [group];
  return [group, ...LETTERS.map((letter) => `${group}${letter}`)];
}

/**
 * All groups from one to another, both included: IB to IIIA is IB, IC, II, IIA, IIB, IIC, IIIA. Undefined where the bounds
 * are no stage groups or the wrong way round.
 */
export function groupRange(from: string, to: string, subStages = true): string[] | undefined {
  const low = parts(from);
  const high = parts(to);
  if (!low || !high || low.stage > high.stage) return undefined;
  const found: string[] = [];
  for (let stage = low.stage; stage <= high.stage; stage++) {
    const roman = ROMAN[stage] ?? '';
    const start = stage === low.stage && low.letter !== '' ? low : undefined;
    const end = stage === high.stage && high.letter !== '' ? high : undefined;
    if (!start && !end) found.push(...expandGroup(roman, subStages));
    else found.push(...lettersOf(roman, start, end));
  }
  return [...new Set(found)];
}

/** Sub-stages of one stage between two of them; an open end reaches the last letter in use (D only in stage III). */
function lettersOf(roman: string, start: Parts | undefined, end: Parts | undefined): string[] {
  const first = start?.letter ?? 'A';
  const last = end?.letter ?? (roman === 'III' && start ? 'D' : 'C');
  const found: string[] = [];
  for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code++) {
    const letter = String.fromCharCode(code);
    const group = `${roman}${letter}`;
    const from = start?.letter === letter ? Number(start.digit) : 0;
    const to = end?.letter === letter ? Number(end.digit) : 0;
    if (from === 0 && to === 0) found.push(group);
    else for (let digit = Math.max(from, 1); digit <= (to || 3); digit++) found.push(`${group}${String(digit)}`);
  }
  return found;
}
