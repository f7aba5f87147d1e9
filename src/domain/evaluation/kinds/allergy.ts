import type { ConceptRef } from '../../criteria/model.js';
import { all, any, type Truth } from '../../logic/truth.js';
import type { AllergyFact } from '../../patient/profile.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import type { KindCompiler } from '../kind-compiler.js';
import { judgeList } from '../list-kind.js';

/** What a trial's own drug is made of a record cannot know: any allergy on record has to be looked at. */
const unnamed = new Set(['studyMedication', 'studyDrug', 'investigationalAgent', 'excipients', 'any-component', 'studyTreatment']); // prettier-ignore

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

export function isAllergyTo(fact: AllergyFact, asked: ConceptRef, { drugs }: Vocabulary): Truth {
  const { code, name } = typeof asked === 'string' ? { code: asked, name: undefined } : asked;
  if (code === 'any') return 'true';
  if (unnamed.has(code)) return 'unknown';
  const own = fold(fact.to);
  if (own === fold(code) || (name !== undefined && own === fold(name))) return 'true';
  const classes = [...(fact.classes ?? []), ...drugs.classesOf(fact.to.toLowerCase())];
  return classes.some((one) => one === code || drugs.isClass(one, code)) ? 'true' : 'false';
}

function hasReaction(fact: AllergyFact, asked: string): Truth {
  return fact.reaction === undefined ? 'unknown' : fold(fact.reaction).includes(fold(asked)) ? 'true' : 'false';
}

export const allergy: KindCompiler<'allergy'> =
  ({ to, reaction }, vocabulary) =>
  (patient) => {
    const active = patient.facts('allergy').filter((fact) => fact.status !== 'resolved');
    const entries = active.map((fact) => ({
      fact,
      truth: all([
        any(to.map((asked) => isAllergyTo(fact, asked, vocabulary))),
        reaction === undefined ? 'true' : hasReaction(fact, reaction),
      ]),
    }));
    return judgeList('allergy', patient, entries, false);
  };
