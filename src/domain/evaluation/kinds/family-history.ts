import type { ConceptRef } from '../../criteria/model.js';
import { isMapped, type Vocabulary } from '../../vocabulary/vocabulary.js';
import { findingsOf } from '../findings.js';
import type { KindCompiler } from '../kind-compiler.js';
import { decided, unknown } from '../verdict.js';

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

function names(recorded: string, asked: ConceptRef, { conditions, cancers }: Vocabulary): boolean {
  const { code, name } = typeof asked === 'string' ? { code: asked, name: undefined } : asked;
  const words = recorded.replace(/ \([^()]*\)$/, '');
  if (fold(words) === fold(code) || (name !== undefined && fold(words) === fold(name))) return true;
  const condition = conditions.fromText(words);
  if (isMapped(condition) && (condition.concept.code === code || conditions.isA(condition.concept.code, code)))
    return true;
  const cancer = cancers.fromText(words);
  return isMapped(cancer) && cancers.isA(cancer.concept.code, code);
}

/** A relative with the disease; that no relative has it is known only where the record says so. */
export const familyHistory: KindCompiler<'familyHistory'> = ({ anyOf }, vocabulary) => {
  return (patient) => {
    const facts = findingsOf(patient, 'familyHistory');
    const hits = facts.filter((fact) => typeof fact.value === 'string' && anyOf.some((asked) => names(String(fact.value), asked, vocabulary))); // prettier-ignore
    if (hits.length > 0) return decided(true, hits, { recoverable: false });
    const none = facts.filter((fact) => fact.value === false || fact.value === 'none');
    return none.length > 0 ? decided(false, none, { recoverable: false }) : unknown('missing');
  };
};
