import { list } from '../record/element.js';
import type { Entry } from '../record/collect.js';
import { concept } from '../record/element.js';
import { componentsOf, type ObservationView } from './observation.js';
import { dated, source, type Reading } from './reading.js';
import { geneOf, type Implications } from './variant.js';
import { nameOf } from './wording.js';

const GENE = '48018-6';

/** The genes a test covered (DNA region of interest): one component per gene, or several codings in one. */
export function readGenePanel(view: ObservationView, reading: Reading): void {
  const genes = new Set<string>();
  for (const { coded } of componentsOf(view, GENE)) {
    for (const one of coded?.codings ?? []) {
      const symbol = geneOf({ codings: [one] }, reading);
      if (symbol === undefined)
        reading.leave(view.entry, 'gene studied: not a gene of the vocabulary', { codings: [one] });
      else genes.add(symbol);
    }
  }
  if (genes.size === 0) {
    reading.leave(view.entry, 'region studied: names no gene', view.code);
    return;
  }
  const method = concept(view.entry.resource['method']);
  reading.add({
    kind: 'genePanel',
    genes: [...genes].sort(),
    ...(method && { method: nameOf(method, 'method', reading) }),
    ...dated(view.date),
    source: source(view.entry, 'component'),
  });
}

/** What implication and consequence Observations say of the variants they are derived from. */
export function implicationsOf(views: readonly ObservationView[], reading: Reading): Implications {
  const found = new Map<string, { significance?: string; hgvsP?: string; type?: string }>();
  for (const view of views) {
    const { entry } = view;
    const significance = valueOf(view, 'significance', reading, '53037-8');
    const type = valueOf(view, 'alteration', reading, 'feature-consequence', 'molecular-consequence');
    const hgvsP = componentsOf(view, '48005-3')[0]
      ?.coded?.codings.map((one) => one.code)
      .find((one) => one?.includes('p.'));
    if (significance === undefined && type === undefined && hgvsP === undefined) continue;
    for (const variant of variantsOf(entry, reading)) {
      const known = found.get(variant) ?? {};
      found.set(variant, {
        ...known,
        ...(significance !== undefined && { significance: graver(significance, known.significance) }),
        ...(type !== undefined && {
          type: [type, ...(known.type === undefined ? [] : [known.type])].sort()[0] ?? type,
        }),
        ...(hgvsP !== undefined && { hgvsP: hgvsP.slice(hgvsP.indexOf('p.')) }),
      });
    }
  }
  return found;
}

const variantsOf = (entry: Entry, reading: Reading): string[] =>
  list(entry.resource['derivedFrom']).flatMap((reference) => {
    const target = reading.resolve(reference, entry);
    return target ? [target.reference] : [];
  });

function valueOf(view: ObservationView, table: string, reading: Reading, ...codes: string[]): string | undefined {
  const coded = componentsOf(view, ...codes)[0]?.coded;
  return coded && reading.codes.value(table, coded);
}

const GRAVITY = ['pathogenic', 'likelyPathogenic', 'uncertain', 'likelyBenign', 'benign'];

/** Of two conclusions the graver one, whatever their order in the record. */
const graver = (one: string, other: string | undefined): string =>
  other === undefined || GRAVITY.indexOf(one) <= GRAVITY.indexOf(other) ? one : other;
