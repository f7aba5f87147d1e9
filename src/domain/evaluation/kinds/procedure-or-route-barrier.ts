import { judgeFinding } from '../findings.js';
import type { KindCompiler } from '../kind-compiler.js';
import { decided, unknown } from '../verdict.js';

/** Conditions that stand in the way by themselves; a device or a fear may or may not. */
const barriers: Record<string, { surely: readonly string[]; perhaps: readonly string[] }> = {
  enteralAbsorption: { surely: ['malabsorption', 'bowel-obstruction', 'gastroparesis'], perhaps: ['gastrectomy', 'inflammatory-bowel-disease', 'celiac-disease'] }, // prettier-ignore
  oralRoute: { surely: ['bowel-obstruction'], perhaps: ['dysphagia', 'gastrectomy', 'nausea-and-vomiting'] },
  MRI: { surely: [], perhaps: ['pacemaker', 'claustrophobia'] },
  'PET-MRI': { surely: [], perhaps: ['pacemaker', 'claustrophobia'] },
  CT: { surely: [], perhaps: ['kidney-disease', 'hyperthyroidism'] },
};

/** A barrier as stated (finding `barrier:<to>`) or as a listed condition implies; else a person has to say. */
export const procedureOrRouteBarrier: KindCompiler<'procedureOrRouteBarrier'> = ({ to }) => {
  const { surely, perhaps } = barriers[to] ?? { surely: [], perhaps: [] };
  return (patient) => {
    const { conditions } = patient.vocabulary;
    const stated = judgeFinding(patient, `barrier:${to}`, 'attestation', false);
    if (stated.truth !== 'unknown' || (stated.support ?? []).length > 0) return stated;
    const active = patient.facts('condition').filter((fact) => fact.present !== false && fact.status !== 'inactive');
    const of = (codes: readonly string[]) => active.filter((fact) => codes.some((code) => conditions.isA(fact.concept.code, code))); // prettier-ignore
    const sure = of(surely);
    if (sure.length > 0) return decided(true, sure);
    return unknown('attestation', of(perhaps));
  };
};
