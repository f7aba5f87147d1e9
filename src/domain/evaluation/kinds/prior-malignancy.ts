import type { ConceptRef, PriorMalignancyParameters } from '../../criteria/model.js';
import { all, not, type Truth } from '../../logic/truth.js';
import { addDuration } from '../../logic/duration.js';
import type { CancerFact } from '../../patient/profile.js';
import { cancerMatcher, currentCancers, primariesOf } from '../cancers.js';
import type { KindCompiler } from '../kind-compiler.js';
import { judgeList, type Entry } from '../list-kind.js';
import { factDays, type PatientContext } from '../patient-context.js';
import type { CancerVocabulary } from '../../vocabulary/vocabulary.js';

const ended = new Set(['resolved', 'inactive', 'remission', 'history']);

const isEnded = (fact: CancerFact): boolean => ended.has(fact.clinicalStatus?.toLowerCase() ?? '');

const codesOf = ({ concept }: CancerFact): string[] => [concept.code, ...(concept.alsoCodes ?? [])];

/**
 * Two entries of one disease (a coarse and a fine code, or alternatives of which one is the other's) are no second cancer.
 * A diagnosis that the tree does not hold may be either.
 */
function isSameDisease(a: CancerFact, b: CancerFact, cancers: CancerVocabulary): Truth {
  const [own, other] = [codesOf(a), codesOf(b)];
  if (own.some((code) => other.includes(code))) return 'true';
  if ([...own, ...other].some((code) => cancers.concept(code) === undefined)) return 'unknown';
  return cancers.relation(own, other) === 'disjoint' && cancers.relation(other, own) === 'disjoint' ? 'false' : 'true';
}

/** Primary cancers other than the present one, which is the newest that has not ended; `same` is false or unknown. */
export function otherCancers(patient: PatientContext): readonly { fact: CancerFact; same: Truth }[] {
  const { cancers } = patient.vocabulary;
  const [index] = currentCancers(patient);
  if (!index) return [];
  return primariesOf(patient).flatMap((fact) => {
    const same = fact === index ? 'true' : isSameDisease(fact, index, cancers);
    return same === 'true' ? [] : { fact, same };
  });
}

/** When it was last treated is seldom recorded: it is taken to lie within a year of the diagnosis. */
const TREATED_WITHIN = { value: 1, unit: 'a' } as const;

function inWindow(
  fact: CancerFact,
  within: PriorMalignancyParameters['within'],
  patient: PatientContext,
): { truth: Truth; turnsOn?: number } {
  if (!within || !isEnded(fact)) return { truth: 'true' };
  const diagnosed = factDays(fact);
  if (!diagnosed) return { truth: 'unknown' };
  const earliest = addDuration(diagnosed.from, within).from;
  const latest = addDuration(addDuration(diagnosed.to, TREATED_WITHIN).to, within).to;
  if (!patient.hasCome(earliest)) return { truth: 'true', turnsOn: latest };
  return { truth: patient.hasCome(latest) ? 'false' : 'unknown' };
}

/** Exceptions may name a behaviour ("carcinoma in situ of the cervix") beside cancers. */
function exceptionMatcher(except: readonly ConceptRef[], cancers: CancerVocabulary): (fact: CancerFact) => Truth {
  const isListed = cancerMatcher(except, cancers);
  const inSitu = except.some((ref) =>
    /in.?situ/i.test(typeof ref === 'string' ? ref : `${ref.code} ${ref.name ?? ''}`),
  );
  return (fact) => {
    const listed = isListed(fact);
    const behaviour = `${fact.histology ?? ''} ${fact.recorded ?? ''}`.toLowerCase();
    return listed !== 'true' && inSitu && behaviour.includes('in situ') ? 'true' : listed;
  };
}

export const priorMalignancy: KindCompiler<'priorMalignancy'> = (p, { cancers }) => {
  const isAsked = p.anyOf && cancerMatcher(p.anyOf, cancers);
  const isExcepted = p.except && exceptionMatcher(p.except, cancers);
  return (patient) => {
    const entries = otherCancers(patient).map(({ fact, same }): Entry => {
      const parts: Truth[] = [not(same)];
      if (isAsked) parts.push(isAsked(fact));
      if (isExcepted) parts.push(not(isExcepted(fact)));
      if (p.is === 'active')
        parts.push(isEnded(fact) ? 'false' : fact.clinicalStatus === undefined ? 'unknown' : 'true');
      const window = inWindow(fact, p.within, patient);
      // States such as "curatively treated" are seldom on record: where one may except the cancer, a match stays open.
      const matched = all([...parts, window.truth]);
      const truth: Truth = matched === 'true' && p.exceptIf ? 'unknown' : matched;
      const reason = parts.includes('unknown')
        ? ('ambiguousMapping' as const)
        : matched === 'true'
          ? ('borderline' as const)
          : ('missing' as const);
      return { fact, truth, reason, ...(window.turnsOn !== undefined && { turnsOn: window.turnsOn }) };
    });
    return judgeList('priorMalignancy', patient, entries, p.within !== undefined || p.is === 'active');
  };
};
