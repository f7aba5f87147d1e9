import { compact } from '../../logic/compact.js';
import type { CleanText } from '../text/clean-text.js';
import { folded, receivedSpan } from '../text/clean-text.js';
import type { HeadingWords, ListSection } from './heading-words.js';
import type { Heading } from './headings.js';
import { readHeading } from './headings.js';
import type { Marker } from './markers.js';
import type { Item } from './physical-lines.js';
import { rejoinLostSigns } from './lost-signs.js';
import { physicalLines, unwrapped } from './physical-lines.js';
import { splitRunOns } from './run-on.js';
import type { ScopedText, ScopeName } from './scope-names.js';
import { readScope } from './scope-names.js';

/** `heading` and `scope` open lists, `connective` and `empty` hold no criterion, `text` is the rest. */
export type LineRole = 'heading' | 'scope' | 'connective' | 'empty' | 'text';

/** One line of the text as a reader of the protocol sees it. Spans of all lines, in order, never overlap. */
export interface OutlineLine {
  index: number;
  role: LineRole;
  /** Offsets into the received text. */
  span: [number, number];
  /** Cleaned, white space folded. */
  text: string;
  marker?: Marker;
  indent: number;
  blankBefore: boolean;
  section: ListSection;
  /** Parts of the trial the line is bound to; none = all of it. */
  scopes: ScopeName[];
  /** Characters of `text` that only name the scope. */
  scopeWords?: [number, number];
  /** Line under which this one is indented. */
  parent?: OutlineLine;
  children: OutlineLine[];
}

const connective = /^[\s*([-]*(?:and|or|and\/or|either|plus)[\s\])*:;,.-]*$/i;

interface State {
  section: ListSection;
  /** Scope of a block that holds sections of its own ("Phase 1:" above "Inclusion Criteria:"). */
  block: ScopeName[];
  /** Scope named by the section's heading. */
  sectionScopes: ScopeName[];
  /** Scope of a list inside the section. */
  list: ScopeName[];
  listIndent: number;
  listMarked: boolean;
}

/** Where the lists fall: segments a clean text into lines with their section, scope and nesting. */
export function outline(clean: CleanText, words: HeadingWords, fixed?: ListSection): OutlineLine[] {
  const wrapped = unwrapped(clean.text, physicalLines(clean.text));
  const items = splitRunOns(clean.text, rejoinLostSigns(clean.text, wrapped));
  const lines = items.flatMap((item) => withHeading(clean, item, words, fixed !== undefined));
  const state: State = {
    section: fixed ?? 'inclusion',
    block: [],
    sectionScopes: [],
    list: [],
    listIndent: 0,
    listMarked: false,
  };
  const open: OutlineLine[] = [];
  const result: OutlineLine[] = [];
  lines.forEach((line, i) => {
    const made = placed(line, i, lines, state);
    made.index = result.length;
    nest(made, open);
    result.push(made);
  });
  return result;
}

interface Draft {
  line: OutlineLine;
  heading?: Heading;
  scoped?: ScopedText;
}

/** A heading with content behind its colon becomes two lines. */
function withHeading(clean: CleanText, item: Item, words: HeadingWords, headless: boolean): Draft[] {
  if (item.end <= item.start) return [];
  const raw = clean.text.slice(item.start, item.end);
  const heading = headless ? undefined : readHeading(raw, words, item.marker !== undefined);
  if (!heading)
    return [{ line: draft(clean, item, 'text'), scoped: readScope(folded(raw), words) ?? emptyScope(raw, words) }];
  const head = draft(clean, { ...item, end: item.start + heading.length }, 'heading');
  let rest = item.start + heading.length;
  while (rest < item.end && /[\s:*-]/.test(clean.text[rest] ?? '')) rest += 1;
  if (rest >= item.end) return [{ line: head, heading }];
  const tail: Item = { start: rest, end: item.end, indent: item.indent, blankBefore: false };
  return [{ line: head, heading }, { line: draft(clean, tail, 'text') }];
}

/** A line like "None" or "N/A" is marked as empty here, since the lexicon is at hand. */
function emptyScope(raw: string, words: HeadingWords): ScopedText | undefined {
  const bare = folded(raw)
    .slice(0, 80)
    .replace(/[.;:]$/, '');
  return bare.length <= 60 && words.empty.get(bare) ? { scopes: [], own: [0, 0], heading: false } : undefined;
}

function draft(clean: CleanText, item: Item, role: LineRole): OutlineLine {
  const text = compact(folded(shown(clean.text, item)));
  return {
    index: 0,
    role:
      role === 'text' && connective.test(text)
        ? 'connective'
        : role === 'text' && !/[\p{L}\p{N}]/u.test(text)
          ? 'empty'
          : role,
    span: receivedSpan(clean, item.start, item.end),
    text,
    ...(item.marker ? { marker: item.marker } : {}),
    indent: item.indent,
    blankBefore: item.blankBefore,
    section: 'inclusion',
    scopes: [],
    children: [],
  };
}

function placed({ line, heading, scoped }: Draft, i: number, all: readonly Draft[], state: State): OutlineLine {
  const next = all[i + 1];
  if (heading) {
    const same = heading.continues && heading.scopes.length === 0 && heading.section === state.section;
    state.section = heading.section;
    if (!same) state.sectionScopes = heading.scopes;
    state.list = [];
  } else if (scoped && scoped.scopes.length === 0) line.role = 'empty';
  else if (scoped?.heading && (next?.heading || next === undefined)) {
    line.role = 'scope';
    state.block = scoped.scopes;
    state.sectionScopes = [];
    state.list = [];
  } else if (scoped && opensList(line, next)) {
    if (scoped.heading) line.role = 'scope';
    state.list = scoped.scopes;
    state.listIndent = line.indent;
    state.listMarked = line.marker !== undefined;
  } else if (endsList(line, state)) state.list = [];
  line.section = state.section;
  const own = scoped && scoped.scopes.length > 0 ? scoped.scopes : state.list;
  if (scoped) line.scopeWords = scoped.own;
  line.scopes = own.length > 0 ? own : state.sectionScopes.length > 0 ? state.sectionScopes : state.block;
  return line;
}

/** The item's characters, each sign that was lost to a bullet shown as `?`. */
function shown(text: string, item: Item): string {
  if (!item.lost) return text.slice(item.start, item.end);
  const units = [...text.slice(item.start, item.end).split('')];
  for (const at of item.lost) if (at >= item.start && at < item.end) units[at - item.start] = '?';
  return units.join('');
}

/** A scope's line opens a list if the next line is indented below it, or it is unmarked and the next is not. */
function opensList(line: OutlineLine, next: Draft | undefined): boolean {
  if (!next || next.heading) return false;
  return next.line.indent > line.indent || (!line.marker && next.line.marker !== undefined);
}

/** The list of a marked opener ends with the next line at its level; that of an unmarked one with another unmarked lead-in. */
function endsList(line: OutlineLine, state: State): boolean {
  if (state.list.length === 0) return false;
  if (state.listMarked) return line.indent <= state.listIndent;
  return line.indent < state.listIndent || (!line.marker && line.text.endsWith(':'));
}

/** Finds the parent: the nearest open line that is less indented, or an unmarked line ending in a colon. */
function nest(line: OutlineLine, open: OutlineLine[]): void {
  if (line.role === 'heading' || line.role === 'scope') {
    open.length = 0;
    return;
  }
  while (open.length > 0) {
    const last = open.at(-1);
    if (!last || isAbove(last, line)) break;
    open.pop();
  }
  const parent = open.at(-1);
  if (parent) {
    line.parent = parent;
    parent.children.push(line);
  }
  open.push(line);
}

function isAbove(last: OutlineLine, line: OutlineLine): boolean {
  if (last.role === 'connective') return false;
  if (line.indent > last.indent) return last.marker !== undefined || line.marker !== undefined;
  if (line.indent < last.indent) return false;
  // The same column: an unmarked "...:" opens the marked lines after it, a number opens the bullets after its colon.
  const opens = last.text.endsWith(':');
  if (!last.marker) return opens && line.marker !== undefined;
  return opens && line.marker !== undefined && line.marker.kind !== last.marker.kind && line.marker.kind !== 'section';
}
