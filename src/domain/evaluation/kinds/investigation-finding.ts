import { findingsOf, judgeFinding } from '../findings.js';
import type { KindCompiler } from '../kind-compiler.js';
import { newestOf } from '../newest.js';
import { freshness } from '../staleness.js';
import { unknown } from '../verdict.js';

/** What an investigation showed: the finding `<modality>:<finding>`, with `:<tracer>` where one is asked for. */
export const investigationFinding: KindCompiler<'investigationFinding'> = ({ modality, finding, tracer, within }) => {
  const topic = [modality, finding, tracer].filter((part) => part !== undefined).join(':');
  return (patient) => {
    const facts = findingsOf(patient, topic);
    const stale = within && facts.length > 0 && facts.every((fact) => freshness(fact, patient, within) === 'stale');
    return stale
      ? unknown('stale', newestOf(facts), { recoverable: true })
      : judgeFinding(patient, topic, 'missing', true);
  };
};
