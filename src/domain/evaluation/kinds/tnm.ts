import { all, any, type Truth } from '../../logic/truth.js';
import type { TnmFact } from '../../patient/profile.js';
import { disseminationOf } from '../dissemination.js';
import type { KindCompiler } from '../kind-compiler.js';
import { newestOf, reconcile } from '../newest.js';
import type { PatientContext } from '../patient-context.js';
import { decided, supports, unknown, type Verdict } from '../verdict.js';

type Axis = 't' | 'n' | 'm';

/** `pT1c(m)` and `cT1c` are `T1C`; `TX` says nothing. */
const bare = (category: string): string => {
  const [name = ''] = category.split('(', 1);
  return name.replace(/^(?:yc|yp|y|r|a|c|p)(?=[TNM])/i, '').toUpperCase();
};

/** T1c lies within T1; a recorded T1 leaves T1c open. */
function categoryTruth(own: string, asked: string): Truth {
  const a = bare(own);
  const b = bare(asked);
  if (a.endsWith('X')) return 'unknown';
  if (a === b || (a.startsWith(b) && /^[TNM]\d$/.test(b)) || (a.startsWith(b) && b.length > 2)) return 'true';
  return b.startsWith(a) && a.length > 1 ? 'unknown' : 'false';
}

const AXES: readonly Axis[] = ['t', 'n', 'm'];

const newestOn = (patient: PatientContext, axis: Axis, basis: string | undefined): readonly TnmFact[] =>
  patient.memo(`tnm ${axis} ${basis}`, () =>
    newestOf(
      patient
        .facts('tnm')
        .filter((fact) => fact[axis] !== undefined && (basis === undefined || fact.basis === basis || fact.basis === 'unspecified')), // prettier-ignore
    ),
  );

/** Equal for records that answer all leaves of the basis alike; undefined for one that says nothing. */
export function tnmStanding(basis: string | undefined): (patient: PatientContext) => string | undefined {
  return (patient) => {
    const categories = AXES.map((axis) => newestOn(patient, axis, basis).map((fact) => fact[axis]).join('/')); // prettier-ignore
    const spread = disseminationOf(patient).truth;
    if (spread === 'unknown' && categories.every((category) => category === '')) return undefined;
    return `${categories.join('|')} ${spread}`;
  };
}

function judgeAxis(patient: PatientContext, axis: Axis, asked: readonly string[], basis: string | undefined): Verdict {
  const newest = newestOn(patient, axis, basis);
  if (newest.length > 0) {
    return reconcile(
      newest.map((fact) => {
        const truth = any(asked.map((category) => categoryTruth(fact[axis] ?? '', category)));
        return truth === 'unknown' ? unknown('ambiguousMapping', [fact]) : decided(truth === 'true', [fact]);
      }),
    );
  }
  if (axis !== 'm') return unknown('missing');
  const spread = disseminationOf(patient);
  if (spread.truth === 'unknown') return unknown('missing');
  const category = spread.truth === 'true' ? 'M1' : 'M0';
  const truth = any(asked.map((one) => categoryTruth(category, one)));
  return truth === 'unknown' ? unknown('ambiguousMapping', spread.facts) : decided(truth === 'true', spread.facts);
}

export const tnm: KindCompiler<'tnm'> = ({ t, n, m, basis }) => {
  const axes: [Axis, readonly string[]][] = [];
  if (t) axes.push(['t', t]);
  if (n) axes.push(['n', n]);
  if (m) axes.push(['m', m]);
  return (patient) => {
    const verdicts = axes.map(([axis, asked]) => judgeAxis(patient, axis, asked, basis));
    const truth = all(verdicts.map((verdict) => verdict.truth));
    const deciding = verdicts.filter((verdict) => verdict.truth === truth);
    const facts = deciding.flatMap((verdict) => (verdict.support ?? []).map(({ fact }) => fact));
    if (truth === 'unknown') return unknown(deciding[0]?.reason ?? 'missing', facts);
    return { truth, support: supports([...new Set(facts)]) };
  };
};
