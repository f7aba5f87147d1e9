import type { Expression, ScaleParameters } from '../../../criteria/model.js';
import { PhraseIndex } from '../../../vocabulary/phrase-index.js';
import { GapWords } from '../../grammar/word-gap.js';
import type { MeasureLexicon } from '../../lexicons.js';
import type { Reader, Reading } from '../../reader.js';

const romans = ['I', 'II', 'III', 'IV', 'V'] as const;
const order: Record<string, readonly string[]> = { nyha: romans.slice(0, 4), childPugh: ['A', 'B', 'C'] };

const fillers = new Set(
  `class classes classification stage stages score scores grade group functional function status category categories of is are
   the a an to heart failure congestive chf for cirrhosis liver sum total combined hepatic impairment must be with at nyha
   defined as`.split(/\s+/),
);
const beforeFillers = new GapWords(
  `congestive heart failure cardiac cardiovascular disease liver cirrhosis by per according to as defined based on the of
   criteria functional under using in`,
  ' ,(',
);
const sign =
  /^(?:\u2265|>|\u2264|<|=|(?:at least|greater than(?: or equal to)?|no more than|not more than|less than(?: or equal to)?|up to|more than|higher than|above|worse than|over|better than|lower than|below|minimum of)\b)/i;
const signBefore =
  /(\u2265|>|\u2264|<|\b(?:at least|greater than(?: or equal to)?|more than|higher than|above|worse than|over|less than(?: or equal to)?)\b) ?(?:an? |the )?(?:class |grade |stage )?\(?$/i;
const item = /^\(?(IV|III|II|I|V|[A-C](?:\d{1,2})?|\d{1,2})\b\)?/;
const sep = /^[\s]*(?:-|~|to|through|,|\/|or|and|, or|, and|and\/or|&)[\s]*(?:class |score |grade |NYHA )?\(?/i;
const afterMark =
  /^[\s,)(]*(?:(or (?:greater|higher|more|above|worse|over|poorer)|and (?:above|higher|over|worse)|\+)|(or (?:less|lower|better|below|fewer)|and (?:below|lower)))/i;

/** NYHA, Child-Pugh, Gleason, ISUP and prognostic scores: classes, letters and sums. */
export function scaleReader(lexicon: MeasureLexicon['scales']): Reader {
  const index = new PhraseIndex<string>();
  for (const [name, phrases] of Object.entries(lexicon)) for (const phrase of phrases) index.add(phrase, name);
  return {
    name: 'scale',
    read(line) {
      if (!/nyha|new york|pugh|gleason|isup|grade group|ipss|prognostic scoring/i.test(line)) return [];
      const mentions = index.find(line);
      const readings: Reading[] = [];
      mentions.forEach((mention, i) => {
        if (mentions.slice(0, i).some((m) => m.value === mention.value && m.end >= mention.start - 3)) return;
        const same = mentions.filter((m, j) => j > i && m.value === mention.value && m.start <= mention.end + 4).at(-1);
        const reading =
          after(line, mention.start, same?.end ?? mention.end, mention.value) ??
          before(line, mention.start, same?.end ?? mention.end, mention.value);
        if (reading) readings.push(reading);
      });
      return readings;
    },
  };
}

/** Where the words end that stand between a scale's name and its value. */
function pastFillers(line: string, from: number): number {
  let at = from;
  for (const match of line.slice(from, from + 80).matchAll(/[A-Za-z]+|[^A-Za-z]/g)) {
    const filler = /[A-Za-z]/.test(match[0])
      ? fillers.has(match[0].length === 1 ? match[0] : match[0].toLowerCase())
      : /[\s:([\])=,"'-]/.test(match[0]);
    if (!filler) break;
    at = from + match.index + match[0].length;
  }
  return at;
}

interface Values {
  items: string[];
  sign?: 'ge' | 'gt' | 'le' | 'lt';
  range: boolean;
  end: number;
}

function valuesAt(line: string, at: number): Values | undefined {
  let end = at;
  let bound: Values['sign'];
  const mark = sign.exec(line.slice(end, end + 40));
  if (mark) {
    bound = signOf(mark[0]);
    end += mark[0].length;
    end += /^ ?(?:of |class |score |grade ){0,2}/i.exec(line.slice(end, end + 16))?.[0].length ?? 0;
  }
  const items: string[] = [];
  let range = false;
  for (;;) {
    const match = item.exec(line.slice(end, end + 8));
    if (!match?.[1]) break;
    items.push(match[1]);
    end += match[0].length;
    const gap = sep.exec(line.slice(end, end + 24));
    if (!gap || !item.test(line.slice(end + gap[0].length, end + gap[0].length + 8))) break;
    if (/-|~|to|through/i.test(gap[0])) range = true;
    end += gap[0].length;
  }
  if (items.length === 0) return undefined;
  const behind = afterMark.exec(line.slice(end, end + 24));
  if (behind && !bound) {
    bound = behind[1] !== undefined ? 'ge' : 'le';
    end += behind[0].length;
  }
  return { items, range, end, ...(bound ? { sign: bound } : {}) };
}

function signOf(text: string): Values['sign'] {
  if (/^(?:\u2265|at least|greater than or|minimum)/i.test(text)) return 'ge';
  if (/^(?:\u2264|no more|not more|less than or|up to)/i.test(text)) return 'le';
  if (/^(?:>|greater|more|higher|above|worse|over)/i.test(text)) return 'gt';
  return text === '=' ? undefined : 'lt';
}

function after(line: string, start: number, mentionEnd: number, name: string): Reading | undefined {
  const values = valuesAt(line, pastFillers(line, mentionEnd));
  if (!values) return undefined;
  if (values.sign) return readingOf(start, values, name);
  // ">= NYHA class II", "greater than Child-Pugh B", "NYHA > class II": the bound stands before the name or in it.
  const lead = signBefore.exec(line.slice(Math.max(0, start - 40), start));
  const inside = /[<>\u2264\u2265]/.exec(line.slice(start, mentionEnd));
  const bound = inside?.[0] ?? lead?.[1];
  const mark = bound === undefined ? undefined : signOf(bound);
  return readingOf(
    inside ? start : start - (lead?.[0].length ?? 0),
    { ...values, ...(mark ? { sign: mark } : {}) },
    name,
  );
}

/** "Class III or IV heart failure (NYHA)", "class II per New York Heart Association". */
function before(line: string, mentionStart: number, mentionEnd: number, name: string): Reading | undefined {
  const text = line.slice(Math.max(0, mentionStart - 80), mentionStart);
  const match = /\b(?:class|grade|stage|score) (?=(?:IV|III|II|I|[A-C]|\d|>|<|\u2264|\u2265))/i.exec(text);
  if (!match) return undefined;
  const at = Math.max(0, mentionStart - 80) + match.index;
  const values = valuesAt(line, at + match[0].length);
  if (!values || values.end > mentionStart) return undefined;
  const gap = line.slice(values.end, mentionStart);
  if (!beforeFillers.fill(gap)) return undefined;
  return { ...readingOf(at, values, name), end: mentionEnd };
}

function readingOf(start: number, values: Values, name: string): Reading {
  // The prognostic score ends below 10; a higher "IPSS" is the prostate symptom score.
  const other = name === 'ipss' && values.items.some((text) => Number(text) > 7);
  return { start, end: values.end, expression: expressionOf(values, name), confidence: other ? 0.4 : 0.93 };
}

function expressionOf({ items, sign, range }: Values, name: string): Expression {
  const scale = (parameters: Omit<ScaleParameters, 'name'>): Expression => ({ scale: { name, ...parameters } });
  const numeric = items.every((text) => /^\d+$/.test(text));
  const ladder = order[name];
  if (name === 'nyha' || (ladder && !numeric)) return scale({ anyOf: laddered(items, sign, range, ladder ?? romans) });
  if (numeric) {
    const values = items.map(Number);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const min = { value: low, inclusive: sign !== 'gt' };
    const max = { value: high, inclusive: sign !== 'lt' };
    if (sign === 'ge' || sign === 'gt') return scale({ min });
    return sign === 'le' || sign === 'lt' ? scale({ max }) : scale({ min, max });
  }
  return scale({ anyOf: items });
}

/** Classes of an ordered scale, spelled out: "III or IV", "> II", "2-4". */
function laddered(items: readonly string[], sign: Values['sign'], range: boolean, ladder: readonly string[]): string[] {
  const named = items.map((text) => (/^\d+$/.test(text) ? (ladder[Number(text) - 1] ?? text) : text));
  const places = named.map((text) =>
    ladder.indexOf(text.charAt(0) >= 'A' && text.length > 1 && ladder[0] === 'A' ? text.charAt(0) : text),
  );
  if (places.includes(-1)) return [...named];
  const [low, high] = [Math.min(...places), Math.max(...places)];
  switch (sign) {
    case 'ge':
      return ladder.slice(low);
    case 'gt':
      return ladder.slice(high + 1);
    case 'le':
      return ladder.slice(0, high + 1);
    case 'lt':
      return ladder.slice(0, low);
    default:
      return range ? ladder.slice(low, high + 1) : named;
  }
}
