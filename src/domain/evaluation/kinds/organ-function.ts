import { all } from '../../logic/truth.js';
import { judgeFinding } from '../findings.js';
import type { KindCompiler } from '../kind-compiler.js';

/** "Adequate organ function" without limits is a judgement; a statement on record is taken as one (`organFunction:<system>`). */
export const organFunction: KindCompiler<'organFunction'> = ({ systems }) => {
  return (patient) => {
    const verdicts = systems.map((system) => judgeFinding(patient, `organFunction:${system}`, 'attestation', true));
    const truth = all(verdicts.map((verdict) => verdict.truth));
    const deciding = verdicts.filter((verdict) => verdict.truth === truth);
    const support = deciding.flatMap((verdict) => verdict.support ?? []);
    return {
      truth,
      support,
      recoverable: true,
      ...(truth === 'unknown' && { reason: deciding[0]?.reason ?? 'attestation' }),
    };
  };
};
