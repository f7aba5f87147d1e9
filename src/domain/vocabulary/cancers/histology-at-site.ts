import type { HistologiesFile, SitesFile } from './lexicon.js';

export interface Placed {
  codes: readonly string[];
  /** Whether the nodes say all of the histology; false where only a coarser kind has nodes at that site. */
  exact: boolean;
}

/** Which OncoTree nodes a kind of tumour at a site is, read from cancer-histologies.yaml and cancer-sites.yaml. */
export class HistologyAtSite {
  constructor(
    private readonly histologies: HistologiesFile['histologies'],
    private readonly sites: SitesFile['sites'],
  ) {}

  isHistology(id: string): boolean {
    return id in this.histologies;
  }

  /** The histology itself, then ever coarser kinds. */
  kinds(histology: string): string[] {
    return chain(histology, (id) => this.histologies[id]?.is);
  }

  /** The site itself, then what it is part of. */
  wider(site: string): string[] {
    return chain(site, (id) => this.sites[id]?.in);
  }

  /** Nodes of a histology with no site at all. */
  alone(histology: string): readonly string[] | undefined {
    return this.histologies[histology]?.alone;
  }

  /** Every node of a kind of tumour wherever it arises: what a morphology code says without a site. */
  anywhere(histology: string): string[] {
    const codes = new Set<string>();
    for (const [id, { alone, at, elsewhere }] of Object.entries(this.histologies)) {
      if (!this.kinds(id).includes(histology)) continue;
      for (const code of [...(alone ?? []), ...Object.values(at).flat(), ...(elsewhere ?? [])]) codes.add(code);
    }
    return [...codes];
  }

  /** Undefined where no node fits: neither the histology nor a coarser kind of it is known at that site. */
  at(histology: string, site: string): Placed | undefined {
    const places = this.wider(site);
    for (const kind of this.kinds(histology)) {
      const exact = kind === histology || this.histologies[histology]?.vague === true;
      for (const place of places) {
        const known = this.sites[place];
        const codes = kind === 'cancer' ? known?.cancer : this.histologies[kind]?.at[place];
        if (!codes || codes.length === 0) continue;
        // "Squamous cell carcinoma of colon" is none of the carcinomas that OncoTree lists there: the tissue is the answer.
        const tissue = !exact && (kind === 'carcinoma' || kind === 'cancer') ? known?.tissue : undefined;
        return { codes: tissue === undefined ? codes : [tissue], exact };
      }
      const elsewhere = this.histologies[kind]?.elsewhere;
      if (elsewhere) return { codes: elsewhere, exact };
    }
    return undefined;
  }
}

function chain(start: string, next: (id: string) => string | undefined): string[] {
  const ids: string[] = [];
  for (let id: string | undefined = start; id !== undefined && !ids.includes(id); id = next(id)) ids.push(id);
  return ids;
}
