import { PhraseIndex } from '../phrase-index.js';
import type { MetastasisSitesFile } from './lexicon.js';
import { foldWord } from './spelling.js';

/** Where cancers spread to, by name and by SNOMED CT finding (criteria/lexicon/cancer-metastasis-sites.yaml). */
export class MetastasisSites {
  private readonly index = new PhraseIndex<string>({ fold: foldWord });
  private readonly codes = new Map<string, string>();

  constructor(private readonly sites: MetastasisSitesFile['sites']) {
    for (const [id, site] of Object.entries(sites)) {
      for (const name of site.names) this.index.add(name, id);
      for (const code of site.snomed ?? []) this.codes.set(code, id);
    }
  }

  ofSnomed(code: string): string | undefined {
    return this.codes.get(code);
  }

  /** The site that a text names, if it is one: "apex of urinary bladder" -> bladder. */
  named(text: string): string | undefined {
    const found = new Set(this.index.find(text).map((mention) => mention.value));
    const finest = [...found].filter((site) => ![...found].some((other) => other !== site && this.isPart(other, site)));
    return finest.length === 1 ? finest[0] : undefined;
  }

  isPart(site: string, of: string): boolean {
    for (let id: string | undefined = site; id !== undefined; id = this.sites[id]?.in) if (id === of) return true;
    return false;
  }
}
