import type { NeoplasmBehavior } from '../vocabulary.js';
import type { HistologyAtSite } from './histology-at-site.js';
import type { IcdO3File } from './lexicon.js';
import type { CodedMeaning } from './meaning.js';

const MORPHOLOGY = /^M?-?(\d{4})(?:\/?([0-369]))?$/i;
const TOPOGRAPHY = /^C\d\d\.?\d?$/i;

/** Fifth digit of an ICD-O-3 morphology code. */
const BEHAVIOR: Record<string, NeoplasmBehavior> = {
  '0': 'benign',
  '1': 'uncertain',
  '2': 'inSitu',
  '3': 'malignant',
  '6': 'secondary',
  '9': 'malignant',
};

/** ICD-O-3: morphology and topography together name a cancer; either alone leaves the other open. */
export class IcdO3 {
  constructor(
    private readonly file: IcdO3File,
    private readonly places: HistologyAtSite,
  ) {}

  /** The meaning of all ICD-O codes of one tumour; undefined where none is known or two of a kind disagree. */
  meaning(codes: readonly string[]): CodedMeaning | undefined {
    const kinds = new Map<string, string | readonly string[]>();
    const behaviors = new Set<NeoplasmBehavior>();
    const sites = new Set<string>();
    for (const code of codes) {
      const site = TOPOGRAPHY.test(code) ? this.site(code) : undefined;
      if (site !== undefined) sites.add(site);
      const morphology = MORPHOLOGY.exec(code);
      const kind = morphology ? this.kind(morphology[1] ?? '', morphology[2] ?? '3') : undefined;
      if (kind === undefined) continue;
      kinds.set(String(kind), kind);
      behaviors.add(BEHAVIOR[morphology?.[2] ?? '3'] ?? 'malignant');
    }
    if (kinds.size > 1 || sites.size > 1 || behaviors.size > 1) return undefined;
    const [kind = sites.size === 1 ? 'cancer' : undefined] = kinds.values();
    if (kind === undefined) return undefined;
    const [site] = sites;
    const placed = typeof kind === 'string' ? this.placed(kind, site) : { codes: kind, exact: true };
    if (!placed || placed.codes.length === 0) return undefined;
    const [behavior = 'malignant'] = behaviors;
    if (behavior === 'secondary') return { codes: ['C36263'], behavior, route: 'icdo3', confidence: 0.9 };
    return { codes: placed.codes, behavior, route: 'icdo3', confidence: placed.exact ? 0.95 : 0.8 };
  }

  private site(code: string): string | undefined {
    const plain = code.replace('.', '').toUpperCase();
    return this.file.topography[plain.slice(0, 4)] ?? this.file.topography[plain.slice(0, 3)];
  }

  /** A kind listed for this behaviour ("8500/2" is in situ) before the kind of the number. */
  private kind(number: string, behavior: string): string | readonly string[] | undefined {
    return this.file.morphology[`${number}/${behavior}`] ?? this.file.morphology[number];
  }

  private placed(kind: string, site: string | undefined): { codes: readonly string[]; exact: boolean } | undefined {
    if (site !== undefined) return this.places.at(kind, site);
    return kind === 'cancer' ? undefined : { codes: this.places.anywhere(kind), exact: true };
  }
}
