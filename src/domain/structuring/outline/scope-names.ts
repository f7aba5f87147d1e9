import type { Scope } from '../../criteria/model.js';
import type { HeadingWords } from './heading-words.js';

/** A part of the trial as a text names it. */
export interface ScopeName {
  id: string;
  kind: Scope['kind'];
  title: string;
}

export interface ScopeMention {
  scopes: ScopeName[];
  start: number;
  end: number;
  /** Named by a label ("Cohort A"), not by words ("dose expansion"). */
  labelled: boolean;
}

const word = /[A-Za-z0-9]+(?:['.-][A-Za-z0-9]+)*/g;
const label = /^(?:[A-Z]|[A-Z]-?\d{1,2}|[A-Z]?\d{1,2}[A-Za-z]?|[IVX]{1,4}[ab]?|[A-Z]{1,2}\d?|\d{1,2}[.-]\d{1,2})$/;
const romans: Record<string, string> = { I: '1', II: '2', III: '3', IV: '4', V: '5' };

function scope(kind: Scope['kind'], name: string): ScopeName {
  const plain = romans[name] ?? name;
  const slug = kind === 'doseLevel' ? 'dose-level' : kind;
  return {
    id: `${slug}-${plain.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
    kind,
    title: `${slug.charAt(0).toUpperCase()}${slug.slice(1).replace('-', ' ')} ${plain}`,
  };
}

/** The parts between two labels: "Cohorts A to C". */
function labelsBetween(kind: Scope['kind'], from: string, to: string): ScopeName[] {
  const letters = /^[A-Z]$/.test(from) && /^[A-Z]$/.test(to);
  if (!letters && !(/^\d{1,2}$/.test(from) && /^\d{1,2}$/.test(to))) return [];
  const code = (text: string): number => (letters ? text.charCodeAt(0) : Number(text));
  const labels: string[] = [];
  for (let i = code(from) + 1; i < code(to) && labels.length < 26; i++)
    labels.push(letters ? String.fromCharCode(i) : `${i}`);
  return labels.map((name) => scope(kind, name));
}

function tokensOf(text: string): { text: string; start: number; end: number }[] {
  const tokens: { text: string; start: number; end: number }[] = [];
  word.lastIndex = 0;
  for (let match = word.exec(text); match; match = word.exec(text))
    tokens.push({ text: match[0], start: match.index, end: word.lastIndex });
  return tokens;
}

/** Every part of a trial that a text names by a label or by a name: "Cohorts A and B", "Phase II", "dose expansion". */
export function findScopes(text: string, words: HeadingWords): ScopeMention[] {
  const mentions: ScopeMention[] = [];
  const tokens = words.part.test(text) ? tokensOf(text) : [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) continue;
    const kind = words.parts.get(token.text.toLowerCase());
    if (!kind) continue;
    const scopes: ScopeName[] = [];
    let end = token.end;
    for (let j = i + 1; j < tokens.length; j++) {
      const next = tokens[j];
      if (!next) break;
      const between = text.slice(end, next.start);
      if (!/^(?: |, ?| ?\/ ?| ?& ?| ?- ?|, and )$/.test(between)) break;
      if (/^(?:and|or)$/.test(next.text) && scopes.length > 0 && label.test(tokens[j + 1]?.text ?? '')) {
        end = next.end;
        continue;
      }
      if (/^(?:to|through)$/.test(next.text) && scopes.length > 0 && label.test(tokens[j + 1]?.text ?? '')) {
        scopes.push(...labelsBetween(kind, tokens[j - 1]?.text ?? '', tokens[j + 1]?.text ?? ''));
        end = next.end;
        continue;
      }
      if (!label.test(next.text)) break;
      scopes.push(scope(kind, next.text));
      end = next.end;
      i = j;
    }
    if (scopes.length > 0) mentions.push({ scopes, start: token.start, end, labelled: true });
  }
  for (const { start, end, value } of words.named.find(text)) {
    if (mentions.some((m) => m.start < end && start < m.end)) continue;
    const title = text.slice(start, end);
    mentions.push({
      scopes: [{ id: value.kind === 'group' ? `group-${value.label}` : value.label, kind: value.kind, title }],
      start,
      end,
      labelled: false,
    });
  }
  return mentions.sort((a, b) => a.start - b.start);
}

/** Whether every word of `text` outside the mentions is one of `allowed`. */
export function onlyWords(
  text: string,
  mentions: readonly { start: number; end: number }[],
  allowed: ReadonlySet<string>,
): boolean {
  for (const match of text.matchAll(word)) {
    const inside = mentions.some((m) => match.index >= m.start && match.index < m.end);
    if (!inside && !allowed.has(match[0].toLowerCase())) return false;
  }
  return true;
}

export interface ScopedText {
  scopes: ScopeName[];
  /** Characters that only name the scope, at the start or at the end of the text. */
  own: [number, number];
  /** The scope is the whole text: a heading. */
  heading: boolean;
}

const prefixEnd = /^[^:)\]]{1,80}?(?:[)\]](?: ?:| only ?:)?| only ?[-:.,;]| ?: | ?:$| - )/;
const introduced = /^(?:for|in|during) [^:;.]{1,110}(?:,|:$| only ?:)/i;
const asked = /^[^:;.,]{4,90}? (?=must\b|should\b)/i;
const closing = /[([]([^()[\]]{3,60})[)\]][.;]?$/;
const aside = /\([^()]{1,40}\)/g;

/** The part of the trial that a line binds itself to: "Cohort A only: ...", "(Group B only) ...", "... (Phase 2 only)". */
export function readScope(text: string, words: HeadingWords): ScopedText | undefined {
  if (!words.part.test(text) && words.named.find(text).length === 0) return undefined;
  for (const pattern of [prefixEnd, introduced, asked]) {
    const head = pattern.exec(text)?.[0];
    // "During escalation, ...; for the expansion, ..." is about both.
    if (head?.endsWith(',') && findScopes(text.slice(head.length), words).length > 0) continue;
    const found = head && scopeOf(text, head, words, pattern === introduced && head.endsWith(':'));
    if (found) return found;
  }
  if (text.length <= 60) {
    const found = scopeOf(text, text, words, false);
    if (found) return found;
  }
  const tail = closing.exec(text);
  if (tail?.[1] !== undefined) {
    const mentions = findScopes(tail[1], words);
    // A bracket at the end binds its own limit only where others carry brackets too.
    const others = findScopes(text.slice(0, tail.index), words);
    if (mentions.length > 0 && others.length === 0 && onlyWords(tail[1], mentions, words.scopeWords))
      return { scopes: finest(tail[1], mentions), own: [tail.index, text.length], heading: false };
  }
  return undefined;
}

function scopeOf(text: string, head: string, words: HeadingWords, any: boolean): ScopedText | undefined {
  const mentions = findScopes(head, words);
  const first = mentions[0];
  if (!first) return undefined;
  // "Part 1 (Dose Finding):": an aside behind a part's name says what the part is.
  const plain = head.replace(aside, (inner, at: number) =>
    at >= first.end && findScopes(inner, words).length === 0 ? ' '.repeat(inner.length) : inner,
  );
  const bare = onlyWords(plain, mentions, words.scopeWords);
  if (!any && !bare) return undefined;
  const named = /^(?:for|in|during) /i.test(head) || mentions.some((m) => m.scopes.some((s) => /-[a-z0-9]/.test(s.id)));
  if (!named) return undefined;
  const rest = text.slice(head.length).replace(/^[\s:.-]{1,3}/, '');
  const scopes = bare || mentions.some((m) => m.labelled) ? finest(head, mentions) : [ownName(head)];
  return { scopes, own: any ? [0, 0] : [0, head.length], heading: rest === '' };
}

/** "For dose expansion in 3L RCC:" is a part of its own, not all of the expansion. */
function ownName(head: string): ScopeName {
  const title = head.replace(/[:,]$/, '').replace(/^(?:for|in|during) /i, '');
  const id = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/-$/, '');
  return { id, kind: 'cohort', title };
}

const order: readonly Scope['kind'][] = ['phase', 'part', 'step', 'group', 'arm', 'cohort', 'doseLevel'];

/** "Part 2 Cohort A" is the cohort; "Part 1 and Part 2 (Cohorts A to C)" are all of them. */
function finest(text: string, mentions: readonly ScopeMention[]): ScopeName[] {
  const kept = mentions.filter((mention, i) => {
    const next = mentions[i + 1];
    if (!next || next.start - mention.end > 3 || /[+&,]|and/.test(text.slice(mention.end, next.start))) return true;
    return (
      order.indexOf(next.scopes[0]?.kind ?? 'phase') <= order.indexOf(mention.scopes[0]?.kind ?? 'phase') &&
      next.scopes[0]?.kind !== 'phase'
    );
  });
  return unique(kept);
}

function unique(mentions: readonly ScopeMention[]): ScopeName[] {
  const byId = new Map<string, ScopeName>();
  for (const mention of mentions) for (const name of mention.scopes) if (!byId.has(name.id)) byId.set(name.id, name);
  return [...byId.values()];
}
