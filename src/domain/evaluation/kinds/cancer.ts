import type { CancerParameters } from '../../criteria/model.js';
import { all, any, not, type Truth } from '../../logic/truth.js';
import type { CancerFact } from '../../patient/profile.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import { currentCancers, isOfAnyKind } from '../cancers.js';
import type { KindCompiler } from '../kind-compiler.js';
import { decided, unknown } from '../verdict.js';

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
    .join(' | ');
}

const spacedWord = (word: string): string => word.replace(/([a-z])([A-Z])/g, '$1 $2');

function hasHistology(fact: CancerFact, asked: readonly string[], vocabulary: Vocabulary): Truth {
  const found = named(histologyOf(fact, vocabulary), asked.map(spacedWord));
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
  asked.flatMap((word) => [word, ...(table[word.toLowerCase()] ?? [])]);

function siteOf(fact: CancerFact, asked: readonly string[]): Truth {
  const recorded = [fact.site, fact.laterality].filter((part) => part !== undefined).join(' ');
  return named(recorded === '' ? undefined : recorded, asked.map(spacedWord));
}

function isUnknownPrimary(fact: CancerFact, { cancers }: Vocabulary): Truth {
  return fact.concept.system === 'oncotree' ? (cancers.isA(fact.concept.code, 'CUP') ? 'true' : 'false') : 'unknown';
}

function matches(fact: CancerFact, asked: CancerParameters, vocabulary: Vocabulary): Truth {
  const { cancers } = vocabulary;
  const parts: Truth[] = [];
  if (asked.anyOf) parts.push(isOfAnyKind(fact, asked.anyOf, cancers));
  if (asked.noneOf) parts.push(not(isOfAnyKind(fact, asked.noneOf, cancers)));
  if (asked.unknownPrimary !== undefined) {
    const unknownPrimary = isUnknownPrimary(fact, vocabulary);
    parts.push(asked.unknownPrimary ? unknownPrimary : not(unknownPrimary));
  }
  if (asked.histology) parts.push(hasHistology(fact, asked.histology, vocabulary));
  if (asked.histologyNot) parts.push(not(hasHistology(fact, asked.histologyNot, vocabulary)));
  if (asked.grade) parts.push(named(fact.grade, expanded(asked.grade, gradeWords)));
  if (asked.differentiation) parts.push(named(fact.grade, expanded(asked.differentiation, differentiationWords)));
  if (asked.site) parts.push(siteOf(fact, asked.site));
  if (asked.behaviour) parts.push(hasHistology(fact, asked.behaviour, vocabulary));
  if (asked.transformedTo) parts.push(hasHistology(fact, [asked.transformedTo], vocabulary));
  return all(parts);
}

/** The current cancer against the kinds a trial studies. Another branch of the tree is "no"; a coarser diagnosis is open. */
export const cancer: KindCompiler<'cancer'> = (asked, vocabulary) => {
  return (patient) => {
    const current = currentCancers(patient);
    if (current.length === 0) return unknown('missing');
    const truths = current.map((fact) => {
      const own = matches(fact, asked, vocabulary);
      if (!asked.arisenFrom) return own;
      const earlier = patient.facts('cancer').filter((other) => other !== fact);
      const arisen = any(earlier.map((other) => isOfAnyKind(other, [asked.arisenFrom ?? 'any'], vocabulary.cancers)));
      return all([own, arisen === 'true' ? 'true' : 'unknown']);
    });
    const truth = any(truths);
    const deciding = truth === 'false' ? current : current.filter((_, i) => truths[i] === truth);
    return truth === 'unknown'
      ? unknown('ambiguousMapping', deciding)
      : decided(truth === 'true', deciding, { recoverable: false });
  };
};
