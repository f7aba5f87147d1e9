import type { ConditionConcept } from '../profile.js';
import type { Concept } from '../record/element.js';
import type { GeneTest } from '../../vocabulary/markers/gene-test-name.js';
import type {
  DrugConcept,
  MappedCancer,
  MappingResult,
  NotMapped,
  MarkerTest,
  StageGroup,
  TnmCategory,
  Vocabulary,
} from '../../vocabulary/vocabulary.js';

type Lookup<C> = (named: Concept) => MappingResult<C>;

/** The vocabulary's answers to the concepts and units of records. */
export interface Lookups {
  cancer: (named: Concept) => MappedCancer | NotMapped;
  drugs: Lookup<DrugConcept[]>;
  analyte: Lookup<string>;
  condition: Lookup<ConditionConcept>;
  marker: Lookup<MarkerTest>;
  /** The gene or alteration that the code alone tests. */
  geneTest: (named: Concept) => GeneTest | undefined;
  stageGroup: Lookup<StageGroup>;
  tnmCategory: Lookup<TnmCategory>;
  /** UCUM spelling of a unit, or the unit as it came. */
  unit: (unit: string) => string;
}

/** Records repeat the same few hundred concepts over and over, so answers are kept, within bounds. */
const MAX_ANSWERS = 20_000;

function remembering<R extends object | undefined>(ask: (named: Concept) => R): (named: Concept) => R {
  const answers = new Map<string, R>();
  return (named) => {
    let key = named.text ?? '';
    for (const one of named.codings)
      key += `\u0000${one.system ?? ''}\u0001${one.code ?? ''}\u0001${one.display ?? ''}`;
    const known = answers.get(key);
    if (known !== undefined || answers.has(key)) return known as R;
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
  const spelling = remembering<{ unit: string }>(({ text = '' }) => ({
    unit: vocabulary.units.normalize(text) ?? text,
  }));
  const made: Lookups = {
    unit: (unit) => spelling({ codings: [], text: unit }).unit,
    cancer: remembering(({ codings, text }) => cancers.fromCodings(codings, text)),
    drugs: remembering(({ codings, text }) => drugs.fromCodings(codings, text)),
    analyte: remembering(({ codings, text }) => analytes.fromCodings(codings, text)),
    condition: remembering(({ codings, text }) => conditions.fromCodings(codings, text)),
    marker: markers ? remembering(({ codings, text }) => markers.fromCodings(codings, text)) : missing('marker'),
    geneTest: remembering(({ codings }) => markers?.geneTest(codings)),
    stageGroup: stages ? remembering(({ codings, text }) => stages.groupFromCodings(codings, text)) : missing('stage'),
    tnmCategory: stages
      ? remembering(({ codings, text }) => stages.categoryFromCodings(codings, text))
      : missing('stage'),
  };
  byVocabulary.set(vocabulary, made);
  return made;
}
