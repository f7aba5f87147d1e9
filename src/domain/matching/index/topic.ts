import { kindDefinitions } from '../../criteria/kinds/index.js';
import type { ExpressionParameters, LabParameters, LeafKind, VariantParameters } from '../../criteria/model.js';
import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import { genomicsOf } from '../../evaluation/genomics.js';
import { labsOf } from '../../evaluation/lab-value.js';
import type { PatientContext } from '../../evaluation/patient-context.js';
import { isMapped, type Vocabulary } from '../../vocabulary/vocabulary.js';

/** What leaves read together: one analyte, one gene, or all that a kind reads. */
export interface Topic {
  key: string;
  /** Whether the record says anything of it. Where not, a leaf has the answer of an empty record with the same coverage. */
  isOn(patient: PatientContext): boolean;
}

/** Analytes whose value may be worked out from others, so that their leaves read more than their own results. */
const DERIVED: ReadonlySet<string> = new Set([
  'creatinineClearance',
  'egfr',
  'calcium',
  'anc',
  'neutrophilLymphocyteRatio',
]);

export function topicOf(leaf: CompiledLeaf, { genes }: Vocabulary): Topic {
  switch (leaf.kind) {
    case 'lab': {
      const { analyte, corrected, formula } = leaf.parameters as LabParameters & { corrected?: string };
      if (DERIVED.has(analyte) || corrected !== undefined || formula !== undefined) return topicOfKind(leaf.kind);
      return { key: `lab ${analyte}`, isOn: (patient) => labsOf(patient, analyte).length > 0 };
    }
    case 'variant': {
      const { gene } = leaf.parameters as VariantParameters;
      if (gene === 'any') return topicOfKind(leaf.kind);
      const resolved = genes.resolve(gene);
      const symbol = isMapped(resolved) ? resolved.concept : gene;
      return {
        key: `variant ${symbol}`,
        isOn: (patient) => genomicsOf(patient).anyPanel || genomicsOf(patient).variants.has(symbol),
      };
    }
    case 'expression': {
      const { marker } = leaf.parameters as ExpressionParameters;
      const resolved = genes.resolve(marker);
      const symbol = isMapped(resolved) ? resolved.concept : marker;
      const isAbout = (own: string) => own === marker || own === symbol;
      return {
        key: `expression ${marker}`,
        isOn: (patient) => patient.facts('expression').some((fact) => isAbout(fact.marker)),
      };
    }
    default:
      return topicOfKind(leaf.kind);
  }
}

function topicOfKind(kind: LeafKind): Topic {
  const { reads } = kindDefinitions[kind];
  return {
    key: reads.length === 0 ? 'nothing' : `kind ${kind}`,
    isOn: (patient) =>
      reads.some((read) => {
        if (read === 'birthDate') return patient.profile.birthDate !== undefined;
        if (read === 'sex') return patient.profile.sex !== undefined;
        return patient.facts(read).length > 0;
      }),
  };
}
