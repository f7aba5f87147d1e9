import type { PhraseIndex } from '../phrase-index.js';
import type { Mention, NeoplasmBehavior } from '../vocabulary.js';
import type { CancerFinder, Named } from './cancer-finder.js';
import type { HistologyAtSite } from './histology-at-site.js';
import { termAt, type Lexeme } from './lexemes.js';
import type { ModifiersFile } from './lexicon.js';
import type { MetastasisSites } from './metastasis-sites.js';
import type { OncoTree } from './oncotree.js';
import { readRecordName, type RecordName } from './record-name.js';
import { foldWord } from './spelling.js';

export interface TextMeaning {
  named: Named;
  confidence: number;
  behavior: NeoplasmBehavior;
  metastasisSite?: string;
  laterality?: RecordName['laterality'];
}

export type TextReading = TextMeaning | { why: string };

export interface TextParts {
  index: PhraseIndex<Lexeme>;
  parts: PhraseIndex<Lexeme>;
  finder: CancerFinder;
  places: HistologyAtSite;
  tree: OncoTree;
  metastases: MetastasisSites;
}

const GENERIC = new Set(['any', 'solid', 'hematologic']);
/** Tissues whose tumours arise in any organ: an organ beside their name is no contradiction. */
const ANYWHERE = ['SOFT_TISSUE', 'LYMPH', 'MYELOID', 'SKIN', 'OTHER', 'PNS', 'BONE', 'C9087'];
const METASTASIS: Named = { codes: ['C36263'], name: 'Metastatic Malignant Neoplasm', exact: true };

/** Reads a string that should name one cancer and nothing else: the text of a CodeableConcept, a display, a query. */
export class CancerText {
  private readonly indifferent: ReadonlySet<string>;
  private readonly transparent: ReadonlySet<string>;
  private readonly refusing: ReadonlySet<string>;

  constructor(
    private readonly known: TextParts,
    modifiers: ModifiersFile,
  ) {
    const words = (list: string[]) => new Set(list.map((word) => foldWord(word.toLowerCase())));
    this.indifferent = words(modifiers.indifferent);
    this.transparent = words(modifiers.transparent);
    this.refusing = words(modifiers.refusing);
  }

  /**
   * Confidence: 0.95 a known name; 0.9 a kind of tumour at a site; 0.85 with words around it that leave the cancer the
   * same; 0.75 where only a coarser kind is known; 0.6 with words that the vocabulary does not know.
   */
  read(raw: string, { morphology = false } = {}): TextReading {
    const record = readRecordName(raw);
    const to = record.spreadTo === undefined ? undefined : this.known.metastases.named(record.spreadTo);
    const side = record.laterality ? { laterality: record.laterality } : {};
    const site = to === undefined ? {} : { metastasisSite: to };
    if (record.behavior === 'secondary')
      return { named: METASTASIS, confidence: to === undefined ? 0.75 : 0.9, behavior: 'secondary', ...site, ...side };
    const name = this.name(record.name, morphology || record.morphology);
    return 'why' in name ? name : { ...name, behavior: record.behavior, ...site, ...side };
  }

  private name(text: string, morphology: boolean): { named: Named; confidence: number } | { why: string } {
    const whole = this.known.index.get(text);
    const term = whole && termAt(whole, text, 0, text.length);
    if (term) return { named: { ...term, exact: true }, confidence: 0.95 };
    const plain = this.withoutTransparent(text);
    const found = this.mentioned(plain);
    const composed = found === 'several' ? undefined : this.composed(plain, morphology);
    if (composed && !this.isFiner(found, composed)) return this.judged(plain, composed);
    if (typeof found === 'object' && !isGeneric(found.named)) return this.judged(plain, found);
    if (found === 'several') return { why: 'names several cancers' };
    if (found === undefined) return { why: 'no cancer named' };
    const judged = this.judged(plain, found);
    // "Malignant neoplasm of <words we do not know>" is not "any cancer".
    return 'why' in judged || judged.confidence > 0.6 ? judged : { why: 'no cancer type named' };
  }

  /** Whether the name as it stands says at least as much as its kind of tumour and site put together from anywhere. */
  private isFiner(found: Found | 'several' | undefined, composed: Found): boolean {
    if (typeof found !== 'object' || isGeneric(found.named)) return false;
    const same = this.known.tree.relation(found.named.codes, composed.named.codes) === 'within';
    return same || this.known.tree.relation(composed.named.codes, found.named.codes) !== 'within';
  }

  private withoutTransparent(text: string): string {
    const kept = text
      .split(' ')
      .filter((word) => !this.transparent.has(foldWord(word.toLowerCase().replace(/,$/, ''))));
    return kept.join(' ').replace(/\bof of\b/, 'of');
  }

  private mentioned(text: string): Found | 'several' | undefined {
    const inverted = /^([^,]+), ([^,]+)$/.exec(text);
    const mentions = this.known.finder.find(text);
    const turned = inverted ? this.known.finder.find(`${inverted[2] ?? ''} ${inverted[1] ?? ''}`) : [];
    const named = this.finest([...turned, ...mentions].map((mention) => mention.value));
    if (named === undefined || named === 'several') return named;
    return { named, spans: turned.some((mention) => mention.value === named) ? undefined : mentions };
  }

  /** Kind of tumour and site anywhere in the words: "carcinoma breast - lower outer quadrant". */
  private composed(text: string, morphology: boolean): Found | undefined {
    const found = this.known.parts.find(text);
    // "Non-cutaneous melanoma" names what it is not.
    if (found.some(({ start }) => /\bnon[\s-]$/i.test(text.slice(Math.max(0, start - 5), start)))) return undefined;
    const kinds = finest(
      found,
      (lexeme) => lexeme.histology,
      (id) => this.known.places.kinds(id),
    );
    const sites = finest(
      found,
      (lexeme) => lexeme.site,
      (id) => this.known.places.wider(id),
    );
    const [kind] = kinds;
    if (kind === undefined || kinds.length > 1) return undefined;
    if (morphology && sites.length === 0 && kind !== 'cancer') {
      const codes = this.known.places.anywhere(kind);
      return codes.length === 0 ? undefined : { named: { codes, name: text, exact: true }, spans: found };
    }
    if (sites.length !== 1) return undefined;
    const placed = this.known.places.at(kind, sites[0] ?? '');
    return placed && { named: { ...placed, name: text }, spans: found };
  }

  private judged(text: string, { named, spans }: Found): { named: Named; confidence: number } | { why: string } {
    const elsewhere = spans && this.contradictingSite(text, spans, named);
    if (elsewhere) return { named: elsewhere, confidence: 0.6 };
    const rest = this.rest(text, spans);
    if (rest.some((word) => this.refusing.has(word))) return { why: 'says more than which cancer it is' };
    const unknown = rest.filter((word) => !this.indifferent.has(word));
    if (unknown.length > 4) return { why: 'too many words beside the name of a cancer' };
    return { named, confidence: unknown.length > 0 ? 0.6 : !named.exact ? 0.75 : rest.length > 0 ? 0.85 : 0.9 };
  }

  /**
   * The organ's own node where a name that belongs to one organ stands beside another organ ("myoepithelial carcinoma of
   * lung" is no salivary carcinoma).
   */
  private contradictingSite(text: string, spans: readonly Span[], named: Named): Named | undefined {
    if (named.codes.some((code) => ANYWHERE.some((tissue) => this.known.tree.isA(code, tissue)))) return undefined;
    for (const { value } of this.known.parts.find(outside(text, spans))) {
      const site = value.site === undefined ? undefined : this.known.places.at('cancer', value.site);
      if (!site || this.known.tree.relation(named.codes, site.codes) !== 'disjoint') continue;
      if (this.known.tree.relation(site.codes, named.codes) === 'disjoint')
        return { ...site, name: text, exact: false };
    }
    return undefined;
  }

  /** The one cancer among several readings: the finest, where the others are only coarser names of it. */
  private finest(all: Named[]): Named | 'several' | undefined {
    const named = all.every(isGeneric) ? all : all.filter((one) => !isGeneric(one));
    const [first, ...others] = named;
    if (!first) return undefined;
    let best = first;
    for (const other of others) {
      if (this.known.tree.relation(other.codes, best.codes) === 'within') best = other;
      else if (this.known.tree.relation(best.codes, other.codes) !== 'within') return 'several';
    }
    return best;
  }

  /** Words outside the spans; a site is no word of its own ("glioblastoma of brain"). */
  private rest(text: string, spans: readonly Span[] | undefined): string[] {
    const left = spans ? outside(text, spans) : '';
    const sites = this.known.parts.find(left).filter((mention) => mention.value.site !== undefined);
    return [...left.matchAll(/[\p{L}\p{N}]+/gu)]
      .filter(({ index }) => !sites.some(({ start, end }) => start <= index && index < end))
      .map((match) => foldWord(match[0].toLowerCase()));
  }
}

interface Span {
  start: number;
  end: number;
}

/** The text without the spans. */
function outside(text: string, spans: readonly Span[]): string {
  let left = '';
  let at = 0;
  for (const { start, end } of spans) {
    left += `${text.slice(at, start)} `;
    at = end;
  }
  return left + text.slice(at);
}

interface Found {
  named: Named;
  spans: readonly Span[] | undefined;
}

/** Values of a facet without those that are only a coarser word for another of them. */
function finest(
  found: readonly Mention<Lexeme>[],
  facet: (lexeme: Lexeme) => string | undefined,
  wider: (id: string) => string[],
): string[] {
  const ids = [...new Set(found.map((mention) => facet(mention.value)).filter((id) => id !== undefined))];
  return ids.filter((id) => ids.every((other) => other === id || !wider(other).includes(id)));
}

const isGeneric = (named: Named): boolean => named.codes.length === 1 && GENERIC.has(named.codes[0] ?? '');
