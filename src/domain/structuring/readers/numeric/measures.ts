import { PhraseIndex } from '../../../vocabulary/phrase-index.js';
import type { AnalyteVocabulary } from '../../../vocabulary/vocabulary.js';
import { firstFrom } from '../../grammar/ordered.js';
import { GapWords } from '../../grammar/word-gap.js';
import type { MeasureLexicon } from '../../lexicons.js';

/** A laboratory analyte or a vital sign, as a line names it. */
export interface MeasureMention {
  start: number;
  end: number;
  kind: 'lab' | 'vital';
  id: string;
}

/** Names that a line puts together and that share their limits: "AST (SGOT) and ALT (SGPT)". */
export interface Subject {
  start: number;
  end: number;
  mentions: MeasureMention[];
}

const nextWord = /^[ -]([A-Za-z]+)/;
const linkWords = new GapWords('and or either serum the both total plasma', ' )]/&+,([');
const synonym = /^\s?[([,/=-]?\s?(?:or |i\.e\.,? )?$/i;
// "aspartate aminotransferase (serum glutamic-oxaloacetic transaminase [SGOT])", "corrected QT interval by Fridericia's formula (QTcF)".
const renamed =
  /^(?:(?!\b(?:or|and)\b)[a-z '.-]){0,60}[)\]]?\s?[([]{1,2}(?:(?!\b(?:or|and)\b)[a-z '-]){0,48}[([]?\s?$/i;
const aside = /^\s?[([][A-Za-z0-9 .,/'-]{1,44}[)\]]{0,2}/;

/** Finds what is measured in a line, and what of it belongs together. */
export class Measures {
  private readonly vitals = new PhraseIndex<string>();
  private readonly not: ReadonlySet<string>;
  private readonly otherPressures: RegExp;

  constructor(
    private readonly analytes: AnalyteVocabulary,
    lexicon: MeasureLexicon,
  ) {
    for (const [id, phrases] of Object.entries(lexicon.vitals))
      for (const phrase of phrases) this.vitals.add(phrase, id);
    this.not = new Set(lexicon.notMeasured.split(/\s+/).filter(Boolean));
    this.otherPressures = new RegExp(`\\b(?:${lexicon.otherPressures.split(/\s+/).filter(Boolean).join('|')}) $`, 'i');
  }

  subjects(line: string): Subject[] {
    if (!/\d|normal|uln|lln/i.test(line)) return [];
    const mentions: MeasureMention[] = [];
    const vitals = this.vitals.find(line);
    for (const { start, end, value } of vitals) mentions.push({ start, end, kind: 'vital', id: value });
    for (const { start, end, value } of this.analytes.find(line))
      if ((vitals[firstFrom(vitals, end) - 1]?.end ?? 0) <= start)
        mentions.push({ start, end, kind: 'lab', id: value });
    mentions.sort((a, b) => a.start - b.start);
    return grouped(
      line,
      mentions.filter((m) => !this.isOther(line, m)),
    );
  }

  private isOther(line: string, { start, end, id }: MeasureMention): boolean {
    const next = nextWord.exec(line.slice(end, end + 24))?.[1]?.toLowerCase();
    if (next !== undefined && this.not.has(next)) return true;
    return /Bp$|Pressure$/.test(id) && this.otherPressures.test(line.slice(Math.max(0, start - 24), start));
  }
}

function grouped(line: string, mentions: readonly MeasureMention[]): Subject[] {
  const subjects: Subject[] = [];
  for (const mention of mentions) {
    const last = subjects.at(-1);
    const gap = last ? line.slice(last.end, mention.start) : '';
    if (last && gap.length < 90 && linked(gap, last.mentions.at(-1), mention)) {
      last.mentions.push(mention);
      last.end = mention.end;
    } else subjects.push({ start: mention.start, end: mention.end, mentions: [mention] });
  }
  return subjects;
}

/** Two measures with one limit ("AST and ALT"), or two names of one ("ALT (SGPT)"). */
const linked = (gap: string, before: MeasureMention | undefined, next: MeasureMention): boolean =>
  (before?.id === next.id && renamed.test(gap)) ||
  isLink(withoutAside(gap)) ||
  (synonym.test(gap) && (before?.id === next.id || /[/=]/.test(gap)));

const isLink = (gap: string): boolean => linkWords.fill(gap) && /[/&+,]|\b(?:and|or)\b/i.test(gap);

const withoutAside = (gap: string): string => gap.replace(aside, '');
