import type { CancerConcept } from '../../patient/profile.js';
import type { CancerVocabulary, Coding, MappedCancer, Mention, NotMapped } from '../vocabulary.js';
import { CancerCodings } from './cancer-codings.js';
import { CancerFinder, type Named } from './cancer-finder.js';
import { CancerText } from './cancer-text.js';
import { HistologyAtSite } from './histology-at-site.js';
import { buildLexemes, buildParts } from './lexemes.js';
import type { CancerLexicon } from './lexicon.js';
import type { CodedMeaning } from './meaning.js';
import { MetastasisSites } from './metastasis-sites.js';
import { OncoTree, type CancerRelation } from './oncotree.js';

/** Cancer types over OncoTree: hierarchy, names in text, codings of records. Pure and immutable. */
export class OncoTreeVocabulary implements CancerVocabulary {
  private readonly tree: OncoTree;
  private readonly finder: CancerFinder;
  private readonly text: CancerText;
  private readonly codings: CancerCodings;

  constructor(lexicon: CancerLexicon) {
    this.tree = new OncoTree(lexicon.oncotree, lexicon.hierarchy);
    const index = buildLexemes(lexicon);
    const parts = buildParts(lexicon);
    const places = new HistologyAtSite(lexicon.histologies.histologies, lexicon.sites.sites);
    const metastases = new MetastasisSites(lexicon.metastasisSites.sites);
    this.finder = new CancerFinder(index, parts, places);
    const known = { index, parts, finder: this.finder, places, tree: this.tree, metastases };
    this.text = new CancerText(known, lexicon.modifiers);
    this.codings = new CancerCodings(lexicon, this.tree, this.text, metastases, places);
  }

  concept(code: string): CancerConcept | undefined {
    const codes = this.tree.resolve(code);
    return codes.length === 0 ? undefined : this.conceptOf({ codes, name: '' });
  }

  isA(code: string, ancestor: string): boolean {
    return this.tree.isA(code, ancestor);
  }

  ancestors(code: string): readonly string[] {
    return this.tree.entry(code)?.ancestors ?? [];
  }

  depth(code: string): number {
    return this.tree.entry(code)?.depth ?? 0;
  }

  relation(has: readonly string[], asked: readonly string[]): CancerRelation {
    return this.tree.relation(has, asked);
  }

  /** The coarsest nodes that every one of several sets of alternatives allows; empty where they exclude each other. */
  meet(sets: readonly (readonly string[])[]): string[] {
    return this.tree.meet(sets);
  }

  fromCodings(codings: readonly Coding[], text?: string): MappedCancer | NotMapped {
    const read = this.codings.read(codings, text);
    return 'why' in read ? read : this.mapped(read);
  }

  fromText(text: string): MappedCancer | NotMapped {
    return this.mappedText(text);
  }

  private mappedText(text: string, options?: { morphology: boolean }): MappedCancer | NotMapped {
    const read = this.text.read(text, options);
    if ('why' in read) return { unmapped: text, why: read.why };
    const { named, ...rest } = read;
    return this.mapped({ ...rest, codes: named.codes, name: named.name, route: 'text' });
  }

  /** A kind of tumour with no site ("Mucinous adenocarcinoma"): every node it may be. */
  fromMorphology(text: string): MappedCancer | NotMapped {
    return this.mappedText(text, { morphology: true });
  }

  find(text: string): Mention<CancerConcept>[] {
    return this.finder.find(text).map(({ start, end, value }) => ({ start, end, value: this.conceptOf(value) }));
  }

  private mapped({ codes, name, route, confidence, behavior, metastasisSite, laterality }: CodedMeaning): MappedCancer {
    return {
      concept: this.conceptOf({ codes, name: name ?? '' }),
      mapping: { route, confidence },
      behavior,
      ...(metastasisSite === undefined ? {} : { metastasisSite }),
      ...(laterality === undefined ? {} : { laterality }),
    };
  }

  private conceptOf({ codes, name }: Pick<Named, 'codes' | 'name'>): CancerConcept {
    const [code = '', ...alsoCodes] = this.tree.distinct(codes);
    const entry = this.tree.entry(code);
    if (alsoCodes.length > 0)
      return { code, system: entry?.system ?? 'oncotree', name: name || (entry?.name ?? code), alsoCodes };
    const ncit = entry?.ncit ?? [];
    return {
      code,
      system: entry?.system ?? 'oncotree',
      ...(ncit.length > 0 ? { ncit: [...ncit] } : {}),
      name: entry?.name ?? code,
    };
  }
}
