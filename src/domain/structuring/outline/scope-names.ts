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
}

const word = /[A-Za-z0-9]+(?:['.-][A-Za-z0-9]+)*/g;
const label = /^(?:[A-Z]|[A-Z]?\d{1,2}[A-Za-z]?|[IVX]{1,4}[ab]?|[A-Z]{1,2}\d?|\d{1,2}[.-]\d{1,2})$/;
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

/** Every part of a trial that a text names by a label or by a name: "Cohorts A and B", "Phase II", "dose expansion". */
export function findScopes(text: string, words: HeadingWords): ScopeMention[] {
  const mentions: ScopeMention[] = [];
  const tokens = [...text.matchAll(word)].map((m) => ({ text: m[0], start: m.index, end: m.index + m[0].length }));
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
      if (!label.test(next.text)) break;
      scopes.push(scope(kind, next.text));
      end = next.end;
      i = j;
    }
    if (scopes.length > 0) mentions.push({ scopes, start: token.start, end });
  }
  for (const { start, end, value } of words.named.find(text)) {
    if (mentions.some((m) => m.start < end && start < m.end)) continue;
    const title = text.slice(start, end);
    mentions.push({
      scopes: [{ id: value.kind === 'group' ? `group-${value.label}` : value.label, kind: value.kind, title }],
      start,
      end,
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
  /** Characters at the start of the text that only name the scope. */
  prefix: number;
  /** The scope is the whole text: a heading. */
  heading: boolean;
}

const prefixEnd = /^[^:)\]]{1,80}?(?:\)|\]| only ?[-:.,;]| ?: | ?:$| - )/;
const closing = /[([]([^()[\]]{3,60})[)\]][.;]?$/;

/** The part of the trial that a line binds itself to: "Cohort A only: ...", "(Group B only) ...", "... (Phase 2 only)". */
export function readScope(text: string, words: HeadingWords): ScopedText | undefined {
  const head = prefixEnd.exec(text)?.[0] ?? (text.length <= 60 ? text : undefined);
  if (head) {
    const mentions = findScopes(head, words);
    if (mentions.length > 0 && onlyWords(head, mentions, words.scopeWords)) {
      const rest = text.slice(head.length).trim();
      const named = /^for /i.test(head) || mentions.some((m) => m.scopes.some((s) => /-[a-z0-9]/.test(s.id)));
      if (named) return { scopes: unique(mentions), prefix: head.length, heading: rest === '' };
    }
  }
  const tail = closing.exec(text);
  if (tail?.[1] !== undefined) {
    const mentions = findScopes(tail[1], words);
    if (mentions.length > 0 && onlyWords(tail[1], mentions, words.scopeWords))
      return { scopes: unique(mentions), prefix: 0, heading: false };
  }
  return undefined;
}

function unique(mentions: readonly ScopeMention[]): ScopeName[] {
  const byId = new Map<string, ScopeName>();
  for (const mention of mentions) for (const name of mention.scopes) if (!byId.has(name.id)) byId.set(name.id, name);
  return [...byId.values()];
}
