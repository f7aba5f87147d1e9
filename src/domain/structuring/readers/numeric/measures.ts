import { PhraseIndex } from '../../../vocabulary/phrase-index.js';
import type { AnalyteVocabulary } from '../../../vocabulary/vocabulary.js';
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
const together =
  /^[\s,]*(?:[/&,;+]|\band\/or\b|\band\b|\bor\b|[([\])-])?[\s]*(?:[([]|either|serum|the|both|total|plasma|and\/or|and|or|\s)*[\s([]*$/i;
const aside = /^\s?[([][A-Za-z0-9 .,/'-]{1,28}[)\]]/;

/** Finds what is measured in a line, and what of it belongs together. */
export class Measures {
  private readonly vitals = new PhraseIndex<string>();
  private readonly not: ReadonlySet<string>;
  private readonly gate: RegExp;

  constructor(
    private readonly analytes: AnalyteVocabulary,
    lexicon: MeasureLexicon,
  ) {
    for (const [id, phrases] of Object.entries(lexicon.vitals))
      for (const phrase of phrases) this.vitals.add(phrase, id);
    this.not = new Set(lexicon.notMeasured.split(/\s+/).filter(Boolean));
    this.gate = /\d|normal|uln|lln/i;
  }

  subjects(line: string): Subject[] {
    if (!this.gate.test(line)) return [];
    const mentions: MeasureMention[] = [];
    for (const { start, end, value } of this.vitals.find(line)) mentions.push({ start, end, kind: 'vital', id: value });
    for (const { start, end, value } of this.analytes.find(line))
      if (!mentions.some((m) => m.start < end && start < m.end)) mentions.push({ start, end, kind: 'lab', id: value });
    mentions.sort((a, b) => a.start - b.start);
    return grouped(
      line,
      mentions.filter((m) => !this.not.has(nextWord.exec(line.slice(m.end, m.end + 24))?.[1]?.toLowerCase() ?? '')),
    );
  }
}

function grouped(line: string, mentions: readonly MeasureMention[]): Subject[] {
  const subjects: Subject[] = [];
  for (const mention of mentions) {
    const last = subjects.at(-1);
    const gap = last ? line.slice(last.end, mention.start) : '';
    if (last && gap.length < 48 && together.test(withoutAside(gap))) {
      last.mentions.push(mention);
      last.end = mention.end;
    } else subjects.push({ start: mention.start, end: mention.end, mentions: [mention] });
  }
  return subjects;
}

const withoutAside = (gap: string): string => gap.replace(aside, '');
