import type { MetastasisParameters } from '../../criteria/model.js';
import { ownValue } from '../../logic/own-value.js';
import { all, not, type Truth } from '../../logic/truth.js';
import type { Fact, MetastasisFact } from '../../patient/profile.js';
import { disseminationOf } from '../dissemination.js';
import type { KindCompiler } from '../kind-compiler.js';
import { judgeList, type Entry } from '../list-kind.js';
import type { PatientContext } from '../patient-context.js';
import { isSite, sameSite } from '../sites.js';
import { decided, supports, unknown, type Verdict } from '../verdict.js';

/** Statuses that exclude each other; a status that is not recorded is open. */
const opposites: Record<string, readonly string[]> = {
  active: ['stable', 'treated', 'inactive', 'remission', 'resolved'],
  untreated: ['treated', 'stable'],
  symptomatic: ['asymptomatic'],
  asymptomatic: ['symptomatic'],
  treated: ['untreated', 'active'],
  stable: ['active', 'untreated', 'symptomatic'],
};

function inStatus(recorded: string | undefined, asked: readonly string[]): Truth {
  if (recorded === undefined) return 'unknown';
  if (asked.includes(recorded)) return 'true';
  return asked.every((status) => (ownValue(opposites, status) ?? []).includes(recorded)) ? 'false' : 'unknown';
}

interface Site {
  fact: Fact;
  site: string | undefined;
  status?: string;
  resectable?: boolean;
}

/** Metastases, and secondary cancers whose resource does not also give a metastasis. */
const sitesOf = (patient: PatientContext): readonly Site[] =>
  patient.memo('sites of metastases', () => findSites(patient));

function findSites(patient: PatientContext): Site[] {
  const metastases = patient.facts('metastasis').filter((fact) => fact.present !== false);
  const known = new Set(metastases.map(({ source }) => source.resource));
  const secondaries = patient
    .facts('cancer')
    .filter((fact) => fact.role === 'secondary' && !known.has(fact.source.resource));
  return [
    ...metastases.map((fact) => ({
      fact,
      site: fact.site,
      ...(fact.status !== undefined && { status: fact.status }),
      ...(fact.resectable !== undefined && { resectable: fact.resectable }),
    })),
    ...secondaries.map((fact) => ({ fact, site: fact.site })),
  ];
}

const deniedOf = (patient: PatientContext): readonly MetastasisFact[] =>
  patient.facts('metastasis').filter((fact) => fact.present === false);

/** Equal for records that answer all leaves of the kind alike; undefined for one that says nothing. */
export function metastasisStanding(patient: PatientContext): string | undefined {
  const sites = sitesOf(patient).map(({ site, status, resectable }) => `${site} ${status} ${resectable}`);
  const denied = deniedOf(patient).map(({ site }) => site);
  const spread = disseminationOf(patient).truth;
  if (sites.length === 0 && denied.length === 0 && spread !== 'false') return undefined;
  return `${sites.join('|')} not ${denied.join('|')} ${spread} ${patient.covers('conditions')}`;
}

function entryOf({ fact, site, status, resectable }: Site, p: MetastasisParameters): Entry {
  const here: Truth = site === undefined ? 'unknown' : isSite(site, p.site);
  const parts: Truth[] = [here];
  if (p.status) parts.push(inStatus(status, p.status));
  if (p.resectable !== undefined)
    parts.push(resectable === undefined ? 'unknown' : resectable === p.resectable ? 'true' : 'false');
  return { fact, truth: all(parts), reason: here === 'unknown' ? 'ambiguousMapping' : 'missing' };
}

/** Only these sites are involved: one other site is enough against it; that there is none needs a complete list. */
function judgeOnly(patient: PatientContext, p: MetastasisParameters): Verdict {
  const sites = sitesOf(patient);
  const permitted = [p.site, ...(p.allowed ?? [])];
  const other = sites.filter(({ site }) => site !== undefined && permitted.every((asked) => isSite(site, asked) === 'false')); // prettier-ignore
  if (other.length > 0)
    return decided(
      false,
      other.map(({ fact }) => fact),
    );
  const here = sites.filter(({ site }) => site !== undefined && isSite(site, p.site) === 'true');
  if (here.length === 0 || here.length < sites.length || !patient.covers('conditions'))
    return unknown(
      'missing',
      sites.map(({ fact }) => fact),
    );
  return { truth: 'true', presumed: true, support: supports(here.map(({ fact }) => fact)) };
}

export const metastasis: KindCompiler<'metastasis'> = (p) => (patient) => {
  if (p.only) return judgeOnly(patient, p);
  const entries = sitesOf(patient).map((site) => entryOf(site, p));
  const verdict = judgeList('metastasis', patient, entries, p.status !== undefined);
  if (verdict.truth === 'true' || entries.some(({ truth }) => truth === 'unknown')) return verdict;
  const denied = deniedOf(patient).filter((fact) => sameSite(p.site, fact.site));
  if (denied.length > 0) return decided(false, denied);
  // M0 leaves regional nodes open.
  if (isSite(p.site, 'lymphNode') === 'true' || p.site === 'any') return verdict;
  const spread = disseminationOf(patient);
  return not(spread.truth) === 'true' ? decided(false, spread.facts) : verdict;
};
