import type { DrugConcept, Vocabulary } from '../../../vocabulary/vocabulary.js';
import { addToGroup, newGroup, numberOfWord, wordsOf } from '../../../vocabulary/words.js';
import type { CancerConcept, ConditionConcept } from '../../../patient/profile.js';
import type { ClinicalLexicon, LexiconNode } from './lexicon.js';
import type { Tags, TagSets } from './tags.js';
import type { TimeSpan } from './time-span.js';
import { tokensOf, type Token } from './tokens.js';

/** A piece of a line: a word, a number, a sign, or a phrase that the lexicons or the vocabulary know. */
export interface Item {
  start: number;
  end: number;
  /** Lower case. */
  text: string;
  tags: Tags;
  number: number | undefined;
  cancer: CancerConcept | undefined;
  gene: string | undefined;
  drug: { agent: string } | { drugClass: string } | undefined;
  condition: ConditionConcept | undefined;
  time: TimeSpan | undefined;
}

/** An item with nothing but its place, its words and their tags. */
export const newItem = (start: number, end: number, text: string, tags: Tags): Item => ({
  start,
  end,
  text,
  tags,
  number: undefined,
  cancer: undefined,
  gene: undefined,
  drug: undefined,
  condition: undefined,
  time: undefined,
});

export type { DrugConcept };

/** The dot of "i.e" stands between two words without a blank. */
const isGluedDot = (words: readonly Token[], index: number): boolean => {
  const word = words[index]!;
  return word.text === '.' && words[index - 1]?.end === word.start && words[index + 1]?.start === word.end;
};

/** A phrase that runs over an opening parenthesis takes the closing one with it: "central nervous system (CNS)". */
function closed(words: readonly Token[], from: number, to: number): number {
  let open = 0;
  for (let i = from; i < to; i++) {
    if (words[i]!.text === '(' || words[i]!.text === '[') open += 1;
    else if (words[i]!.text === ')' || words[i]!.text === ']') open -= 1;
  }
  return open > 0 && (words[to]?.text === ')' || words[to]?.text === ']') ? to + 1 : to;
}

/** Longest lexicon phrase that starts at `from`: its tags and the index after its last word. */
function phraseAt(
  words: readonly Token[],
  from: number,
  lexicon: ClinicalLexicon,
): { tags: Tags; to: number } | undefined {
  let node: LexiconNode | undefined = lexicon.after(words[from]!.id);
  if (!node) return undefined;
  let tags: Tags | undefined = node.tags;
  let to = from + 1;
  let next = node.next;
  for (let i = from + 1; next && i < words.length; i++) {
    const word = words[i]!;
    if (!word.isWord) {
      if (word.joins || isGluedDot(words, i)) continue;
      break;
    }
    node = next.get(word.id);
    if (!node) break;
    next = node.next;
    if (!node.tags) continue;
    tags = node.tags;
    to = i + 1;
  }
  return tags && { tags, to: to === from + 1 ? to : closed(words, from, to) };
}

type Candidate = { start: number; end: number } & (
  | { kind: 'drug'; value: NonNullable<Item['drug']> }
  | { kind: 'gene'; value: string }
  | { kind: 'cancer'; value: CancerConcept }
  | { kind: 'condition'; value: ConditionConcept }
);

/** Where two candidates cover the same characters the lower rank is put first. */
const RANKS = { drug: 1, gene: 2, cancer: 3, condition: 4 } as const;

/** "BRAF-V600E", "KRAS-G12C": a gene and its protein change, not one name. */
const GENE_HYPHEN = /-(?=[A-Z]\d{2,4})/gu;

function vocabularyCandidates(text: string, vocabulary: Vocabulary): Candidate[] {
  const found: Candidate[] = [];
  for (const { start, end, value } of vocabulary.drugs.find(text)) found.push({ start, end, kind: 'drug', value });
  for (const { start, end, value } of vocabulary.genes.find(text.includes('-') ? text.replace(GENE_HYPHEN, ' ') : text))
    found.push({ start, end, kind: 'gene', value });
  for (const { start, end, value } of vocabulary.cancers.find(text)) found.push({ start, end, kind: 'cancer', value });
  for (const { start, end, value } of vocabulary.conditions.find(withoutStates(text)))
    found.push({ start, end, kind: 'condition', value });
  if (found.length < 2) return found;
  return found.sort((a, b) => a.start - b.start || b.end - a.end || RANKS[a.kind] - RANKS[b.kind]);
}

function put(item: Item, candidate: Candidate, tagSets: TagSets): void {
  switch (candidate.kind) {
    case 'drug':
      item.drug = candidate.value;
      break;
    case 'gene':
      item.gene = candidate.value;
      break;
    case 'cancer':
      item.cancer = candidate.value;
      break;
    case 'condition':
      putCondition(item, candidate.value, tagSets);
  }
}

const STATE =
  /\b(?:clinically significant|significant|serious|severe|active|uncontrolled|poorly controlled|symptomatic|ongoing|current|recent|known|intercurrent)\b/giu;
const STATE_WORDS = newGroup();
for (const word of 'significant serious severe active uncontrolled controlled symptomatic ongoing current recent known intercurrent'.split(
  ' ',
))
  addToGroup(numberOfWord(word), STATE_WORDS);

/** The vocabulary's own phrases may begin with a state ("active bleeding"), which is an item of its own here: "active bleeding diathesis". */
const withoutStates = (text: string): string =>
  (wordsOf(text).groups & STATE_WORDS) === 0 ? text : text.replace(STATE, (state) => '_'.repeat(state.length));

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

function putCondition(item: Item, value: ConditionConcept, tagSets: TagSets): void {
  const infection = INFECTION_OF[value.code];
  if (infection === undefined) item.condition = value;
  else item.tags = tagSets.with(item.tags, 'infection', infection);
}

const QUALIFYING = ['marker', 'markerState', 'extent', 'stageWord'] as const;

const qualifies = (word: Token, tags: Tags | undefined): boolean =>
  !word.isWord || (tags !== undefined && QUALIFYING.some((tag) => tags[tag] !== undefined));

/** The item of the tokens [from, to). */
function itemOf(text: string, words: readonly Token[], from: number, to: number, end: number, tags: Tags): Item {
  const first = words[from]!;
  return newItem(first.start, end, to === from + 1 ? first.text : text.slice(first.start, end).toLowerCase(), tags);
}

/**
 * Cuts a line into items. Where phrases overlap, the leftmost and then the longest wins; phrases of equal extent
 * share one item (a word may be both a drug class and a lexicon phrase).
 */
export function itemsOf(text: string, lexicon: ClinicalLexicon, vocabulary: Vocabulary): Item[] {
  const words = tokensOf(text);
  const { none } = lexicon.tagSets;
  const candidates = vocabularyCandidates(text, vocabulary);
  const items: Item[] = [];
  let next = 0;
  for (let i = 0; i < words.length;) {
    const word = words[i]!;
    while (next < candidates.length && candidates[next]!.start < word.start) next += 1;
    const phrase = word.isWord ? phraseAt(words, i, lexicon) : undefined;
    const candidate = candidates[next]?.start === word.start ? candidates[next] : undefined;
    let to = phrase?.to ?? i + 1;
    let end = words[to - 1]!.end;
    if (candidate?.kind === 'cancer' && qualifies(word, phrase?.tags) && words[to]!.start < candidate.end) {
      // "HER2-positive breast cancer": the vocabulary's name begins with what has a meaning of its own.
      items.push(itemOf(text, words, i, to, end, phrase?.tags ?? none));
      candidate.start = words[to]!.start;
      i = to;
      continue;
    }
    const ownEnd = end;
    if (candidate && (phrase === undefined || candidate.end >= end)) {
      end = candidate.end;
      while (to < words.length && words[to]!.start < end) to += 1;
    }
    const item = itemOf(text, words, i, to, end, phrase && ownEnd === end ? phrase.tags : none);
    if (to === i + 1) item.number = word.number;
    for (let c = next; c < candidates.length && candidates[c]!.start === word.start; c++)
      if (candidates[c]!.end === end || (item.tags['tripleNegative'] !== undefined && candidates[c]!.kind === 'cancer'))
        put(item, candidates[c]!, lexicon.tagSets);
    items.push(item);
    i = to;
  }
  return items;
}
