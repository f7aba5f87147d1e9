import { proteinChange } from '../../logic/protein-change.js';
import type { VariantFact } from '../profile.js';
import { code, label, quantity, string, type Concept } from '../record/element.js';
import { isMapped, type Coding } from '../../vocabulary/vocabulary.js';
import { absence, componentsOf, type ComponentView, type ObservationView } from './observation.js';
import { alterationType, wildTypeNotation } from './alteration.js';
import { concepts } from '../record/element.js';
import { dated, source, type Reading } from './reading.js';
import { nameOf } from './wording.js';

/** LOINC codes of the components of a genetic variant (mCODE, genomics-reporting). */
const GENE = '48018-6';
const CHANGE_TYPE = '48019-4';
const CONSEQUENCE = ['molecular-consequence', 'feature-consequence', 'functional-effect'];
const C_HGVS = '48004-6';
const P_HGVS = '48005-3';
const G_HGVS = ['81290-9', '48003-8'];
const ORIGIN = '48002-0';
const VAF = '81258-6';
const COPY_NUMBER = '82155-3';
const CLINVAR = '81252-9';
const SIGNIFICANCE = '53037-8';
const REGION = '47999-8';

/** What other Observations conclude about a variant, by the variant's reference. */
export type Implications = ReadonlyMap<string, { significance?: string; hgvsP?: string; type?: string }>;

/** A genomic variant, a fusion, or a list of genes in which nothing was found. */
export function readVariant(view: ObservationView, reading: Reading, implications: Implications): void {
  const { entry } = view;
  const genes = genesOf(view, reading);
  const present = presenceOf(view, reading);
  if (present === undefined) {
    reading.leave(
      entry,
      `variant: ${view.coded ? `result "${label(view.coded)}" is neither present nor absent` : absence(entry)}`,
      view.coded ?? view.code,
    );
    return;
  }
  if (genes.length === 0) {
    const named = componentsOf(view, ...G_HGVS, C_HGVS, CLINVAR, '81291-7')[0]?.coded;
    reading.leave(entry, 'variant: the record names no gene', named ?? view.code);
    return;
  }
  const common = commonParts(view, reading, implications);
  const [gene = '', partner] = genes;
  const wild = common.type === 'wildType' || wildTypeNotation(common);
  if (genes.length === 2 && partner !== undefined && (present || isFusion(common.type))) {
    reading.add({ ...common, gene, partner, type: 'fusion', present });
  } else if (genes.length === 1) {
    reading.add(wild ? negative(common, gene) : { ...common, ...exonByCodon(common, gene, reading), gene, present });
  } else if (present && !wild) {
    // More than two genes with one change (a deleted region): the change is stated of each.
    for (const one of genes) reading.add({ ...common, gene: one, present });
  } else for (const one of genes) reading.add(negative(common, one));
}

/** The exon of a protein change, where the record names none and the gene's exons are known. */
function exonByCodon(
  { exon, hgvsP }: Pick<VariantFact, 'exon' | 'hgvsP'>,
  gene: string,
  reading: Reading,
): { exon?: number } {
  const change = exon === undefined && hgvsP !== undefined ? proteinChange(hgvsP) : undefined;
  const found = change && reading.vocabulary.genes.exonOf?.(gene, change.start, change.end);
  return found === undefined ? {} : { exon: found };
}

const isFusion = (type: string | undefined): boolean => type === 'fusion' || type === 'rearrangement';

/** Looked for and not found. */
function negative({ type: _type, ...common }: Omit<VariantFact, 'gene' | 'present'>, gene: string): VariantFact {
  return { ...common, gene, present: false };
}

function commonParts(
  view: ObservationView,
  reading: Reading,
  implications: Implications,
): Omit<VariantFact, 'gene' | 'present'> {
  const { entry } = view;
  const concluded = implications.get(entry.reference);
  const hgvsP = notation(componentsOf(view, P_HGVS), 'p.') ?? clinvarProtein(view) ?? concluded?.hgvsP;
  const hgvsC = notation(componentsOf(view, C_HGVS), 'c.') ?? notation(componentsOf(view, ...G_HGVS), 'c.');
  const copyNumber = quantity(componentsOf(view, COPY_NUMBER)[0]?.component['valueQuantity'])?.value;
  const origin = valueIn('origin', componentsOf(view, ORIGIN), reading);
  const significance = valueIn('significance', componentsOf(view, SIGNIFICANCE), reading) ?? concluded?.significance;
  const vaf = fraction(componentsOf(view, VAF)[0]);
  const exon = exonOf(view);
  const stated = [
    ...componentsOf(view, ...CONSEQUENCE, CHANGE_TYPE).map((one) => one.coded),
    ...concepts(entry.resource['interpretation']),
  ]
    .flatMap((one) => (one ? [reading.codes.value('alteration', one)] : []))
    .filter((one) => one !== undefined);
  const hgvsG = notation(componentsOf(view, ...G_HGVS), 'g.');
  const type = alterationType({ stated, hgvsP, hgvsC: hgvsC ?? hgvsG, copyNumber }) ?? concluded?.type;
  const method = view.entry.resource['method'];
  const methodName = concepts(method)[0];
  return {
    kind: 'variant',
    ...(hgvsP !== undefined && { hgvsP }),
    ...(hgvsC !== undefined && { hgvsC }),
    ...(type !== undefined && { type }),
    ...(exon !== undefined && { exon }),
    ...(copyNumber !== undefined && { copyNumber }),
    ...(origin !== undefined && { origin: origin as 'germline' }),
    ...(vaf !== undefined && { vaf }),
    ...(methodName && { method: nameOf(methodName, 'method', reading) }),
    ...(significance !== undefined && { significance }),
    ...dated(view.date),
    recorded: recordedOf(view),
    source: source(entry, `component[${componentsOf(view, GENE)[0]?.index ?? 0}]`),
  };
}

/** The genes studied, as approved symbols, each once, in the order of the record. */
function genesOf(view: ObservationView, reading: Reading): string[] {
  const found: string[] = [];
  for (const component of componentsOf(view, GENE)) {
    const symbol = component.coded && geneOf(component.coded, reading);
    if (symbol !== undefined) found.push(symbol);
    else if (component.coded) reading.leave(view.entry, 'gene: not a gene of the vocabulary', component.coded);
  }
  if (found.length === 0) {
    for (const component of componentsOf(view, CLINVAR, C_HGVS, ...G_HGVS)) {
      const symbol = component.coded && geneInNotation(component.coded, reading);
      if (symbol !== undefined) return [symbol];
    }
  }
  return [...new Set(found)];
}

/** A gene by HGNC id, NCBI number, symbol or display; codes that disagree name no gene. */
export function geneOf(named: Concept, reading: Reading): string | undefined {
  const symbols = new Set<string>();
  for (const one of named.codings) {
    const symbol = geneOfCoding(one, reading);
    if (symbol !== undefined) symbols.add(symbol);
  }
  if (symbols.size === 0 && named.text !== undefined) {
    const resolved = reading.vocabulary.genes.resolve(named.text);
    if (isMapped(resolved)) symbols.add(resolved.concept);
  }
  return symbols.size === 1 ? [...symbols][0] : undefined;
}

/** A coding whose number and display name different genes (NCBI 3815 is KIT, not BAP1) names none. */
function geneOfCoding(coding: Coding, reading: Reading): string | undefined {
  const whole = reading.vocabulary.genes.fromCoding(coding);
  if (!isMapped(whole) || coding.display === undefined) return isMapped(whole) ? whole.concept : undefined;
  const displayed = reading.vocabulary.genes.resolve(coding.display);
  return isMapped(displayed) && displayed.concept !== whole.concept ? undefined : whole.concept;
}

/** The gene in `NM_024675.3(PALB2):c.3549C>A` or, where a text begins with one, `EGFR L858R`. */
function geneInNotation(named: Concept, reading: Reading): string | undefined {
  for (const text of [...named.codings.flatMap((one) => [one.display, one.code]), named.text]) {
    if (text === undefined) continue;
    const bracket = /\(([A-Za-z0-9-]{1,20})\):/.exec(text)?.[1] ?? /^([A-Z][A-Z0-9-]{1,14})(?= )/.exec(text)?.[1];
    const resolved = bracket === undefined ? undefined : reading.vocabulary.genes.resolve(bracket);
    if (resolved && isMapped(resolved)) return resolved.concept;
  }
  return undefined;
}

function presenceOf(view: ObservationView, reading: Reading): boolean | undefined {
  const stated = view.coded && reading.codes.value('presence', view.coded);
  if (stated === 'positive') return true;
  if (stated === 'negative') return false;
  if (view.coded) return undefined;
  const { resource } = view.entry;
  if (resource['valueBoolean'] === true) return true;
  if (resource['valueBoolean'] === false) return false;
  if (resource['dataAbsentReason'] !== undefined) return undefined;
  // Without a value, a variant written out is a variant reported.
  return componentsOf(view, P_HGVS, C_HGVS, ...G_HGVS, CLINVAR).length > 0 ? true : undefined;
}

function notation(components: readonly ComponentView[], prefix: string): string | undefined {
  for (const { coded } of components) {
    for (const text of coded ? [...coded.codings.flatMap((one) => [one.code, one.display]), coded.text] : []) {
      const at = text?.indexOf(prefix) ?? -1;
      if (text !== undefined && at >= 0 && text.length < 400) return text.slice(at).split(' ')[0];
    }
  }
  return undefined;
}

/** ClinVar names carry the protein change in brackets: `... (p.Tyr1183Ter)`. */
function clinvarProtein(view: ObservationView): string | undefined {
  for (const { coded } of componentsOf(view, CLINVAR)) {
    for (const text of coded?.codings.map((one) => one.display) ?? []) {
      const found = text === undefined ? undefined : /\((p\.[^()\s]{1,80})\)/.exec(text)?.[1];
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function valueIn(table: string, components: readonly ComponentView[], reading: Reading): string | undefined {
  const coded = components[0]?.coded;
  return coded && reading.codes.value(table, coded);
}

/** Allelic frequency as a fraction: percent by its unit, or by being above 1. */
function fraction(component: ComponentView | undefined): number | undefined {
  const stated = quantity(component?.component['valueQuantity']);
  if (!stated || stated.value < 0 || stated.value > 100) return undefined;
  const percent = stated.unit === '%' || stated.value > 1;
  return percent ? Number((stated.value / 100).toPrecision(12)) : stated.value;
}

function exonOf(view: ObservationView): number | undefined {
  const region = componentsOf(view, REGION)[0];
  const text = region && (string(region.component['valueString']) ?? (region.coded && label(region.coded)));
  const found = text === undefined ? undefined : /\bexon (\d{1,3})\b/i.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

function recordedOf(view: ObservationView): string {
  const parts = componentsOf(view, GENE, C_HGVS, P_HGVS, ...G_HGVS, CHANGE_TYPE).flatMap((one) =>
    one.coded ? [label(one.coded)] : [],
  );
  const result = view.coded ? label(view.coded) : code(view.entry.resource['status']);
  return [...new Set(parts), ...(result === undefined ? [] : [result])].join('; ');
}
