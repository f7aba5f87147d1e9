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

  /** Undefined where no node fits: neither the histology nor a coarser kind of it is known at that site. */
  at(histology: string, site: string): Placed | undefined {
    const places = this.wider(site);
    for (const kind of this.kinds(histology)) {
      for (const place of places) {
        const codes = kind === 'cancer' ? this.sites[place]?.cancer : this.histologies[kind]?.at[place];
        if (codes && codes.length > 0) return { codes, exact: kind === histology };
      }
      const alone = this.alone(kind);
      if (alone) return { codes: alone, exact: kind === histology };
    }
    return undefined;
  }
}

function chain(start: string, next: (id: string) => string | undefined): string[] {
  const ids: string[] = [];
  for (let id: string | undefined = start; id !== undefined && !ids.includes(id); id = next(id)) ids.push(id);
  return ids;
}
