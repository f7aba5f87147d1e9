import type { GenePanelFact, VariantFact } from '../patient/profile.js';
import type { PatientContext } from './patient-context.js';

/** What is known of a patient's genes, by gene; a fusion is listed under both of its genes. */
export interface Genomics {
  variants: ReadonlyMap<string, readonly VariantFact[]>;
  panels: ReadonlyMap<string, readonly GenePanelFact[]>;
  /** Some test with a known list of genes was done. */
  anyPanel: boolean;
  all: readonly VariantFact[];
}

function add<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

export const genomicsOf = (patient: PatientContext): Genomics =>
  patient.memo('genomics', () => {
    const variants = new Map<string, VariantFact[]>();
    const panels = new Map<string, GenePanelFact[]>();
    const all = patient.facts('variant');
    for (const fact of all) {
      add(variants, fact.gene, fact);
      if (fact.partner !== undefined && fact.partner !== fact.gene) add(variants, fact.partner, fact);
    }
    const tests = patient.facts('genePanel');
    for (const panel of tests) for (const gene of panel.genes) add(panels, gene, panel);
    return { variants, panels, anyPanel: tests.length > 0, all };
  });
