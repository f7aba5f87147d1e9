import type { VariantParameters } from '../../criteria/model.js';
import { kindDefinitions } from '../../criteria/kinds/index.js';
import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import { genomicsOf } from '../../evaluation/genomics.js';
import type { PatientContext } from '../../evaluation/patient-context.js';
import type { Fact, FactKind } from '../../patient/profile.js';
import { isMapped, type Vocabulary } from '../../vocabulary/vocabulary.js';

/** Patients who cannot be told apart by any leaf of a kind: same facts of what the kind reads, same coverage. */
export interface Classes {
  /** Class of each patient, by position. */
  ids: Uint32Array;
  /** One patient of each class. */
  representatives: readonly PatientContext[];
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
  private readonly bySignature = new Map<string, Classes>();
  private readonly factIds = new Map<string, number>();
  private readonly idOfFact = new WeakMap<Fact, number>();

  constructor(
    private readonly patients: readonly PatientContext[],
    private readonly vocabulary: Vocabulary,
  ) {}

  /** Classes of patients whom this leaf cannot tell apart. */
  of(leaf: CompiledLeaf): Classes {
    const gene = geneOf(leaf, this.vocabulary);
    const { reads } = kindDefinitions[leaf.kind];
    const signature = gene === undefined ? [...reads].sort().join() : `gene ${gene}`;
    let classes = this.bySignature.get(signature);
    if (!classes) {
      classes = this.sort(gene === undefined ? (patient) => this.keyOf(patient, reads) : (patient) => this.geneKey(patient, gene)); // prettier-ignore
      this.bySignature.set(signature, classes);
    }
    return classes;
  }

  /** What a patient's tests say of one gene: most say nothing, and all those are alike. */
  private geneKey(patient: PatientContext, gene: string): string {
    const { variants, panels, anyPanel } = genomicsOf(patient);
    const known = (variants.get(gene) ?? []).map((fact) => this.factId(fact));
    return `${known.join('.')}|${panels.has(gene) ? 'covered' : anyPanel ? 'panel' : ''}`;
  }

  private sort(keyOf: (patient: PatientContext) => string): Classes {
    const ids = new Uint32Array(this.patients.length);
    const known = new Map<string, number>();
    const representatives: PatientContext[] = [];
    for (const [p, patient] of this.patients.entries()) {
      const key = keyOf(patient);
      let id = known.get(key);
      if (id === undefined) {
        known.set(key, (id = representatives.length));
        representatives.push(patient);
      }
      ids[p] = id;
    }
    return { ids, representatives };
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

/** The approved symbol of the one gene that a leaf is about; undefined where it is about any, or about none. */
function geneOf(leaf: CompiledLeaf, { genes }: Vocabulary): string | undefined {
  if (leaf.kind !== 'variant') return undefined;
  const { gene } = leaf.parameters as VariantParameters;
  if (gene === 'any') return undefined;
  const resolved = genes.resolve(gene);
  return isMapped(resolved) ? resolved.concept : gene;
}
