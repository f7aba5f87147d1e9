import type { PhraseIndex } from '../phrase-index.js';
import type { Mention } from '../vocabulary.js';
import type { HistologyAtSite } from './histology-at-site.js';
import { termAt, type Lexeme, type Term } from './lexemes.js';
import { linkOf, type Link } from './links.js';

const TUMOR = /cancer|omas?\b|omata\b|tumou?r|neoplas|malignan|leuk/i;
/** Kinds whose adjective is said for the tumour itself ("basal cell or squamous cell skin cancer"). */
const NAMES = new Set(['basalCell']);

/** A cancer named in a text: nodes it may be, the words' own name for it, and whether the nodes say all of it. */
export interface Named extends Term {
  exact: boolean;
}

/**
 * Finds cancers in running text: names as a whole, and kinds of tumour with their sites in the order people write them,
 * with coordination ("adenocarcinoma of the stomach or gastroesophageal junction", "breast, lung or colon cancer").
 */
export class CancerFinder {
  constructor(
    private readonly index: PhraseIndex<Lexeme>,
    private readonly parts: PhraseIndex<Lexeme>,
    private readonly places: HistologyAtSite,
  ) {}

  find(text: string): Mention<Named>[] {
    const sentence = new Sentence(text, withoutAsides(text, this.index.find(text)));
    const found: Mention<Named>[] = [];
    for (let i = 0; i < sentence.length;) {
      const read = this.histologyOfSites(sentence, i) ?? this.sitesHistology(sentence, i) ?? this.term(sentence, i);
      if (read && !sentence.isNegated(i)) found.push(sentence.mention(i, read));
      i = read ? read.last + 1 : i + 1;
    }
    return found;
  }

  /** "adenocarcinoma or squamous cell carcinoma of the esophagus, stomach or cardia" */
  private histologyOfSites(sentence: Sentence, first: number): Read | undefined {
    const histologies = sentence.run(first, (lexeme) => lexeme.histology);
    if (histologies.length === 0) return undefined;
    const lastHistology = first + histologies.length - 1;
    if (sentence.link(lastHistology) !== 'of') return undefined;
    // "any neoplasm, carcinoma in situ of the cervix": the first is a list of its own.
    if (histologies.length > 1 && histologies[0] === 'cancer') return undefined;
    const sites = sentence.sitesFrom(lastHistology + 1);
    if (sites.length === 0) return undefined;
    return this.combine(
      histologies,
      sites,
      lastHistology + sites.length,
      sentence.words(first, lastHistology + sites.length),
    );
  }

  /** "breast, lung or colon cancer", "gastric or gastroesophageal junction (GEJ) adenocarcinoma" */
  private sitesHistology(sentence: Sentence, first: number): Read | undefined {
    const sites = sentence.run(first, (lexeme) => lexeme.site);
    while (sites.length > 0) {
      const lastSite = first + sites.length - 1;
      const next = sentence.at(lastSite + 1);
      if (next?.histology !== undefined && sentence.link(lastSite) === 'adjacent') {
        const more = this.sameSiteHistologies(sentence, lastSite + 1, sites);
        const start = sentence.isDestination(first) ? lastSite : first;
        const read = this.combine(
          more,
          sites.slice(start - first),
          lastSite + more.length,
          sentence.words(start, lastSite + more.length),
        );
        if (read) return start === first ? read : { ...read, from: start };
      }
      const joined = this.sitesBeforeTerm(sentence, first, lastSite, sites);
      if (joined) return joined;
      sites.pop();
    }
    return undefined;
  }

  /** After "lung adenocarcinoma", "or squamous cell carcinoma" still speaks of the lung; "or melanoma" does not. */
  private sameSiteHistologies(sentence: Sentence, at: number, sites: readonly string[]): string[] {
    const kinds: string[] = [];
    for (let i = at; ; i++) {
      const kind = sentence.at(i)?.histology;
      if (kind === undefined) break;
      if (i > at || sentence.link(i - 1) === 'coordinated') {
        const ownSite = sentence.link(i) === 'of' && sentence.at(i + 1)?.site !== undefined;
        const here = sites.every((site) => this.places.at(kind, site)?.exact === true);
        if (ownSite || kind === 'cancer' || !here || this.places.alone(kind)) break;
      }
      kinds.push(kind);
      if (sentence.link(i) !== 'coordinated') break;
    }
    return kinds;
  }

  /** "ovarian, fallopian tube or primary peritoneal cancer": the last of the list is a name by itself. */
  private sitesBeforeTerm(
    sentence: Sentence,
    first: number,
    lastSite: number,
    sites: readonly string[],
  ): Read | undefined {
    const term = sentence.term(lastSite + 1);
    if (!term || sentence.link(lastSite) !== 'coordinated' || sentence.isDestination(first)) return undefined;
    const tail = this.parts.find(sentence.words(lastSite + 1, lastSite + 1)).at(-1)?.value.histology;
    if (tail === undefined) return undefined;
    const read = this.combine([tail], sites, lastSite + 1, sentence.words(first, lastSite + 1));
    return read && { ...read, codes: [...new Set([...read.codes, ...term.codes])] };
  }

  /** A name by itself, with what a coordination adds to it. */
  private term(sentence: Sentence, at: number): Read | undefined {
    const lexeme = sentence.at(at);
    const term = sentence.term(at);
    if (term) return this.extended(sentence, at, term) ?? { ...term, exact: true, last: at };
    const named =
      lexeme?.histology !== undefined && (TUMOR.test(sentence.words(at, at)) || NAMES.has(lexeme.histology));
    const alone = named ? this.places.alone(lexeme.histology ?? '') : undefined;
    return alone && { codes: alone, name: sentence.words(at, at), exact: true, last: at };
  }

  /** "adenocarcinoma of the stomach or cardia", "lung adenocarcinoma or squamous cell carcinoma" */
  private extended(sentence: Sentence, at: number, term: Term): Read | undefined {
    if (sentence.link(at) !== 'coordinated') return undefined;
    const parts = this.parts.find(sentence.words(at, at));
    const first = parts[0]?.value;
    const [kinds, sites] =
      first?.histology !== undefined && parts.length > 1
        ? [[first.histology], sentence.sitesFrom(at + 1)]
        : first?.site !== undefined && parts.at(-1)?.value.histology !== undefined
          ? [this.sameSiteHistologies(sentence, at + 1, [first.site]), [first.site]]
          : [[], []];
    if (kinds.length === 0 || sites.length === 0) return undefined;
    const last = at + (first?.site === undefined ? sites.length : kinds.length);
    const more = this.combine(kinds, sites, last, sentence.words(at, last));
    return more && { ...more, codes: [...new Set([...term.codes, ...more.codes])] };
  }

  private combine(
    histologies: readonly string[],
    sites: readonly string[],
    last: number,
    name: string,
  ): Read | undefined {
    const codes = new Set<string>();
    let exact = true;
    for (const histology of histologies)
      for (const site of sites) {
        const placed = this.places.at(histology, site);
        // "Pleural or peritoneal serous effusion": an adjective makes a cancer only where it fits the site exactly.
        if (placed?.exact === false && !TUMOR.test(name)) continue;
        for (const code of placed?.codes ?? []) codes.add(code);
        exact &&= placed?.exact ?? false;
      }
    return codes.size === 0 ? undefined : { codes: [...codes], name, exact, last };
  }
}

/** Without the abbreviation in brackets that repeats the phrase before it: "gastroesophageal junction (GEJ)". */
function withoutAsides(text: string, phrases: Mention<Lexeme>[]): Mention<Lexeme>[] {
  return phrases.filter(({ start, end, value }, i) => {
    const before = phrases[i - 1];
    if (text[start - 1] !== '(' || text[end] !== ')' || !before) return true;
    const sameSite = value.site !== undefined && value.site === before.value.site;
    const term = termAt(value, text, start, end);
    const same = termAt(before.value, text, before.start, before.end);
    return !sameSite && (term === undefined || term.codes.join() !== same?.codes.join());
  });
}

interface Read extends Named {
  /** Index of the last lexeme read, and of the first where that is not where reading began. */
  last: number;
  from?: number;
}

/** The phrases of one text in order, with what stands between them. */
class Sentence {
  private readonly links: (Link | undefined)[] = [];

  constructor(
    private readonly text: string,
    private readonly phrases: readonly Mention<Lexeme>[],
  ) {}

  get length(): number {
    return this.phrases.length;
  }

  at(i: number): Lexeme | undefined {
    return this.phrases[i]?.value;
  }

  /** How phrase `i` hangs together with the next. */
  link(i: number): Link {
    const here = this.phrases[i];
    const next = this.phrases[i + 1];
    if (!here || !next) return 'none';
    return (this.links[i] ??= linkOf(this.text.slice(here.end, next.start)));
  }

  words(first: number, last: number): string {
    return this.text.slice(this.phrases[first]?.start, this.phrases[last]?.end);
  }

  term(i: number): Term | undefined {
    const phrase = this.phrases[i];
    return phrase && termAt(phrase.value, this.text, phrase.start, phrase.end);
  }

  /** Coordinated phrases from `first` on that have a facet. */
  run(first: number, facet: (lexeme: Lexeme) => string | undefined): string[] {
    const values: string[] = [];
    for (let i = first; ; i++) {
      const lexeme = this.at(i);
      const value = lexeme && facet(lexeme);
      if (value === undefined) break;
      values.push(value);
      if (this.link(i) !== 'coordinated') break;
    }
    return values;
  }

  /** Coordinated sites from `first` on, without one that belongs to the next name ("of the lung, or breast cancer"). */
  sitesFrom(first: number): string[] {
    const sites = this.run(first, (lexeme) => lexeme.site);
    const last = first + sites.length - 1;
    if (sites.length > 1 && this.link(last) === 'adjacent' && this.at(last + 1)?.histology !== undefined) sites.pop();
    return sites;
  }

  /** "non-lung cancer" names what is not meant. */
  isNegated(i: number): boolean {
    const start = this.phrases[i]?.start ?? 0;
    return /\bnon[\s-]$/i.test(this.text.slice(Math.max(0, start - 5), start));
  }

  /** "metastases to the liver and lung cancer": the first site is where it went to. */
  isDestination(i: number): boolean {
    const start = this.phrases[i]?.start ?? 0;
    return /\b(?:to|in) (?:the )?$/i.test(this.text.slice(Math.max(0, start - 8), start));
  }

  mention(first: number, read: Read): Mention<Named> {
    const start = this.phrases[read.from ?? first]?.start ?? 0;
    const end = this.phrases[read.last]?.end ?? start;
    return { start, end, value: { codes: read.codes, name: read.name, exact: read.exact } };
  }
}
