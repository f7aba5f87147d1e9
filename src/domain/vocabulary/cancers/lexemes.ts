import { PhraseIndex } from '../phrase-index.js';
import type { CancerLexicon } from './lexicon.js';
import { foldWord } from './spelling.js';

/** What a phrase denotes as a whole: a set of nodes, the first of them the headline. */
export interface Term {
  codes: readonly string[];
  name: string;
}

interface Acronym {
  text: string;
  term: Term;
  ambiguous: boolean;
}

/** Everything one phrase may be: a cancer, a site, a kind of tumour. */
export interface Lexeme {
  term?: Term;
  site?: string;
  histology?: string;
  acronyms?: Acronym[];
  /** Only as the whole of a text: the name is ordinary words in a sentence ("Amyloidosis", "Lymphoid Benign"). */
  wholeOnly?: boolean;
  /** The phrase itself is a list, so that commas may stand inside it. */
  list?: boolean;
}

// Words before an acronym that is also an ordinary word (ALL) or another thing (MM, HL) that make it a disease.
const DISEASE_WORDS = new Set(
  (
    'acute chronic relapsed refractory r/r relapsed/refractory recurrent adult childhood pediatric paediatric b t b-cell ' +
    't-cell b-lineage t-lineage pre-b ph+ ph positive negative primary secondary smoldering symptomatic active diagnosed ' +
    'classical advanced metastatic progressive'
  ).split(' '),
);
const DISEASE_AFTER = /^(?:\)|\s*(?:,|\/|or|and)\s+(?:AML|CLL|NHL|MDS|DLBCL|CML|MCL|ALL|MM|HL|FL)\b)/;

const newIndex = () => new PhraseIndex<Lexeme>({ fold: foldWord, accepts: acceptable });

function lexemeOf(index: PhraseIndex<Lexeme>, phrase: string): Lexeme {
  const known = index.get(phrase);
  if (known) return known;
  const made: Lexeme = {};
  index.add(phrase, made);
  return made;
}

/** The phrase index over sites and kinds of tumour alone. */
export function buildParts(lexicon: CancerLexicon): PhraseIndex<Lexeme> {
  const index = newIndex();
  addParts(index, lexicon);
  return index;
}

function addParts(index: PhraseIndex<Lexeme>, lexicon: CancerLexicon): void {
  for (const [id, site] of Object.entries(lexicon.sites.sites))
    for (const phrase of site.names) lexemeOf(index, phrase).site ??= id;
  for (const [id, histology] of Object.entries(lexicon.histologies.histologies))
    for (const phrase of histology.names) lexemeOf(index, phrase).histology ??= id;
}

/** The phrase index over all names of cancers, sites and kinds of tumour. */
export function buildLexemes(lexicon: CancerLexicon): PhraseIndex<Lexeme> {
  const index = newIndex();
  const names = new Map(lexicon.oncotree.nodes.map((node) => [node.code, node.name]));
  for (const extra of lexicon.hierarchy.extra) names.set(extra.code, extra.name);
  const lexeme = (phrase: string): Lexeme => lexemeOf(index, phrase);

  for (const entry of lexicon.terms.terms) {
    const term: Term = { codes: entry.codes, name: entry.name ?? names.get(entry.codes[0] ?? '') ?? '' };
    for (const phrase of entry.names ?? []) {
      const made = lexeme(phrase);
      made.term ??= term;
      if (/,|\b(?:or|and)\b/.test(phrase)) made.list = true;
    }
    for (const text of entry.acronyms ?? []) (lexeme(text).acronyms ??= []).push({ text, term, ambiguous: false });
    for (const text of entry.ambiguous ?? []) (lexeme(text).acronyms ??= []).push({ text, term, ambiguous: true });
  }
  for (const [phrase, codes] of treeNames(lexicon)) {
    const made = lexeme(phrase);
    made.term ??= { codes, name: names.get(codes[0] ?? '') ?? phrase };
    if (phrase.includes(',')) made.list = true;
    if (codes.every((code) => lexicon.hierarchy.wholeOnly.includes(code)) && !made.site && !made.histology)
      made.wholeOnly = true;
  }
  addParts(index, lexicon);
  return index;
}

/** Both sides of a slash are names where each ends in a kind of tumour ("... Leukemia/Small Lymphocytic Lymphoma"). */
const TUMOR = / \S*(?:cancer|carcinoma|lymphoma|leukemia|tumor|sarcoma|melanoma|histiocytoma)$/i;

/** OncoTree's own names; nodes of one name ("Yolk Sac Tumor" of four organs) come together. */
function treeNames(lexicon: CancerLexicon): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const put = (phrase: string, code: string) => {
    const codes = found.get(phrase) ?? [];
    if (!codes.includes(code)) codes.push(code);
    found.set(phrase, codes);
  };
  for (const node of lexicon.oncotree.nodes) {
    // A tissue's name is a site ("Lung"), not a cancer; a bare antibody class is no cancer either.
    if (node.parent === undefined || node.parent === 'TISSUE' || node.name.length < 4) continue;
    put(node.name.toLowerCase(), node.code);
    put(node.name.toLowerCase().replace(' of the ', ' of '), node.code);
    const plain = node.name.replace(/, NOS$/, '');
    // "Adenocarcinoma, NOS" of an unknown primary is not what a bare "adenocarcinoma" means.
    if (plain !== node.name && node.tissue !== 'Other' && lexicon.oncotree.nodes.every((other) => other.name !== plain))
      put(plain.toLowerCase(), node.code);
    const halves = node.name.split('/');
    if (halves.every((half) => TUMOR.test(half))) for (const half of halves) put(half.toLowerCase(), node.code);
  }
  return found;
}

const BREAKS = /[;:.()\n]/;

/** An acronym counts only in its own case; no phrase reaches over the end of a clause. */
function acceptable(lexeme: Lexeme, text: string, start: number, end: number): boolean {
  const words = text.slice(start, end);
  if (lexeme.wholeOnly && words.length !== text.trim().length) return false;
  if (BREAKS.test(words) || (words.includes(',') && !lexeme.list)) return false;
  return lexeme.term !== undefined || lexeme.site !== undefined || lexeme.histology !== undefined
    ? true
    : acronymAt(lexeme, text, start, end) !== undefined;
}

function acronymAt(lexeme: Lexeme, text: string, start: number, end: number): Term | undefined {
  const words = text.slice(start, end);
  for (const { text: exact, term, ambiguous } of lexeme.acronyms ?? []) {
    if (words !== exact && words !== `${exact}s`) continue;
    if (!ambiguous) return term;
    const alone = text.trim() === words;
    if (alone || isDiseaseBefore(text, start)) return term;
    if (DISEASE_AFTER.test(text.slice(end, end + 12)) && text[start - 1] !== undefined) return term;
  }
  return undefined;
}

/** "relapsed ALL", "B-ALL", "(ALL": the word or sign that stands directly before. */
function isDiseaseBefore(text: string, start: number): boolean {
  let before = text.slice(Math.max(0, start - 24), start).trimEnd();
  if (before.endsWith('(')) return true;
  while (before.endsWith('-')) before = before.slice(0, -1);
  const word = before.slice(before.lastIndexOf(' ') + 1).replace('(', '');
  return DISEASE_WORDS.has(word.toLowerCase());
}

/** The cancer that a lexeme found at [start, end) names as a whole, if it does. */
export const termAt = (lexeme: Lexeme, text: string, start: number, end: number): Term | undefined =>
  lexeme.term ?? acronymAt(lexeme, text, start, end);
