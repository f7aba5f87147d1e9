import { isBlankAt } from '../../logic/blank.js';
import type { Item } from './physical-lines.js';
import { itemAt } from './physical-lines.js';

const inlineBullet =
  /[\u2022\u25cf\u25aa\u25e6\u25cb\u25a0\u2023\uf0b7](?= ?\S)|(?<=[^\d\s] )\*(?= [A-Z][a-z])|(?<=[^\d\s])(?:\*|-)(?= (?:Patients|Subjects|Participants|Must|Has|Have|No)\b)/g;
const inlineNumber = /(?<=^|[\s.;:,)])[(]?(\d{1,2})[.)](?= ?[A-Z(<>\u2264\u2265]| \d)/g;
const inlineHeading =
  /(?<=[.;:)\]] ?|\n ?)(?:(?:Key |Main |Major |General )?(?:Inclusion|Exclusion|Non-inclusion|Eligibility) [Cc]riteria ?:|INCLUSION CRITERIA|EXCLUSION CRITERIA|(?:DISEASE|PATIENT) CHARACTERISTICS ?:|PRIOR(?:\/| )?CONCURRENT THERAPY ?:)/g;

const oldSubheading =
  /(?<=[a-z0-9)%.] ) ?(?:Biologic therapy|Chemotherapy|Endocrine therapy|Radiotherapy|Surgery|Other|Age|Sex|Performance status|Life expectancy|Hematopoietic|Hepatic|Renal|Cardiovascular|Pulmonary|Menopausal status): /g;

// What each of the expressions above needs: most lines have none of it.
const bulletSign = /[\u2022\u25cf\u25aa\u25e6\u25cb\u25a0\u2023\uf0b7*-]/;
const mayHaveHeading = (line: string): boolean =>
  line.includes('riteria') || line.includes('CRITERIA') || line.includes('CHARACTERISTICS') || line.includes('THERAPY');
const none: readonly number[] = [];
const numberSign = /\d[.)]/;

/** Offsets inside [start, end) at which a list that runs on in one line has its further items. */
function cuts(text: string, item: Item, next: Item | undefined): readonly number[] {
  const line = text.slice(item.start, item.end);
  const found = new Set<number>();
  if (bulletSign.test(line))
    for (const match of line.matchAll(inlineBullet)) if (match.index > 0) found.add(match.index);
  if (mayHaveHeading(line))
    for (const match of line.matchAll(inlineHeading)) if (match.index > 0) found.add(match.index);
  if (!item.marker && line.length > 80 && line.includes(': '))
    for (const match of line.matchAll(oldSubheading)) found.add(match.index);
  if (numberSign.test(line)) for (const cut of numberCuts(line, item, next)) found.add(cut);
  return found.size === 0 ? none : [...found].sort((a, b) => a - b);
}

/** Numbers count as list numbers only as a run n+1, n+2, ... from the item's own number, or from 1 on. */
function numberCuts(line: string, item: Item, next: Item | undefined): number[] {
  let expected = item.marker?.kind === 'number' ? Number(item.marker.label) + 1 : 1;
  const run: number[] = [];
  for (const match of line.matchAll(inlineNumber)) {
    if (Number(match[1]) !== expected) continue;
    const before = line.slice(Math.max(0, match.index - 12), match.index);
    if (
      /(?:grade|stage|phase|cohort|arm|part|group|type|version|cycle|day|figo|nyha|class|version|score|v|and|or|to|of|[<>=\u2264\u2265-]) ?\(?$/i.test(
        before,
      )
    )
      continue;
    run.push(match.index);
    expected += 1;
  }
  const closed = next?.marker?.kind === 'number' && Number(next.marker.label) === expected;
  const started = item.marker?.kind === 'number';
  if (run.length >= 2 || (run.length === 1 && (started || closed))) return run.filter((cut) => cut > 0);
  return [];
}

const longParagraph = 240;
const sentenceEnd = /[a-z0-9)%\]]\. +(?=[A-Z])/g;
const abbreviation = /\b(?:e\.g|i\.e|vs|etc|approx|no|dr|st|cf|incl|resp|fig|al|min|max|ver|spp)\.$/i;

/** A paragraph without any list mark, longer than a criterion: each sentence is an item. */
function sentenceCuts(text: string, item: Item): readonly number[] {
  if (item.marker || item.end - item.start < longParagraph) return none;
  const line = text.slice(item.start, item.end);
  const found: number[] = [];
  for (const match of line.matchAll(sentenceEnd)) {
    const at = match.index + match[0].length;
    if (!abbreviation.test(line.slice(Math.max(0, match.index - 8), match.index + 2))) found.push(at);
  }
  return found;
}

/** The end of [from, end) without the white space it ends in. */
function trimmedEnd(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && isBlankAt(text, at - 1)) at -= 1;
  return at;
}

function pieces(text: string, item: Item, cut: readonly number[]): Item[] {
  if (cut.length === 0) {
    const end = trimmedEnd(text, item.start, item.end);
    return end <= item.start ? [] : [end === item.end ? item : { ...item, end }];
  }
  const starts = [0, ...cut];
  const result: Item[] = [];
  starts.forEach((start, i) => {
    const from = item.start + start;
    const end = trimmedEnd(text, from, item.start + (starts[i + 1] ?? item.end - item.start));
    if (end <= from) return;
    if (i === 0) {
      result.push({ ...item, end });
    } else {
      let at = from;
      while (at < end && isBlankAt(text, at)) at += 1;
      result.push(itemAt(text, at, end, item.indent, false));
    }
  });
  return result;
}

/** Cuts run-on lists, headings in mid-line and long paragraphs into items. */
export function splitRunOns(text: string, items: readonly Item[]): Item[] {
  const result: Item[] = [];
  items.forEach((item, i) => {
    for (const piece of pieces(text, item, cuts(text, item, items[i + 1])))
      result.push(...pieces(text, piece, sentenceCuts(text, piece)));
  });
  return result;
}
