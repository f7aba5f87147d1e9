import type { BiomarkerTestAvailableParameters } from '../../criteria/model.js';
import type { Fact } from '../../patient/profile.js';
import { findingsOf } from '../findings.js';
import { genomicsOf } from '../genomics.js';
import type { KindCompiler } from '../kind-compiler.js';
import { judgeList } from '../list-kind.js';
import type { PatientContext } from '../patient-context.js';
import { decided } from '../verdict.js';

const fold = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const signatures: Record<string, readonly string[]> = { mmr: ['mmr', 'msi'], msi: ['mmr', 'msi'] };

/** Results of one gene, marker or signature, or of any molecular test. */
function resultsOf(patient: PatientContext, p: BiomarkerTestAvailableParameters): Fact[][] {
  const genomics = genomicsOf(patient);
  if (p.genes)
    return p.genes.map((gene) => [...(genomics.variants.get(gene) ?? []), ...(genomics.panels.get(gene) ?? [])]);
  if (p.marker !== undefined) return [patient.facts('expression').filter(({ marker }) => marker === p.marker)];
  const test = fold(p.test);
  if (test === 'anymolecular')
    return [
      [...genomics.all, ...patient.facts('genePanel'), ...patient.facts('expression'), ...patient.facts('signature')],
    ];
  const names = signatures[test] ?? [test];
  return [
    [
      ...patient.facts('signature').filter(({ name }) => names.includes(fold(name))),
      ...findingsOf(patient, `test:${test}`).filter(({ value }) => value !== false),
    ],
  ];
}

/** Whether a result is on record, whatever it says. That none is listed settles it only where genomic results are covered. */
export const biomarkerTestAvailable: KindCompiler<'biomarkerTestAvailable'> = (p) => (patient) => {
  const results = resultsOf(patient, p);
  const complete = results.length > 0 && results.every((facts) => facts.length > 0);
  return complete ? decided(true, results.flat()) : judgeList('biomarkerTestAvailable', patient, [], true);
};
