import type { DrugConcept, Vocabulary } from '../../../vocabulary/vocabulary.js';
import type { CancerConcept, ConditionConcept } from '../../../patient/profile.js';
import type { ClinicalLexicon, LexiconNode, Tags } from './lexicon.js';
import type { TimeSpan } from './time-span.js';

/** A piece of a line: a word, a number, a sign, or a phrase that the lexicons or the vocabulary know. */
export interface Item {
  start: number;
  end: number;
  /** Lower case. */
  text: string;
  tags: Tags;
  number?: number;
  cancer?: CancerConcept;
  gene?: string;
  drug?: { agent: string } | { drugClass: string };
  condition?: ConditionConcept;
  time?: TimeSpan;
}

export type { DrugConcept };

interface Word {
  start: number;
  end: number;
  text: string;
  number?: number;
  /** A word, not a sign: lexicon phrases run over words only, hyphens and apostrophes between them do not count. */
  isWord: boolean;
}

const TOKEN = /\d+(?:[.,]\d+)+(?!\p{L})|[\p{L}\p{N}]+|(?:>=|=<|<=|=>|[^\s])/gu;
const NUMBER = /^\d+(?:[.,]\d+)*$/u;
const JOINER = /^[-‐‑–'’/,()[\]]$/u;
const NO_TAGS: Tags = Object.freeze({});

const COMPARATORS: Readonly<Record<string, string>> = {
  '>=': '≥',
  '=>': '≥',
  '=<': '≤',
  '<=': '≤',
};

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const raw = match[0];
    const start = match.index;
    const first = raw.charCodeAt(0);
    const word: Word = { start, end: start + raw.length, text: raw.toLowerCase(), isWord: true };
    if (first >= 48 && first <= 57) {
      if (NUMBER.test(raw))
        word.number = Number(/,\d{3}$/u.test(raw) ? raw.replaceAll(',', '') : raw.replace(',', '.'));
    } else if (raw.length <= 2 && !/[\p{L}\p{N}+]/u.test(raw)) {
      word.isWord = false;
      word.text = COMPARATORS[raw] ?? raw;
    }
    words.push(word);
  }
  return words;
}

/** The dot of "i.e" stands between two words without a blank. */
const isGluedDot = (words: readonly Word[], index: number): boolean => {
  const word = words[index]!;
  return word.text === '.' && words[index - 1]?.end === word.start && words[index + 1]?.start === word.end;
};

/** A phrase that runs over an opening parenthesis takes the closing one with it: "central nervous system (CNS)". */
function closed(words: readonly Word[], from: number, to: number): number {
  let open = 0;
  for (let i = from; i < to; i++) {
    if (words[i]!.text === '(' || words[i]!.text === '[') open += 1;
    else if (words[i]!.text === ')' || words[i]!.text === ']') open -= 1;
  }
  return open > 0 && (words[to]?.text === ')' || words[to]?.text === ']') ? to + 1 : to;
}

/** Longest lexicon phrase that starts at `from`: its tags and the index after its last word. */
function phraseAt(words: readonly Word[], from: number, root: LexiconNode): { tags: Tags; to: number } | undefined {
  let node: LexiconNode | undefined = root;
  let found: { tags: Tags; to: number } | undefined;
  for (let i = from; i < words.length; i++) {
    const word = words[i]!;
    if (!word.isWord) {
      if (i > from && (JOINER.test(word.text) || isGluedDot(words, i))) continue;
      break;
    }
    node = node.next?.get(word.text);
    if (!node) break;
    if (node.tags) found = { tags: node.tags, to: i + 1 };
  }
  return found && { tags: found.tags, to: closed(words, from, found.to) };
}

interface Candidate {
  start: number;
  isCancer?: boolean;
  end: number;
  /** Lower wins where two candidates cover the same characters. */
  rank: number;
  put(item: Item): void;
}

/** "BRAF-V600E", "KRAS-G12C": a gene and its protein change, not one name. */
const GENE_HYPHEN = /-(?=[A-Z]\d{2,4})/gu;

function vocabularyCandidates(text: string, vocabulary: Vocabulary): Candidate[] {
  const found: Candidate[] = [];
  for (const { start, end, value } of vocabulary.drugs.find(text))
    found.push({ start, end, rank: 1, put: (item) => (item.drug = value) });
  for (const { start, end, value } of vocabulary.genes.find(text.replace(GENE_HYPHEN, ' ')))
    found.push({ start, end, rank: 2, put: (item) => (item.gene = value) });
  for (const { start, end, value } of vocabulary.cancers.find(text))
    found.push({ start, end, rank: 3, isCancer: true, put: (item) => (item.cancer = value) });
  for (const { start, end, value } of vocabulary.conditions.find(withoutStates(text)))
    found.push({ start, end, rank: 4, put: (item) => putCondition(item, value) });
  return found.sort((a, b) => a.start - b.start || b.end - a.end || a.rank - b.rank);
}

const STATE =
  /\b(?:clinically significant|significant|serious|severe|active|uncontrolled|poorly controlled|symptomatic|ongoing|current|recent|known|intercurrent)\b/giu;

/** The vocabulary's own phrases may begin with a state ("active bleeding"), which is an item of its own here: "active bleeding diathesis". */
const withoutStates = (text: string): string => text.replace(STATE, (state) => '_'.repeat(state.length));

/** Conditions that are infections have a kind of their own. */
const INFECTION_OF: Readonly<Record<string, string>> = {
  hiv: 'hiv',
  'hepatitis-a': 'hav',
  'hepatitis-b': 'hbv',
  'hepatitis-c': 'hcv',
  'viral-hepatitis': 'hbv|hcv',
  tuberculosis: 'tb',
  'covid-19': 'covid19',
  cytomegalovirus: 'cmv',
  'htlv-1': 'htlv1',
  syphilis: 'syphilis',
  infection: 'any',
  'fungal-infection': 'any',
  sepsis: 'any',
};

function putCondition(item: Item, value: ConditionConcept): void {
  const infection = INFECTION_OF[value.code];
  if (infection === undefined) item.condition = value;
  else item.tags = { ...item.tags, infection };
}

const QUALIFYING = ['marker', 'markerState', 'extent', 'stageWord'] as const;

const qualifies = (word: Word, tags: Tags | undefined): boolean =>
  !word.isWord || (tags !== undefined && QUALIFYING.some((tag) => tags[tag] !== undefined));

function plain(text: string, words: readonly Word[], from: number, to: number, tags: Tags = NO_TAGS): Item {
  const { start } = words[from]!;
  const { end } = words[to - 1]!;
  return { start, end, text: to === from + 1 ? words[from]!.text : text.slice(start, end).toLowerCase(), tags };
}

/**
 * Cuts a line into items. Where phrases overlap, the leftmost and then the longest wins; phrases of equal extent
 * share one item (a word may be both a drug class and a lexicon phrase).
 */
export function itemsOf(text: string, lexicon: ClinicalLexicon, vocabulary: Vocabulary): Item[] {
  const words = wordsOf(text);
  const candidates = vocabularyCandidates(text, vocabulary);
  const items: Item[] = [];
  let next = 0;
  for (let i = 0; i < words.length;) {
    const word = words[i]!;
    while (next < candidates.length && candidates[next]!.start < word.start) next += 1;
    const phrase = word.isWord ? phraseAt(words, i, lexicon.root) : undefined;
    const candidate = candidates[next]?.start === word.start ? candidates[next] : undefined;
    if (
      candidate?.isCancer === true &&
      qualifies(words[i]!, phrase?.tags) &&
      words[phrase?.to ?? i + 1]!.start < candidate.end
    ) {
      // "HER2-positive breast cancer": the vocabulary's name begins with what has a meaning of its own.
      const after = phrase?.to ?? i + 1;
      items.push(plain(text, words, i, after, phrase?.tags));
      candidate.start = words[after]!.start;
      i = after;
      continue;
    }
    let to = phrase?.to ?? i + 1;
    let end = words[to - 1]!.end;
    if (candidate && (phrase === undefined || candidate.end >= end)) {
      end = candidate.end;
      while (to < words.length && words[to]!.start < end) to += 1;
    }
    const item: Item = {
      start: word.start,
      end,
      text: to === i + 1 ? word.text : text.slice(word.start, end).toLowerCase(),
      tags: NO_TAGS,
    };
    if (phrase && words[phrase.to - 1]!.end === end) item.tags = phrase.tags;
    if (to === i + 1 && word.number !== undefined) item.number = word.number;
    for (let c = next; c < candidates.length && candidates[c]!.start === word.start; c++)
      if (candidates[c]!.end === end || (item.tags['tripleNegative'] !== undefined && candidates[c]!.isCancer === true))
        candidates[c]!.put(item);
    items.push(item);
    i = to;
  }
  return items;
}
