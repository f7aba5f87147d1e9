import type { Truth } from '../../logic/truth.js';
import { findingsOf } from '../findings.js';
import type { KindCompiler } from '../kind-compiler.js';
import { judgeNewest } from '../newest.js';
import { freshness, inDays, validDays } from '../staleness.js';
import { decided, unknown, type Verdict } from '../verdict.js';
import type { FindingFact, SmokingFact } from '../../patient/profile.js';

const tobacco = new Set(['tobacco', 'nicotine', 'smoking', 'cigarettes']);

type Use = 'current' | 'former' | 'ever' | 'never';

function useTruth(own: string, asked: Use): Truth {
  if (own !== 'current' && own !== 'former' && own !== 'never') return 'unknown';
  return own === asked || (asked === 'ever' && own !== 'never') ? 'true' : 'false';
}

/** Smoking as recorded; other substances as findings `substance:<name>`. That somebody smoked ten years ago says nothing of today. */
export const substanceUse: KindCompiler<'substanceUse'> = ({ substance, is }) => {
  const name = substance.toLowerCase();
  const window = inDays(validDays.smoking);
  return (patient) => {
    const facts: readonly (SmokingFact | FindingFact)[] = tobacco.has(name)
      ? patient.facts('smoking')
      : findingsOf(patient, `substance:${name}`);
    if (facts.length === 0) return unknown('missing', [], { recoverable: true });
    return judgeNewest(facts, (fact): Verdict => {
      const own = fact.kind === 'smoking' ? fact.status : String(fact.value);
      // Whoever has ever smoked stays one who has; every other status can have changed since.
      const lasting = is === 'ever' && (own === 'current' || own === 'former');
      if (!lasting && freshness(fact, patient, window) === 'stale')
        return unknown('stale', [fact], { recoverable: true });
      const truth = useTruth(own, is);
      return truth === 'unknown'
        ? unknown('missing', [fact])
        : decided(truth === 'true', [fact], { recoverable: true });
    });
  };
};
