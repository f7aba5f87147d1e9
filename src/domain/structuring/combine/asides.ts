import { rememberedPieces } from '../../logic/remembered-pieces.js';
import { PhraseIndex } from '../../vocabulary/phrase-index.js';
import type { AsideLexicon } from '../lexicons.js';
import type { Reading } from '../reader.js';
import { blanked } from './blanked.js';
import { breaksIn } from './sentence-breaks.js';

type AsideKind = 'reference' | 'method' | 'moment' | 'judge';
const kinds: readonly AsideKind[] = ['reference', 'method', 'moment', 'judge'];

/** What a phrase may do in an aside: open one of a kind, name what it speaks of, or stand between. */
interface Role {
  opens: Record<AsideKind, boolean>;
  names: Record<AsideKind, boolean>;
  fills: boolean;
}

const noKind = (): Record<AsideKind, boolean> => ({ reference: false, method: false, moment: false, judge: false });

interface Span {
  start: number;
  end: number;
}

/** criteria/lexicon/asides.yaml, compiled. */
export interface Asides {
  /** Asides in a text that nobody read. */
  inGap: (gap: string) => readonly Span[];
  /** `explanation`: up to the end of the sentence; `remark`: all of the sentence. */
  told: PhraseIndex<'explanation' | 'remark'>;
}

export function compileAsides(lexicon: AsideLexicon): Asides {
  const roles = new Map<string, Role>();
  const roleOf = (phrase: string): Role => {
    const key = phrase.toLowerCase();
    let role = roles.get(key);
    if (!role) roles.set(key, (role = { opens: noKind(), names: noKind(), fills: false }));
    return role;
  };
  for (const kind of kinds) {
    for (const phrase of lexicon[kind].openers) roleOf(phrase).opens[kind] = true;
    for (const phrase of lexicon[kind].names) roleOf(phrase).names[kind] = true;
  }
  for (const word of lexicon.fillers.split(/\s+/).filter(Boolean)) roleOf(word).fills = true;
  const index = new PhraseIndex<Role>();
  for (const [phrase, role] of roles) index.add(phrase, role);
  const made: Asides = {
    inGap: rememberedPieces((gap) => spansOf(gap, index)),
    told: new PhraseIndex(),
  };
  for (const phrase of lexicon.explanation) made.told.add(phrase, 'explanation');
  for (const phrase of lexicon.remark) made.told.add(phrase, 'remark');
  return made;
}

// What may stand between two phrases of an aside and behind the last: numbers of sections and versions, single letters, marks.
const mark = /[\s,/()[\]:.'-]+/u;
const thinWord = /^(?:v|version|v?\d{1,3}[A-Za-z]?|[A-Z]|[IVX]{2,4})$/u;
const identifier =
  /^(?:[\s:.]{0,2}(?:v(?:ersion)?\.? ?)?(?:\d{1,3}(?:\.\d+){0,3}[A-Za-z]?|[A-Z]|[IVX]{1,4})(?![A-Za-z\d%]))/u;

const isThin = (text: string): boolean =>
  text === ' ' || text.split(mark).every((word) => word === '' || thinWord.test(word));

/** Nothing but numbers and marks up to the end of the bracket. */
function closes(text: string): boolean {
  const end = text.search(/[)\]]/u);
  return end >= 0 && isThin(text.slice(0, end));
}

/**
 * The line without its asides, each character of them a blank, so that offsets stay. What a reader has read stays, except in a
 * sentence that only explains or remarks beside one that states something.
 */
export function withoutAsides(
  text: string,
  readings: readonly Reading[],
  asides: Asides,
): { text: string; readings: readonly Reading[] } {
  if (readings.length === 0) return { text, readings };
  const told = toldIn(text, asides.told).filter((span) =>
    readings.some((r) => r.start < span.start || r.end > span.end),
  );
  const kept = readings.filter((r) => !told.some((span) => span.start <= r.start && r.end <= span.end));
  if (kept.length === 0) return { text, readings };
  const free = said(text, kept, asides.inGap);
  return { text: withoutSpans(text, [...told.filter((span) => !touches(span, kept)), ...free]), readings: kept };
}

const touches = (span: Span, readings: readonly Reading[]): boolean =>
  readings.some((r) => r.start < span.end && span.start < r.end);

const withoutSpans = (text: string, spans: readonly Span[]): string =>
  spans.reduce((rest, { start, end }) => blanked(rest, start, end), text);

const EXCUSED = /\b(?:unless|except|however|but)\b/iu;

function toldIn(text: string, index: Asides['told']): Span[] {
  const mentions = index.find(text);
  if (mentions.length === 0) return [];
  const breaks = breaksIn(text);
  // "no transfusions allowed within 7 days" denies what the remark would say.
  const meant = mentions.filter(
    ({ start, value }) => value !== 'remark' || text.slice(Math.max(0, start - 3), start).toLowerCase() !== 'no ',
  );
  return meant.map(({ start, end, value }): Span => {
    const bracket = enclosing(text, start, end);
    const before = breaks.findLast(({ at }) => at < start);
    const to = bracket?.end ?? breaks.find(({ at }) => at >= end)?.at ?? text.length;
    // "... because of poor function, unless this is due to the disease": an exception is no part of the reason.
    const excused = EXCUSED.exec(text.slice(end, to));
    if (excused) return { start, end: value === 'explanation' ? end + excused.index : start };
    const from = bracket?.start ?? (before ? before.at + before.length : 0);
    return { start: value === 'explanation' ? start : from, end: to };
  });
}

/** The inside of the bracket that holds [start, end), if one does. */
function enclosing(text: string, start: number, end: number): Span | undefined {
  const open = Math.max(text.lastIndexOf('(', start), text.lastIndexOf('[', start));
  const closed = Math.max(text.lastIndexOf(')', start), text.lastIndexOf(']', start));
  if (open < 0 || closed > open) return undefined;
  const close = [text.indexOf(')', end), text.indexOf(']', end)].filter((at) => at >= 0);
  return close.length > 0 ? { start: open + 1, end: Math.min(...close) } : undefined;
}

/** Openers with at least one name behind them, outside what was read. */
function said(text: string, readings: readonly Reading[], inGap: Asides['inGap']): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const reading of [...readings, undefined]) {
    const gap = text.slice(from, reading?.start ?? text.length);
    if (/[a-z]{2}/iu.test(gap))
      for (const span of inGap(gap)) spans.push({ start: from + span.start, end: from + span.end });
    from = Math.max(from, reading?.end ?? text.length);
  }
  return spans;
}

function spansOf(gap: string, roles: PhraseIndex<Role>): Span[] {
  const mentions = roles.find(gap);
  const spans: Span[] = [];
  for (let i = 0; i < mentions.length;) {
    let best: { end: number; next: number } | undefined;
    for (const kind of kinds) {
      const found = extent(gap, mentions, i, kind);
      if (found && found.end > (best?.end ?? 0)) best = found;
    }
    if (best) spans.push({ start: mentions[i]?.start ?? 0, end: best.end });
    i = best ? best.next : i + 1;
  }
  return spans;
}

/** How far an aside of a kind reaches that opens at `index`. */
function extent(
  gap: string,
  mentions: readonly { start: number; end: number; value: Role }[],
  index: number,
  kind: AsideKind,
): { end: number; next: number } | undefined {
  const first = mentions[index];
  // "(Appendix A)", "(ECOG)": a bracket opens an aside by itself.
  const bracketed = first?.value.names[kind] === true && /[([]\s?$/u.test(gap.slice(0, first.start));
  if (!first?.value.opens[kind] && !bracketed) return undefined;
  let last = bracketed ? index : -1;
  for (let j = index + 1; j < mentions.length; j++) {
    const [before, mention] = [mentions[j - 1], mentions[j]];
    if (!before || !mention || !isThin(gap.slice(before.end, mention.start))) break;
    if (mention.value.names[kind]) last = j;
    else if (!mention.value.fills && !mention.value.opens[kind]) break;
  }
  if (last < 0) return undefined;
  const end = mentions[last]?.end ?? 0;
  if (bracketed && !first.value.opens[kind] && !closes(gap.slice(end))) return undefined;
  return { end: end + (identifier.exec(gap.slice(end))?.[0].length ?? 0), next: last + 1 };
}
