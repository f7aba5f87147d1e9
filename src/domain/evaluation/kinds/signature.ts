import type { SignatureParameters } from '../../criteria/model.js';
import { censored, withinRange, type Comparator } from '../../logic/interval.js';
import type { Truth } from '../../logic/truth.js';
import type { SignatureFact } from '../../patient/profile.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import type { KindCompiler } from '../kind-compiler.js';
import { judgeNewest } from '../newest.js';
import type { PatientContext } from '../patient-context.js';
import { decided, unknown, type Verdict } from '../verdict.js';

/** Microsatellite instability and mismatch-repair deficiency are two tests of one property. */
const names = (name: string): ReadonlySet<string> =>
  name === 'msi' || name === 'mmr' ? new Set(['msi', 'mmr']) : new Set([name]);

const up = new Set(['high', 'deficient', 'positive', 'present', 'msi-h', 'unstable']);
const down = new Set(['stable', 'proficient', 'negative', 'absent', 'low', 'msi-l', 'mss']);

/** From how many mutations per megabase on a tumour counts as TMB-high where no number is asked for (FDA approval, 2020). */
const TMB_HIGH = 10;

const PER_MEGABASE = new Set(['1/Mb', '{mutations}/Mb', 'mut/Mb', '1/1000000{Base}', 'muts/Mb', '/Mb', 'mutations/Mb']);

function statusTruth(fact: SignatureFact, asked: NonNullable<SignatureParameters['is']>): Truth {
  const own = fact.is?.toLowerCase();
  if (own === undefined) return 'unknown';
  if (own === asked) return 'true';
  // MSI-low is handled as stable; that a tumour is stable or proficient does not say whether it is MSI-low.
  if (asked === 'low') return up.has(own) || own === 'stable' ? 'false' : 'unknown';
  const askedUp = up.has(asked);
  if (up.has(own)) return askedUp ? 'true' : 'false';
  if (down.has(own)) return askedUp ? 'false' : 'true';
  return 'unknown';
}

function tmbValue(fact: SignatureFact, { units }: Vocabulary): number | undefined {
  if (fact.value === undefined || fact.unit === undefined) return undefined;
  return PER_MEGABASE.has(fact.unit) || PER_MEGABASE.has(units.normalize(fact.unit) ?? '') ? fact.value : undefined;
}

/** Equal for records that answer all leaves of the kind alike; undefined for one that says nothing. */
export const signatureStanding = (patient: PatientContext): string | undefined =>
  patient.memo('signatures', () => {
    const facts = patient.facts('signature');
    if (facts.length === 0) return undefined;
    // Dates only tell which of several results of one test is the newest.
    const tests = new Set(facts.map((fact) => [...names(fact.name.toLowerCase())].join()));
    const dated = tests.size < facts.length;
    return JSON.stringify(facts.map(({ source: _source, date, ...result }) => (dated ? { ...result, date } : result)));
  });

export const signature: KindCompiler<'signature'> = (asked, vocabulary) => {
  const name = asked.name.toLowerCase();
  const accepted = names(name);
  const range = { ...(asked.min && { min: asked.min }), ...(asked.max && { max: asked.max }) };
  const ranged = asked.min !== undefined || asked.max !== undefined;

  const judgeNumber = (fact: SignatureFact, limits: typeof range): Verdict => {
    const comparable = name === 'tmb' ? tmbValue(fact, vocabulary) : fact.unit === asked.unit ? fact.value : undefined;
    if (comparable === undefined) return unknown(fact.value === undefined ? 'ambiguousMapping' : 'incomparable', [fact], { recoverable: true }); // prettier-ignore
    const truth = withinRange(censored(comparable, fact.comparator as Comparator | undefined), limits);
    return truth === 'unknown'
      ? unknown('incomparable', [fact], { recoverable: true })
      : decided(truth === 'true', [fact]);
  };

  const judge = (fact: SignatureFact): Verdict => {
    if (ranged) return judgeNumber(fact, range);
    if (asked.is === undefined) return decided(true, [fact]);
    const truth = statusTruth(fact, asked.is);
    if (truth !== 'unknown') return decided(truth === 'true', [fact]);
    if (name === 'tmb' && fact.value !== undefined && (asked.is === 'high' || asked.is === 'low')) {
      const bound = { value: TMB_HIGH, inclusive: asked.is === 'high' };
      const verdict = judgeNumber(fact, asked.is === 'high' ? { min: bound } : { max: bound });
      return { ...verdict, support: [{ fact, note: `TMB-high read as at least ${TMB_HIGH} per megabase` }] };
    }
    return unknown('ambiguousMapping', [fact], { recoverable: true });
  };

  return (patient) => {
    const facts = patient.facts('signature').filter((fact) => accepted.has(fact.name.toLowerCase()));
    if (facts.length === 0) return unknown('notTested', [], { recoverable: true });
    const withNumber = ranged ? facts.filter((fact) => fact.value !== undefined) : facts;
    return judgeNewest(withNumber.length > 0 ? withNumber : facts, judge);
  };
};
