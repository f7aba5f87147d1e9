import type { Mention, StageSelection } from '../vocabulary.js';
import { expandGroup, groupRange, normalizeGroup } from './group.js';
import { editionIn, type NamedSystem, type StageSystems } from './stage-systems.js';

const KEYWORD = /\b(?:sub)?stages?\b|\b(?:limited|extensive)[\s-](?:stage|disease)\b/gi;
// The same word of other diseases and of designs.
const OTHER_BEFORE = new Set(
  (
    'end kidney renal liver heart fibrosis cirrhosis ckd copd ulcer each per every any this two second first early late ' +
    'later advanced study all'
  ).split(' '),
);
const OTHER_AFTER = [
  'chronic kidney',
  'ckd',
  'kidney disease',
  'kidney failure',
  'renal',
  'heart',
  'hypertension',
  'pressure',
  'decubitus',
  'fibrosis',
  'sarcoidosis',
  'of the study',
  'of the trial',
  'of study',
  'of trial',
  'gvhd',
  'lymphedema',
  'retinopathy',
  'parkinson',
];
const GROUP = /(?!is\b)(IV|I{1,3}|V|0|[1-4])(IS|[A-ES])?([1-3])?(\([iv]{1,3}\))?(?![A-Za-z0-9%]|\.\d)/iy;
const LETTER = /([A-Ea-e])([1-3])?(?![A-Za-z0-9])/y;
const ASIDE = /\([^()]{0,80}\)/y;
const JOINT = /,? ?(?:and\/or|or|and)\b|[,/&]|[-–—]|(?:to|through|thru)\b/iy;
const AGAIN = /(?:sub)?stages?\s/iy;
const RANGES = new Set(['-', '–', '—', 'to', 'through', 'thru']);
const FILLER = /[\s:-]*(?:\((?:[^()]{0,40})\)\s*)?(?:is\s+|of\s+|are\s+)?/y;
const AT_LEAST = /(?:≥|>=|=>|at least|minimum(?: of)?)\s*$/i;
const AT_MOST = /(?:≤|<=|=<|up to|at most)\s*$/i;
const OR_HIGHER = /^\s*(?:or|and)\s+(?:higher|greater|above|more advanced|worse|later)/i;
const OR_LOWER = /^\s*(?:or|and)\s+(?:lower|less|below|earlier)/i;

interface Scanned {
  groups: string[];
  end: number;
}

/** Finds stages in running text and spells them out: "stage IB (>= 4 cm) to IIIA", "Stage IIIB/C or IV", "limited-stage". */
export class StageText {
  constructor(private readonly systems: StageSystems) {}

  find(text: string): Mention<StageSelection>[] {
    const found: Mention<StageSelection>[] = [];
    let from = 0;
    for (const match of text.matchAll(KEYWORD)) {
      if (match.index < from) continue;
      const mention = this.at(text, match.index, match[0]);
      if (!mention) continue;
      found.push(mention);
      from = mention.end;
    }
    return found;
  }

  private at(text: string, start: number, keyword: string): Mention<StageSelection> | undefined {
    const word = /^(limited|extensive)/i.exec(keyword)?.[1];
    const end = start + keyword.length;
    if (word) return { start, end, value: { anyOf: [word.toLowerCase()] } };
    const before = text.slice(Math.max(0, start - 40), start);
    if (isOtherBefore(before)) return undefined;
    const system = this.systems.in(before) ?? this.systems.in(text.slice(end, end + 12));
    const read = this.groups(text, end, before, system);
    if (!read || isOtherAfter(text.slice(read.end, read.end + 40))) return undefined;
    const around = text.slice(Math.max(0, start - 40), read.end + 50);
    const named = system ?? this.systems.in(text.slice(read.end, read.end + 40));
    const edition = editionIn(around);
    const near = before.slice(-24);
    const basis = /\bclinical/i.test(near) ? 'clinical' : /\bpatholog/i.test(near) ? 'pathologic' : undefined;
    return {
      start,
      end: read.end,
      value: {
        anyOf: read.groups,
        ...(named ? { system: named.id } : {}),
        ...(edition === undefined ? {} : { edition }),
        ...(basis === undefined ? {} : { basis }),
      },
    };
  }

  private groups(text: string, from: number, before: string, system: NamedSystem | undefined): Scanned | undefined {
    if (system?.groups === 'letters') return letterGroups(text, from);
    const sub = system?.groups !== 'plainRoman';
    const top = system && !sub && /iss$/i.test(system.id) ? 'III' : 'IV';
    let at = skip(FILLER, text, from);
    const comparator = text.slice(from, at + 12);
    const bound = /^[\s:-]*(?:≥|>=|=>|≤|<=|=<)\s*/.exec(comparator);
    if (bound) at = from + bound[0].length;
    const lead = `${before}${bound?.[0] ?? ''}`;
    const first = groupAt(text, at);
    if (!first) return undefined;
    const read = chain(text, first, sub);
    const after = text.slice(read.end, read.end + 24);
    const last = read.last;
    const upward = AT_LEAST.test(lead) || OR_HIGHER.test(after);
    const downward = AT_MOST.test(lead) || OR_LOWER.test(after);
    const range = upward ? groupRange(last, top, sub) : downward ? groupRange('I', last, sub) : undefined;
    const more = (upward ? OR_HIGHER : OR_LOWER).exec(after);
    return { groups: range ?? read.groups, end: read.end + (range && more ? more[0].length : 0) };
  }
}

interface GroupToken {
  group: string;
  roman: string;
  end: number;
}

function groupAt(text: string, at: number): GroupToken | undefined {
  GROUP.lastIndex = at;
  const match = GROUP.exec(text);
  if (!match) return undefined;
  const group = normalizeGroup(match[0]);
  const roman = normalizeGroup(match[1] ?? '');
  return group === undefined || roman === undefined ? undefined : { group, roman, end: GROUP.lastIndex };
}

/** Groups joined by connectors, from the first on; a bare letter belongs to the last Roman numeral ("IIIB/C"). */
function chain(text: string, first: GroupToken, sub: boolean): Scanned & { last: string } {
  const groups = new Set(expandGroup(first.group, sub));
  let current = first;
  for (;;) {
    const joint = jointAt(text, current.end);
    if (!joint) break;
    const next = groupAt(text, joint.end) ?? letterAt(text, joint.end, current);
    if (!next) break;
    const range = joint.range ? groupRange(current.group, next.group, sub) : undefined;
    if (joint.range && !range) break;
    for (const group of range ?? expandGroup(next.group, sub)) groups.add(group);
    current = next;
  }
  return { groups: [...groups], end: current.end, last: current.group };
}

function letterAt(text: string, at: number, current: GroupToken): GroupToken | undefined {
  LETTER.lastIndex = at;
  const match = LETTER.exec(text);
  // "stage III a" is an article, and a letter can only go on from a sub-stage.
  if (!match || current.group === current.roman) return undefined;
  const group = normalizeGroup(`${current.roman}${match[0]}`);
  return group === undefined ? undefined : { group, roman: current.roman, end: LETTER.lastIndex };
}

function letterGroups(text: string, from: number): Scanned | undefined {
  const groups: string[] = [];
  let at = skip(FILLER, text, from);
  let end = at;
  for (;;) {
    LETTER.lastIndex = at;
    const match = LETTER.exec(text);
    if (!match) break;
    groups.push(match[0].toUpperCase());
    end = LETTER.lastIndex;
    const joint = jointAt(text, end);
    if (!joint) break;
    at = joint.end;
  }
  return groups.length === 0 ? undefined : { groups, end };
}

/** What joins two groups at `at`, with an aside before it ("IB (>= 4 cm) to IIIA") and the word stage after it. */
function jointAt(text: string, at: number): { end: number; range: boolean } | undefined {
  const aside = blanks(text, skip(ASIDE, text, blanks(text, at)));
  JOINT.lastIndex = aside;
  const joint = JOINT.exec(text);
  if (!joint) return undefined;
  const end = blanks(text, skip(AGAIN, text, blanks(text, JOINT.lastIndex)));
  return { end, range: RANGES.has(joint[0].toLowerCase()) };
}

function blanks(text: string, at: number): number {
  let end = at;
  while (/\s/.test(text[end] ?? '')) end += 1;
  return end;
}

/** "end stage", "kidney disease, stage 3", "at each stage" */
function isOtherBefore(before: string): boolean {
  const words = before
    .toLowerCase()
    .split(/[\s,-]+/)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  return OTHER_BEFORE.has(last) || (last === 'disease' && OTHER_BEFORE.has(words.at(-2) ?? ''));
}

/** "stage 3 chronic kidney disease" */
function isOtherAfter(after: string): boolean {
  const text = after.trimStart().toLowerCase();
  const words = text.startsWith('(') ? text.slice(1) : text;
  return OTHER_AFTER.some((other) => words.startsWith(other));
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text) ? pattern.lastIndex : at;
}
