import { any } from '../../logic/truth.js';
import { judgeFinding } from '../findings.js';
import type { KindCompiler } from '../kind-compiler.js';
import type { Verdict } from '../verdict.js';

/** Tissue at hand, or a lesion within reach, as stated; otherwise a physician has to say. */
export const lesionAccess: KindCompiler<'lesionAccess'> = ({ amenableTo, tissue }) => {
  const topics = tissue ? tissue.map((type) => `tissue:${type}`) : [`amenableTo:${amenableTo ?? ''}`];
  return (patient) => {
    const verdicts = topics.map((topic) => judgeFinding(patient, topic, 'attestation', true));
    const truth = any(verdicts.map((verdict) => verdict.truth));
    const deciding = verdicts.filter((verdict) => verdict.truth === truth);
    const support = deciding.flatMap((verdict) => verdict.support ?? []);
    return { ...(deciding[0] as Verdict), truth, support };
  };
};
