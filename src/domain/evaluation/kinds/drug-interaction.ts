import type { DrugInteractionParameters } from '../../criteria/model.js';
import { dayInterval } from '../../logic/day.js';
import { all, any, type Truth } from '../../logic/truth.js';
import type { MedicationFact } from '../../patient/profile.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import type { KindCompiler } from '../kind-compiler.js';
import { judgeList, type Entry } from '../list-kind.js';
import type { PatientContext } from '../patient-context.js';
import { inWindow } from '../window.js';

type Role = NonNullable<DrugInteractionParameters['role']>[number];

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

const proteins: Record<string, string> = { PGP: 'pgp', 'P-GP': 'pgp', BCRP: 'bcrp' };

/** Drug classes of the vocabulary that have the property: `strongCyp3a4Inhibitor`, `pgpInhibitor`, `qtProlonging`. */
function classesFor(property: string, role: Role): string[] {
  const name = property.toUpperCase().replace(/\s/g, '');
  const strength = /^(strong|moderate)/.exec(role)?.[1];
  const action = strength === undefined ? role : role.slice(strength.length);
  const target = name === 'ANYCYP' ? ['cyp1a2', 'cyp2c8', 'cyp2c9', 'cyp2c19', 'cyp2d6', 'cyp3a4'] : [proteins[name] ?? name.toLowerCase()]; // prettier-ignore
  return target.map((one) =>
    strength === undefined ? `${one}${capital(action)}` : `${strength}${capital(one)}${capital(action)}`,
  );
}

/** Lists of inhibitors and inducers are kept; nobody keeps one of all substrates, so that a drug not listed there is open. */
const isListed = (role: Role): boolean => role !== 'substrate';

function hasProperty(fact: MedicationFact, p: DrugInteractionParameters, { drugs }: Vocabulary): Truth {
  const agents = fact.agents.map((agent) => agent.toLowerCase());
  const own = [...fact.classes, ...agents.flatMap((agent) => drugs.classesOf(agent))];
  const isOf = (asked: string) => own.some((one) => one === asked || drugs.isClass(one, asked));
  const otherwise: Truth = own.length === 0 ? 'unknown' : 'false';
  if (p.property === 'qtProlonging') return isOf('qtProlonging') ? 'true' : otherwise;
  const roles: readonly Role[] = p.role ?? ['inhibitor', 'inducer', 'substrate'];
  return any(
    roles.map((role) => (classesFor(p.property, role).some(isOf) ? 'true' : isListed(role) ? otherwise : 'unknown')),
  );
}

function entryOf(fact: MedicationFact, p: DrugInteractionParameters, patient: PatientContext): Entry {
  const property = hasProperty(fact, p, patient.vocabulary);
  const end = dayInterval(fact.end);
  const taken: Truth = fact.active && !(end && patient.hasCome(end.to + 1)) ? 'true' : 'false';
  const window = taken === 'true' ? { truth: taken } : p.within ? inWindow(end, { within: p.within }, patient) : { truth: taken }; // prettier-ignore
  return {
    fact,
    truth: all([property, window.truth]),
    reason: property === 'unknown' ? 'ambiguousMapping' : 'missing',
    ...('turnsOn' in window && window.turnsOn !== undefined && { turnsOn: window.turnsOn }),
  };
}

export const drugInteraction: KindCompiler<'drugInteraction'> = (p) => (patient) =>
  judgeList('drugInteraction', patient, patient.facts('medication').map((fact) => entryOf(fact, p, patient)), true); // prettier-ignore
