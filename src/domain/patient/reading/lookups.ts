import type { CancerConcept, ConditionConcept } from '../profile.js';
import type { Concept } from '../record/element.js';
import type {
  DrugConcept,
  MappingResult,
  MarkerTest,
  StageGroup,
  TnmCategory,
  Vocabulary,
} from '../../vocabulary/vocabulary.js';

type Lookup<C> = (named: Concept) => MappingResult<C>;

/** The vocabulary's answers to the CodeableConcepts of records. */
export interface Lookups {
  cancer: Lookup<CancerConcept>;
  drugs: Lookup<DrugConcept[]>;
  analyte: Lookup<string>;
  condition: Lookup<ConditionConcept>;
  marker: Lookup<MarkerTest>;
  stageGroup: Lookup<StageGroup>;
  tnmCategory: Lookup<TnmCategory>;
}

/** Records repeat the same few hundred concepts over and over, so answers are kept, within bounds. */
const MAX_ANSWERS = 20_000;

function remembering<C>(ask: Lookup<C>): Lookup<C> {
  const answers = new Map<string, MappingResult<C>>();
  return (named) => {
    let key = named.text ?? '';
    for (const one of named.codings)
      key += `\u0000${one.system ?? ''}\u0001${one.code ?? ''}\u0001${one.display ?? ''}`;
    const known = answers.get(key);
    if (known) return known;
    const answer = ask(named);
    if (answers.size >= MAX_ANSWERS) answers.clear();
    answers.set(key, answer);
    return answer;
  };
}

const byVocabulary = new WeakMap<Vocabulary, Lookups>();

const missing = (what: string) => (): { unmapped: string; why: string } => ({
  unmapped: what,
  why: `no ${what} vocabulary`,
});

export function lookupsOf(vocabulary: Vocabulary): Lookups {
  const known = byVocabulary.get(vocabulary);
  if (known) return known;
  const { cancers, drugs, analytes, conditions, markers, stages } = vocabulary;
  const made: Lookups = {
    cancer: remembering(({ codings, text }) => cancers.fromCodings(codings, text)),
    drugs: remembering(({ codings, text }) => drugs.fromCodings(codings, text)),
    analyte: remembering(({ codings, text }) => analytes.fromCodings(codings, text)),
    condition: remembering(({ codings, text }) => conditions.fromCodings(codings, text)),
    marker: markers ? remembering(({ codings, text }) => markers.fromCodings(codings, text)) : missing('marker'),
    stageGroup: stages ? remembering(({ codings, text }) => stages.groupFromCodings(codings, text)) : missing('stage'),
    tnmCategory: stages
      ? remembering(({ codings, text }) => stages.categoryFromCodings(codings, text))
      : missing('stage'),
  };
  byVocabulary.set(vocabulary, made);
  return made;
}
