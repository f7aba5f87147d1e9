import type { CancerConcept } from '../../patient/profile.js';
import type { CancerVocabulary, Coding, MappingResult, Mention } from '../vocabulary.js';
import { CancerFinder, type Named } from './cancer-finder.js';
import { CancerText } from './cancer-text.js';
import { HistologyAtSite } from './histology-at-site.js';
import { buildLexemes, buildParts } from './lexemes.js';
import type { CancerLexicon } from './lexicon.js';
import { OncoTree, type CancerRelation } from './oncotree.js';

/** Cancer types over OncoTree: hierarchy, names in text, codings of records. Pure and immutable. */
export class OncoTreeVocabulary implements CancerVocabulary {
  private readonly tree: OncoTree;
  private readonly finder: CancerFinder;
  private readonly text: CancerText;

  constructor(lexicon: CancerLexicon) {
    this.tree = new OncoTree(lexicon.oncotree, lexicon.hierarchy);
    const index = buildLexemes(lexicon);
    const places = new HistologyAtSite(lexicon.histologies.histologies, lexicon.sites.sites);
    this.finder = new CancerFinder(index, buildParts(lexicon), places);
    this.text = new CancerText(index, this.finder, this.tree, lexicon.modifiers);
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

  fromCodings(codings: readonly Coding[], text?: string): MappingResult<CancerConcept> {
    for (const { system, code } of codings)
      if (code !== undefined && system?.includes('oncotree') && this.tree.resolve(code).length > 0)
        return {
          concept: this.conceptOf({ codes: this.tree.resolve(code), name: '' }),
          mapping: { route: 'oncotree', confidence: 1 },
        };
    const words = text ?? codings.find((coding) => coding.display !== undefined)?.display;
    return words === undefined
      ? { unmapped: codings[0]?.code ?? '', why: 'unknown code and no text' }
      : this.fromText(words);
  }

  fromText(text: string): MappingResult<CancerConcept> {
    const read = this.text.read(text);
    if ('why' in read) return { unmapped: text, why: read.why };
    return { concept: this.conceptOf(read.named), mapping: { route: 'text', confidence: read.confidence } };
  }

  find(text: string): Mention<CancerConcept>[] {
    return this.finder.find(text).map(({ start, end, value }) => ({ start, end, value: this.conceptOf(value) }));
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
