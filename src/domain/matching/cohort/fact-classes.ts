import type { VariantParameters } from '../../criteria/model.js';
import { kindDefinitions } from '../../criteria/kinds/index.js';
import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import { genomicsOf } from '../../evaluation/genomics.js';
import type { PatientContext } from '../../evaluation/patient-context.js';
import { dayInterval, type Day } from '../../logic/day.js';
import type { Fact, FactKind } from '../../patient/profile.js';
import { isMapped, type Vocabulary } from '../../vocabulary/vocabulary.js';

/** Patients who cannot be told apart by any leaf of a kind: same facts of what the kind reads, same coverage. */
export interface Classes {
  /** Class of each patient, by position. */
  ids: Uint32Array;
  /** One patient of each class. */
  representatives: readonly PatientContext[];
  /** So many of the first classes stand in the order of their day of birth. */
  byBirth: number;
}

/** Where a value was read and in which words says nothing of what it means. */
const MEANINGLESS = new Set(['source', 'recorded', 'mapping', 'selfReported']);

const meaning = (fact: Fact): string =>
  JSON.stringify(fact, (key, value: unknown) => (MEANINGLESS.has(key) ? undefined : value));

/**
 * Sorts a cohort into classes per kind, so that a predicate is judged once for everybody who is alike in what it reads:
 * in a hospital hundreds share a diagnosis, and thousands have no variant on record at all.
 */
export class FactClasses {
  private readonly byLeaf = new Map<CompiledLeaf, Classes>();
  private readonly bySignature = new Map<string, Classes>();
  private readonly factIds = new Map<string, number>();
  private readonly idOfFact = new WeakMap<Fact, number>();

  constructor(
    private readonly patients: readonly PatientContext[],
    private readonly vocabulary: Vocabulary,
  ) {}

  /** Classes of patients whom this leaf cannot tell apart. */
  of(leaf: CompiledLeaf): Classes {
    let classes = this.byLeaf.get(leaf);
    if (!classes) this.byLeaf.set(leaf, (classes = this.sorted(leaf)));
    return classes;
  }

  private sorted(leaf: CompiledLeaf): Classes {
    const gene = geneOf(leaf, this.vocabulary);
    const reads = readsOf(leaf);
    const signature = gene === undefined ? [...reads].sort().join() : `gene ${gene}`;
    let classes = this.bySignature.get(signature);
    if (!classes) {
      const keyOf = gene === undefined ? (patient: PatientContext) => this.keyOf(patient, reads) : (patient: PatientContext) => this.geneKey(patient, gene); // prettier-ignore
      const order = signature === 'birthDate' ? birthOrder(this.patients) : [...this.patients.keys()];
      this.bySignature.set(signature, (classes = this.sort(order, keyOf)));
    }
    return classes;
  }

  /** What a patient's tests say of one gene: most say nothing, and all those are alike. */
  private geneKey(patient: PatientContext, gene: string): string {
    const { variants, panels, anyPanel } = genomicsOf(patient);
    const known = (variants.get(gene) ?? []).map((fact) => this.factId(fact));
    return `${known.join('.')}|${panels.has(gene) ? 'covered' : anyPanel ? 'panel' : ''}`;
  }

  private sort(order: readonly number[], keyOf: (patient: PatientContext) => string): Classes {
    const ids = new Uint32Array(this.patients.length);
    const known = new Map<string, number>();
    const representatives: PatientContext[] = [];
    for (const p of order) {
      const patient = this.patients[p] as PatientContext;
      const key = keyOf(patient);
      let id = known.get(key);
      if (id === undefined) {
        known.set(key, (id = representatives.length));
        representatives.push(patient);
      }
      ids[p] = id;
    }
    const byBirth = representatives.findIndex((patient) => exactBirth(patient) === undefined);
    return { ids, representatives, byBirth: byBirth === -1 ? representatives.length : byBirth };
  }

  private keyOf(patient: PatientContext, reads: readonly (FactKind | 'birthDate' | 'sex')[]): string {
    const { profile } = patient;
    const parts = reads.map((read) => {
      if (read === 'birthDate') return profile.birthDate ?? '';
      if (read === 'sex') return profile.sex ?? '';
      return patient
        .facts(read)
        .map((fact) => this.factId(fact))
        .join('.');
    });
    return [...(profile.coverage ?? []).toSorted(), ...parts].join('|');
  }

  private factId(fact: Fact): number {
    const kept = this.idOfFact.get(fact);
    if (kept !== undefined) return kept;
    const text = meaning(fact);
    let id = this.factIds.get(text);
    if (id === undefined) this.factIds.set(text, (id = this.factIds.size));
    this.idOfFact.set(fact, id);
    return id;
  }
}

/** The day of birth where the record gives it to the day. */
function exactBirth(patient: PatientContext): Day | undefined {
  const days = dayInterval(patient.profile.birthDate);
  return days && days.from === days.to ? days.from : undefined;
}

/** Patients by day of birth, those without an exact one last. */
function birthOrder(patients: readonly PatientContext[]): number[] {
  const births = patients.map((patient) => exactBirth(patient) ?? Infinity);
  return [...patients.keys()].sort((a, b) => {
    const [first, second] = [births[a] as number, births[b] as number];
    return first === second ? a - b : first - second;
  });
}

function readsOf({ kind, parameters }: CompiledLeaf): readonly (FactKind | 'birthDate' | 'sex')[] {
  const definition = kindDefinitions[kind];
  return [...definition.reads, ...(definition.alsoReads?.(parameters as never) ?? [])];
}

/** The approved symbol of the one gene that a leaf is about; undefined where it is about any, or about none. */
function geneOf(leaf: CompiledLeaf, { genes }: Vocabulary): string | undefined {
  if (leaf.kind !== 'variant') return undefined;
  const { gene } = leaf.parameters as VariantParameters;
  if (gene === 'any') return undefined;
  const resolved = genes.resolve(gene);
  return isMapped(resolved) ? resolved.concept : gene;
}
