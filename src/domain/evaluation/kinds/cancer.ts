import type { CancerParameters } from '../../criteria/model.js';
import { all, any, not, type Truth } from '../../logic/truth.js';
import type { CancerFact } from '../../patient/profile.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import { cancerMatcher, currentCancers } from '../cancers.js';
import type { KindCompiler } from '../kind-compiler.js';
import type { PatientContext } from '../patient-context.js';
import { supports, unknown, type Support, type Verdict } from '../verdict.js';
import { ownValue } from '../../logic/own-value.js';

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Whether a recorded word names one of the asked ones; a word that is not recorded leaves it open. */
function named(recorded: string | undefined, asked: readonly string[]): Truth {
  if (recorded === undefined) return 'unknown';
  const own = ` ${fold(recorded)} `;
  return asked.some((word) => own.includes(` ${fold(word)} `)) ? 'true' : 'false';
}

/** Histology words are looked for in the recorded morphology and in the name of the diagnosis and of its ancestors. */
function histologyOf(fact: CancerFact, { cancers }: Vocabulary): string {
  const names = fact.concept.system === 'oncotree' ? cancers.ancestors(fact.concept.code) : [];
  return [fact.histology, fact.concept.name, fact.recorded, ...names.map((code) => cancers.concept(code)?.name)]
    .filter((name) => name !== undefined)
    .join(' | ')
    .replace(NON_SMALL, 'nonsmallcell');
}

/** "Non-small cell" holds the words "small cell", and means the opposite. */
const NON_SMALL = /non[- ]?small[- ]cell/gi;

const spacedWord = (word: string): string => word.replace(/([a-z])([A-Z])/g, '$1 $2');

function hasHistology(fact: CancerFact, asked: readonly string[], vocabulary: Vocabulary): Truth {
  const found = named(
    histologyOf(fact, vocabulary),
    asked.map((word) => spacedWord(word).replace(NON_SMALL, 'nonsmallcell')),
  );
  if (found === 'true') return 'true';
  // A morphology on record that says something else is an answer; a bare "lung cancer" is none.
  return fact.histology !== undefined ? 'false' : 'unknown';
}

const gradeWords: Record<string, readonly string[]> = {
  low: ['low', '1', 'g1', 'grade 1', 'i'],
  intermediate: ['intermediate', '2', 'g2', 'grade 2', 'ii'],
  high: ['high', '3', '4', 'g3', 'g4', 'grade 3', 'grade 4', 'iii', 'iv'],
};

const differentiationWords: Record<string, readonly string[]> = {
  well: ['well', 'g1', '1', 'grade 1'],
  moderate: ['moderately', 'moderate', 'g2', '2', 'grade 2'],
  poor: ['poorly', 'poor', 'g3', '3', 'grade 3'],
  undifferentiated: ['undifferentiated', 'g4', '4', 'grade 4'],
};

const expanded = (asked: readonly string[], table: Record<string, readonly string[]>): string[] =>
  asked.flatMap((word) => [word, ...(ownValue(table, word.toLowerCase()) ?? [])]);

function siteOf(fact: CancerFact, asked: readonly string[]): Truth {
  const recorded = [fact.site, fact.laterality].filter((part) => part !== undefined).join(' ');
  return named(recorded === '' ? undefined : recorded, asked.map(spacedWord));
}

function isUnknownPrimary(fact: CancerFact, { cancers }: Vocabulary): Truth {
  return fact.concept.system === 'oncotree' ? (cancers.isA(fact.concept.code, 'CUP') ? 'true' : 'false') : 'unknown';
}

type Part = (fact: CancerFact) => Truth;

/** What is asked of one cancer, each part worked out once per criterion. */
function partsOf(asked: CancerParameters, vocabulary: Vocabulary): Part[] {
  const { anyOf, noneOf, unknownPrimary, histology, histologyNot, grade, differentiation, site, behaviour, transformedTo } = asked; // prettier-ignore
  const parts: Part[] = [];
  if (anyOf) parts.push(cancerMatcher(anyOf, vocabulary.cancers));
  if (noneOf) {
    const excluded = cancerMatcher(noneOf, vocabulary.cancers);
    parts.push((fact) => not(excluded(fact)));
  }
  if (unknownPrimary !== undefined)
    parts.push((fact) => (unknownPrimary ? isUnknownPrimary(fact, vocabulary) : not(isUnknownPrimary(fact, vocabulary)))); // prettier-ignore
  if (histology) parts.push((fact) => hasHistology(fact, histology, vocabulary));
  if (histologyNot) parts.push((fact) => not(hasHistology(fact, histologyNot, vocabulary)));
  if (grade) parts.push((fact) => named(fact.grade, expanded(grade, gradeWords)));
  if (differentiation) parts.push((fact) => named(fact.grade, expanded(differentiation, differentiationWords)));
  if (site) parts.push((fact) => siteOf(fact, site));
  if (behaviour) parts.push((fact) => hasHistology(fact, behaviour, vocabulary));
  if (transformedTo) parts.push((fact) => hasHistology(fact, [transformedTo], vocabulary));
  return parts;
}

/** The current cancer against the kinds a trial studies. Another branch of the tree is "no"; a coarser diagnosis is open. */
export const cancer: KindCompiler<'cancer'> = (asked, vocabulary) => {
  const parts = partsOf(asked, vocabulary);
  const [only] = parts;
  const matches: Part = parts.length === 1 && only ? only : (fact) => all(parts.map((part) => part(fact)));
  const arisenFrom = asked.arisenFrom && cancerMatcher([asked.arisenFrom], vocabulary.cancers);
  return (patient) => {
    const current = currentCancers(patient);
    const [first] = current;
    if (!first) return unknown('missing');
    if (current.length === 1 && !arisenFrom) return verdictOf(matches(first), currentSupport(patient));
    const truths = current.map((fact) => {
      const own = matches(fact);
      if (!arisenFrom) return own;
      const earlier = patient.facts('cancer').filter((other) => other !== fact);
      return all([own, any(earlier.map(arisenFrom)) === 'true' ? 'true' : 'unknown']);
    });
    const truth = any(truths);
    return verdictOf(truth, truth === 'false' ? currentSupport(patient) : supports(current.filter((_, i) => truths[i] === truth))); // prettier-ignore
  };
};

/** Made once per patient: every cancer criterion of every trial rests on it. */
const currentSupport = (patient: PatientContext): readonly Support[] =>
  patient.memo('support of current cancers', () => supports(currentCancers(patient)));

const verdictOf = (truth: Truth, support: readonly Support[]): Verdict =>
  truth === 'unknown' ? { truth, reason: 'ambiguousMapping', support } : { truth, recoverable: false, support };
