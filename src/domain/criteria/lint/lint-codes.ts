import { isMapped, type Vocabulary } from '../../vocabulary/vocabulary.js';
import type { Path } from '../check-shape.js';
import type { Bound, ConceptRef, LeafKind, LeafParameters, TherapySelection } from '../model.js';
import type { Finding, Rule, Severity } from './finding.js';

type Report = (finding: Omit<Finding, 'criterion'>) => void;

const generic = new Set(['solid', 'hematologic', 'any']);
const refCode = (ref: ConceptRef): string => (typeof ref === 'string' ? ref : ref.code);
const isText = (ref: ConceptRef): boolean => typeof ref !== 'string' && (ref.system === 'text' || ref.system === 'ncit');

/** Units that the language gives a meaning beyond UCUM. */
const relative = new Set(['{ULN}', '{LLN}', '{baseline}']);

/** Analytes that are worked out from others and have no entry of their own. */
const derived = new Set(['directBilirubinShare', 'systemicImmuneInflammationIndex']);

class CodeChecker {
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly path: Path,
    private readonly report: Report,
  ) {}

  private add(severity: Severity, rule: Rule, message: string, ...at: (string | number)[]): void {
    this.report({ severity, rule, message, path: [...this.path, ...at] });
  }

  cancers(refs: readonly ConceptRef[] | undefined, key: string): void {
    for (const [i, ref] of (refs ?? []).entries()) {
      const code = refCode(ref);
      if (isText(ref)) this.add('warning', 'keyWithoutConcept', `'${code}' is no concept of the vocabulary`, key, i);
      else if (!generic.has(code) && !this.vocabulary.cancers.concept(code))
        this.add('error', 'unknownCode', `no cancer type '${code}'`, key, i);
    }
  }

  conditions(refs: readonly ConceptRef[] | undefined, key: string): void {
    for (const [i, ref] of (refs ?? []).entries())
      if (!isText(ref) && !this.vocabulary.conditions.concept(refCode(ref)) && !this.vocabulary.cancers.concept(refCode(ref)))
        this.add('warning', 'unknownCode', `no condition '${refCode(ref)}': compared by name only`, key, i);
  }

  gene(symbol: string, ...at: (string | number)[]): void {
    if (symbol === 'any') return;
    const resolved = this.vocabulary.genes.resolve(symbol);
    if (!isMapped(resolved)) this.add('error', 'unknownCode', `no gene '${symbol}'`, ...at);
    else if (resolved.concept !== symbol)
      this.add('warning', 'unknownCode', `'${symbol}' is an alias; the approved symbol is ${resolved.concept}`, ...at);
  }

  selection(selection: TherapySelection, ...at: (string | number)[]): void {
    const { drugs } = this.vocabulary;
    for (const [i, agent] of (selection.agents ?? []).entries())
      if (drugs.classesOf(agent.toLowerCase()).length === 0)
        this.add('warning', 'unknownCode', `no drug '${agent}': compared by name only`, ...at, 'agents', i);
    for (const [i, name] of (selection.classes ?? []).entries())
      if (drugs.hasClass?.(name) === false) this.add('error', 'unknownCode', `no drug class '${name}'`, ...at, 'classes', i);
  }

  unit(unit: string | undefined, ...at: (string | number)[]): boolean {
    if (unit === undefined || relative.has(unit) || this.vocabulary.units.normalize(unit) !== undefined) return true;
    this.add('error', 'unknownUnit', `no unit '${unit}'`, ...at);
    return false;
  }

  lab({ analyte, unit, min, max }: LeafParameters['lab']): void {
    const entry = this.vocabulary.analytes.get(analyte);
    if (!entry) {
      if (!derived.has(analyte)) this.add('error', 'unknownCode', `no analyte '${analyte}'`, 'analyte');
      return;
    }
    if (!this.unit(unit, 'unit') || unit === undefined || relative.has(unit)) return;
    if (this.vocabulary.units.convert(1, unit, entry.unit, analyte) === undefined) {
      this.add('error', 'unitMismatch', `${analyte} cannot be given in ${unit} (it is in ${entry.unit})`, 'unit');
      return;
    }
    for (const [key, bound] of [['min', min], ['max', max]] as const) this.plausible(analyte, bound, unit, key);
  }

  private plausible(analyte: string, bound: Bound | undefined, unit: string, key: string): void {
    const entry = this.vocabulary.analytes.get(analyte);
    const value = bound && entry && this.vocabulary.units.convert(bound.value, unit, entry.unit, analyte);
    if (value === undefined || !entry?.plausible) return;
    const [low, high] = entry.plausible;
    if (value < low || value > high)
      this.add('error', 'implausible', `${bound?.value} ${unit} lies beyond what ${analyte} can be`, key);
  }
}

/** Codes, genes, drugs, analytes and units that the vocabulary does not know, or that cannot go together. */
export function lintCodes<K extends LeafKind>(
  kind: K,
  parameters: LeafParameters[K],
  vocabulary: Vocabulary,
  path: Path,
  report: Report,
): void {
  const check = new CodeChecker(vocabulary, path, report);
  const p = parameters as Partial<Record<string, unknown>>;
  switch (kind) {
    case 'cancer':
      for (const key of ['anyOf', 'noneOf']) check.cancers(p[key] as ConceptRef[] | undefined, key);
      break;
    case 'priorMalignancy':
      check.cancers(p['anyOf'] as ConceptRef[] | undefined, 'anyOf');
      break;
    case 'condition':
      check.conditions(p['anyOf'] as ConceptRef[], 'anyOf');
      check.conditions(p['except'] as ConceptRef[] | undefined, 'except');
      break;
    case 'toxicity':
      check.conditions(p['terms'] as ConceptRef[] | undefined, 'terms');
      break;
    case 'variant':
      check.gene((parameters as LeafParameters['variant']).gene, 'gene');
      break;
    case 'driverEvent':
      for (const [i, gene] of (parameters as LeafParameters['driverEvent']).genes?.entries() ?? []) check.gene(gene, 'genes', i);
      break;
    case 'lab':
      check.lab(parameters as LeafParameters['lab']);
      break;
    case 'vital':
    case 'renalFunction':
    case 'functionTest':
      check.unit(p['unit'] as string | undefined, 'unit');
      break;
    case 'medication':
    case 'priorTherapy': {
      const therapy = parameters as LeafParameters['priorTherapy'];
      check.selection(therapy);
      for (const key of ['except', 'combinedWith'] as const)
        for (const [i, other] of (therapy[key] ?? []).entries()) check.selection(other, key, i);
      break;
    }
    case 'progression': {
      const { after } = parameters as LeafParameters['progression'];
      if (after) check.selection(after, 'after');
      break;
    }
    default:
      break;
  }
}
