import type { ConceptRef, EligibilityDocument, Expression } from '../domain/criteria/model.js';
import { isMapped, type Vocabulary } from '../domain/vocabulary/vocabulary.js';
import type { SubjectTerms } from './structurer.port.js';
import type { TrialRecord } from './trial-record.port.js';

/** Every leaf that an expression asserts; what stands under a `not` is no subject of the trial. */
function* assertedLeaves(expression: Expression): Generator<Expression> {
  if ('not' in expression) return;
  if ('all' in expression) for (const member of expression.all) yield* assertedLeaves(member);
  else if ('any' in expression) for (const member of expression.any) yield* assertedLeaves(member);
  else if ('atLeast' in expression) for (const member of expression.atLeast.of) yield* assertedLeaves(member);
  else if ('if' in expression) {
    yield* assertedLeaves(expression.then);
    if (expression.else) yield* assertedLeaves(expression.else);
  } else yield expression;
}

const codeOf = (concept: ConceptRef): string => (typeof concept === 'string' ? concept : concept.code);

/**
 * What a trial is searched by: the cancers and genes that its inclusion criteria and its registered conditions name, and
 * the drugs it gives. Found through the vocabulary, never by a part of a word.
 */
export function subjectTerms(record: TrialRecord, document: EligibilityDocument, vocabulary: Vocabulary): SubjectTerms {
  const cancers = new Set<string>();
  const genes = new Set<string>();
  const drugs = new Set<string>();
  for (const { section, when } of document.criteria) {
    if (section === 'exclusion') continue;
    for (const leaf of assertedLeaves(when)) {
      if ('cancer' in leaf) for (const concept of leaf.cancer.anyOf ?? []) cancers.add(codeOf(concept));
      if ('variant' in leaf) genes.add(leaf.variant.gene);
      if ('expression' in leaf) genes.add(leaf.expression.marker);
    }
  }
  for (const condition of record.conditions)
    for (const { value } of vocabulary.cancers.find(condition)) cancers.add(value.code);
  for (const { name, otherNames } of record.interventions)
    for (const text of [name, ...(otherNames ?? [])]) {
      const mapped = vocabulary.drugs.fromText(text);
      if (isMapped(mapped)) for (const { agent } of mapped.concept) drugs.add(agent);
      else for (const { value } of vocabulary.drugs.find(text)) if ('agent' in value) drugs.add(value.agent);
    }
  return { cancers: [...cancers].sort(), genes: [...genes].sort(), drugs: [...drugs].sort() };
}
