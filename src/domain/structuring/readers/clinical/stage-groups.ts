import type { ClinicalLine } from './clinical-line.js';

const TOKEN = /^(0|i{1,3}|iv|[1-4])([a-d])?([1-3])?$/u;
const ROMAN = ['0', 'I', 'II', 'III', 'IV'] as const;
/** Letters in use per group over the AJCC and FIGO staging systems; "stage III" takes in all of them. */
const LETTERS: Readonly<Record<string, readonly string[]>> = {
  '0': ['0', '0is', '0a'],
  I: ['I', 'IA', 'IA1', 'IA2', 'IA3', 'IB', 'IB1', 'IB2', 'IB3', 'IC', 'IE', 'IS'],
  II: ['II', 'IIA', 'IIA1', 'IIA2', 'IIB', 'IIC', 'IIE'],
  III: ['III', 'IIIA', 'IIIA1', 'IIIA2', 'IIIB', 'IIIC', 'IIIC1', 'IIIC2', 'IIID'],
  IV: ['IV', 'IVA', 'IVB', 'IVC'],
};
const ALL = ROMAN.flatMap((group) => LETTERS[group]!);

interface Token {
  group: number;
  letter: string;
  digit: string;
}

function tokenOf(text: string | undefined): Token | undefined {
  const match = text === undefined ? null : TOKEN.exec(text);
  if (!match) return undefined;
  const roman = match[1]!.toUpperCase();
  const group = /\d/u.test(roman) ? Number(roman) : ROMAN.indexOf(roman as 'I');
  return { group, letter: (match[2] ?? '').toUpperCase(), digit: match[3] ?? '' };
}

const label = ({ group, letter, digit }: Token): string => `${ROMAN[group]!}${letter}${digit}`;

/** All groups at or under a stated one: `III` -> III, IIIA, ...; `IIIB` -> IIIB. */
const under = (stated: Token): string[] => {
  const prefix = label(stated);
  return ALL.filter(
    (group) => group === prefix || (ROMAN[stated.group] === romanOf(group) && group.startsWith(prefix)),
  );
};

const romanOf = (group: string): string => /^(?:0|I{1,3}V?|IV)/u.exec(group)?.[0] ?? group;

function between(low: Token, high: Token): string[] {
  const from = ALL.indexOf(label(low));
  const last = under(high).at(-1);
  const to = last === undefined ? -1 : ALL.indexOf(last);
  if (from < 0 || to < from) return [];
  // "IIB-IIIC": the bare "III" is within; the bare "II" is not, since it may be IIA.
  return ALL.slice(from, to + 1);
}

/** "IIIB-IV", "II, III or IV", "IIIA/B/C", "1-3" at `index`: groups expanded, and the index after them. */
export function stageGroupsAt(line: ClinicalLine, index: number): { groups: string[]; to: number } | undefined {
  const first = tokenOf(line.items[index]?.text);
  if (!first) return undefined;
  const groups = new Set<string>();
  let last = first;
  let to = index + 1;
  const add = (found: readonly string[]) => found.forEach((group) => groups.add(group));
  let pending = under(first);
  for (;;) {
    let i = to;
    const range = line.sign(i, '-', '~') || ['to', 'through'].includes(line.items[i]?.text ?? '');
    const open = line.sign(i, '≥') || line.items[i]?.text === 'or higher';
    if (open) {
      add(between(last, { group: 4, letter: '', digit: '' }));
      return { groups: [...groups], to: i + 1 };
    }
    while (
      line.sign(i, '-', '~', '/', ',') ||
      line.is(i, 'connector') ||
      ['to', 'through', 'stage', 'stages'].includes(line.items[i]?.text ?? '')
    )
      i += 1;
    if (i === to) break;
    const text = line.items[i]?.text;
    // "IIIA/B/C": a letter alone belongs to the group before.
    const next =
      /^[a-d]$/u.test(text ?? '') && last.letter !== ''
        ? { ...last, letter: text!.toUpperCase(), digit: '' }
        : tokenOf(text);
    if (!next || (line.items[i]!.number !== undefined && first.letter === '' && !/^\d/u.test(line.items[index]!.text)))
      break;
    if (range) {
      const full = between(last, next);
      if (full.length === 0) break;
      pending = [];
      add(full);
    } else {
      add(pending);
      pending = under(next);
    }
    last = next;
    to = i + 1;
  }
  add(pending);
  const tail = line.tag(to, 'boundTail');
  if (tail !== undefined) {
    add(
      tail === 'min'
        ? between(last, { group: 4, letter: '', digit: '' })
        : between({ group: 0, letter: '', digit: '' }, last),
    );
    to += 1;
  }
  return { groups: [...groups], to };
}
