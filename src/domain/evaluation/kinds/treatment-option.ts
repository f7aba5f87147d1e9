import { judgeFinding } from '../findings.js';
import type { KindCompiler } from '../kind-compiler.js';
import { negated } from '../verdict.js';

/**
 * Whether a treatment is an option for the patient is a physician's judgement; a statement on record (finding
 * `option:<treatment>`, `exhausted:<what>`) is taken as one.
 */
export const treatmentOption: KindCompiler<'treatmentOption'> = (p) => {
  const named = [...(p.agents ?? []), ...(p.classes ?? []), ...(p.modality === undefined ? [] : [p.modality])].sort();
  const line = p.line === undefined ? undefined : `line${p.line}`;
  const parts = [...named, p.intent, p.intensity, p.location, line, p.onLabel ? 'onLabel' : undefined].filter((part) => part !== undefined); // prettier-ignore
  const topic = p.exhausted === undefined ? `option:${parts.join('+')}` : `exhausted:${p.exhausted}`;
  return (patient) => {
    const verdict = judgeFinding(patient, topic, 'attestation', false);
    return p.available === false ? negated(verdict) : verdict;
  };
};
