import { kindDefinitions } from '../../criteria/kinds/index.js';
import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import { patientContext, type PatientContext } from '../../evaluation/patient-context.js';
import { Kept } from '../../logic/kept.js';
import type { CoverageDomain } from '../../patient/profile.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import { codeOf } from './truth-code.js';

/** More than there are combinations of the domains of one kind, in both worlds. */
const KEPT = 64;

/**
 * What records that say nothing answer to leaves whose presumptions rest on the same domains. Only which of those the record
 * covers makes a difference, so that a new combination of covered domains is put together from parts.
 */
export class EmptyAnswers {
  private readonly kept = new Kept<Uint8Array>(KEPT);

  constructor(
    private readonly domains: readonly CoverageDomain[],
    private readonly numbers: Int32Array,
    private readonly leaves: readonly CompiledLeaf[],
    private readonly vocabulary: Vocabulary,
  ) {}

  answer(patient: PatientContext, codes: Uint8Array): void {
    const { numbers } = this;
    const { world } = patient;
    const coverage = this.domains.filter((domain) => patient.covers(domain));
    const answers = this.kept.get(`${world} ${coverage.join()}`, () => {
      const nothing = { patient: 'empty', facts: [], unmapped: [], coverage };
      // Nothing is dated in an empty record, so the day does not matter.
      const empty = patientContext(nothing, { asOf: '2000-01-01', world, vocabulary: this.vocabulary });
      return Uint8Array.from(numbers, (number) => codeOf((this.leaves[number] as CompiledLeaf).judge(empty)));
    });
    for (let i = 0; i < numbers.length; i++) codes[numbers[i] as number] = answers[i] as number;
  }
}

export function emptyAnswers(leaves: readonly CompiledLeaf[], vocabulary: Vocabulary): EmptyAnswers[] {
  const parts = new Map<string, { domains: readonly CoverageDomain[]; numbers: number[] }>();
  for (const [number, { kind }] of leaves.entries()) {
    const { coveredBy: domains = [] } = kindDefinitions[kind];
    const part = parts.get(domains.join());
    if (part) part.numbers.push(number);
    else parts.set(domains.join(), { domains, numbers: [number] });
  }
  return [...parts.values()].map(({ domains, numbers }) => new EmptyAnswers(domains, Int32Array.from(numbers), leaves, vocabulary)); // prettier-ignore
}
