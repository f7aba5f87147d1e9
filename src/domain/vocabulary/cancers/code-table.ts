import type { NeoplasmBehavior } from '../vocabulary.js';
import type { CancerCodeRow } from './lexicon.js';
import type { CodedMeaning } from './meaning.js';

export type TabledSystem = 'snomed' | 'ncit' | 'mesh';

/** SNOMED CT, NCIt and MeSH codes of cancers (seeds/terminology/cancer-codes.tsv). */
export class CodeTable {
  private readonly rows = new Map<string, CodedMeaning>();

  constructor(rows: readonly CancerCodeRow[]) {
    for (const [system = '', code = '', nodes = '', behavior = '', confidence = '', site] of rows)
      this.rows.set(`${system}|${code}`, {
        codes: nodes.split('+'),
        behavior: behavior as NeoplasmBehavior,
        ...(site === undefined ? {} : { metastasisSite: site }),
        route: system,
        confidence: Number(confidence),
      });
  }

  meaning(system: TabledSystem, code: string): CodedMeaning | undefined {
    return this.rows.get(`${system}|${code}`);
  }
}
