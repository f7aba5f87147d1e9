import type { HeadingWords, ListSection } from './heading-words.js';
import type { ScopeName } from './scope-names.js';
import { findScopes, onlyWords } from './scope-names.js';

/** A heading that opens a list: where its words end, and what it says about the list. */
export interface Heading {
  section: ListSection;
  scopes: ScopeName[];
  /** Characters of the heading; the rest of the line, if any, is content. */
  length: number;
  /** A lead-in under a heading: what the heading said of scopes still holds. */
  continues?: true;
}

const longest = 160;

/**
 * Reads a line as the heading of an inclusion or exclusion list. A heading names the list and holds nothing but words
 * that go with it; "patients who meet all inclusion criteria of another study" is none. `listed`: the line is an item of a
 * list, where "must meet the following" introduces only what is under it.
 */
export function readHeading(line: string, words: HeadingWords, listed: boolean): Heading | undefined {
  if (!/criteri|inclu|exclu|eligib|characteristics|therapy|following|apply/i.test(line)) return undefined;
  const text = line.replace(/\s/g, ' ');
  const colon = text.indexOf(':');
  const head = colon >= 0 && colon < longest ? text.slice(0, colon + 1) : text;
  return (
    headingOf(head, words) ??
    (head !== text ? headingOf(text, words) : undefined) ??
    special(head, words, listed) ??
    opening(text, words) ??
    (listed ? undefined : leadIn(text, words))
  );
}

/** "Angiographic exclusion criteria:", "Inclusion criteria for participation in R2.": a list for some of the patients. */
function special(head: string, words: HeadingWords, listed: boolean): Heading | undefined {
  const begins =
    !listed && /^(?:additional |specific )?(?:inclusion|exclusion) criteria (?:for|specific)\b/i.test(head);
  if (head.length > (begins ? 220 : 120) || !(begins || head.endsWith(':'))) return undefined;
  if (!/\bcriteri(?:a|on)\b/i.test(head)) return undefined;
  if (
    /\b(?:meet|meets|met|fulfil|fulfill|satisfy|who|must|apply|per|as|the following|see|refer|according|defined)\b/i.test(
      head,
    )
  )
    return undefined;
  const mention = words.sections.find(head)[0];
  if (!mention || !/criteri/i.test(head.slice(mention.start, mention.end))) return undefined;
  if (!begins && head.slice(0, mention.start).trim().split(' ').length > 3) return undefined;
  const scopes = findScopes(head, words).flatMap((m) => (m.labelled || !begins ? m.scopes : []));
  const rest = head
    .slice(mention.end)
    .replace(/^[\s-]*(?:for|specific to|of)?\s?/i, '')
    .replace(/[:.]$/, '');
  // "Exclusion criteria for both stages": for all.
  const everybody = /^(?:both|all|every|each)\b/i.test(rest);
  if (scopes.length === 0 && rest !== '' && !everybody && /^[\s-]*(?:for|specific)\b/i.test(head.slice(mention.end)))
    scopes.push({ id: `part-${slug(rest)}`, kind: 'part', title: rest });
  return { section: mention.value, scopes, length: head.length };
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');

/** "Exclusion Criteria Part B The subjects must be excluded ...": a heading whose line break was lost. */
function opening(text: string, words: HeadingWords): Heading | undefined {
  const match = /^(Inclusion|Exclusion|INCLUSION|EXCLUSION) (?:Criteria|CRITERIA)\b/.exec(text);
  if (!match?.[1]) return undefined;
  const next = findScopes(text.slice(match[0].length, match[0].length + 24), words)[0];
  const length = match[0].length + (next && next.start <= 3 ? next.end : 0);
  if (!/^ (?:The|Patients|Subjects|Participants|\d|\*|-)/.test(text.slice(length))) return undefined;
  const section = match[1].toLowerCase() === 'inclusion' ? 'inclusion' : 'exclusion';
  return { section, scopes: next && next.start <= 3 ? next.scopes : [], length };
}

function headingOf(head: string, words: HeadingWords): Heading | undefined {
  if (head.length > longest || /[.!?;]\s*\S/.test(head.replace(/^\W*(?:\d+\.)+\d*/, ''))) return undefined;
  const mentions = words.sections.find(head);
  const first = mentions[0];
  if (!first) return undefined;
  // "Inclusion and exclusion criteria" names both: the text that follows starts with what is included.
  const section = mentions.some((m) => m.value === 'inclusion') ? 'inclusion' : first.value;
  const scopes = findScopes(head, words);
  if (!onlyWords(head, [...mentions, ...scopes], words.words)) return undefined;
  const seen = new Map(scopes.flatMap((m) => m.scopes).map((s) => [s.id, s]));
  return { section, scopes: [...seen.values()], length: head.length };
}

/** A sentence that opens a list ("Patients will be excluded if they have any of the following:"). */
function leadIn(text: string, words: HeadingWords): Heading | undefined {
  if (text.length > 220 || !/:\s*$/.test(text)) return undefined;
  const mention = words.leadIns.find(text)[0];
  const scopes = findScopes(text, words).flatMap((m) => m.scopes);
  return mention ? { section: mention.value, scopes, length: text.length, continues: true } : undefined;
}
