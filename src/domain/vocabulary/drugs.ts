import { remembered } from '../logic/remembered.js';
import { ClassGraph } from './class-graph.js';
import type { DrugClassEntry } from './drug-class.js';
import { Names, withoutOverlaps } from './names.js';
import { NearestName } from './nearest-name.js';
import { resolveCodings } from './resolve-codings.js';
import { TargetPhrases, withPlural } from './target-phrases.js';
import type { DrugConcept, DrugVocabulary, MappingResult } from './vocabulary.js';

/** An entry of criteria/lexicon/drugs.yaml. */
export interface DrugEntry {
  classes: string[];
  /** Where the classes say nothing of it. */
  modality?: string;
  /** The agent of which this is another formulation: liposomal, bound to albumin. */
  formulationOf?: string;
  names?: string[];
  cased?: string[];
  /** Names that mean something else in running text (an analyte), used only for medication fields. */
  notInText?: string[];
}

export interface DrugLexicon {
  drugs: Readonly<Record<string, DrugEntry>>;
  classes: Readonly<Record<string, DrugClassEntry>>;
  /** Phrases that contain a drug's or a class's name and mean something else. */
  decoys: readonly string[];
  /** Agent to terminal half-life in days (criteria/lexicon/drug-half-lives.yaml). */
  halfLifeDays: Readonly<Record<string, number>>;
  /** Ingredients of a listed product or substance code. */
  agentsOfCode: (system: 'rxnorm' | 'snomed', code: string) => readonly string[] | undefined;
}

export type DrugMention = { agent: string } | { drugClass: string };

/** More than the lexicon has agents. */
const REMEMBERED = 10_000;

/** Builds the drug vocabulary: agents, their names, and the graph of classes. */
export function createDrugVocabulary({
  drugs,
  classes,
  decoys,
  halfLifeDays,
  agentsOfCode,
}: DrugLexicon): DrugVocabulary {
  const graph = new ClassGraph(classes);
  const agents = new Names<string>();
  const mentions = new Names<DrugMention>();
  const targets = new TargetPhrases<DrugMention>();
  const slips: [name: string, agent: string][] = [];
  let misspelt: NearestName<string> | undefined;
  for (const [agent, entry] of Object.entries(drugs)) {
    const all = [agent, ...(entry.names ?? [])].flatMap(withGluedCode);
    for (const name of all) slips.push([name, agent]);
    agents.add(all, agent);
    agents.addCased(entry.cased ?? [], agent);
    mentions.add(
      all.filter((name) => !entry.notInText?.includes(name)),
      { agent },
    );
    mentions.addCased(entry.cased ?? [], { agent });
  }
  for (const [drugClass, entry] of Object.entries(classes)) {
    const abbreviation = /^[A-Z]{2,5}$/.test(entry.name);
    const plain = [...(abbreviation ? [] : [entry.name]), ...(entry.names ?? [])];
    mentions.add(plain.flatMap(withPlural), { drugClass });
    for (const target of entry.targets ?? []) targets.add(target, { drugClass });
    mentions.addCased([...(abbreviation ? [entry.name] : []), ...(entry.cased ?? [])], { drugClass }, entry.near);
  }
  const regimens = combinationsByAgent(classes);
  mentions.addDecoys(decoys);
  const classesOf = remembered((agent) => graph.closure(drugs[agent]?.classes ?? []), REMEMBERED);
  const concept = (agent: string): DrugConcept => ({ agent, classes: [...classesOf(agent)] });
  const fromText = (text: string): MappingResult<DrugConcept[]> => {
    const whole = agents.get(text);
    const found = whole === undefined ? agents.find(text).map((mention) => mention.value) : [whole];
    const distinct = [...new Set(found)].sort();
    if (distinct.length === 0) {
      misspelt ??= new NearestName(slips);
      const meant = misspelt.find(text);
      if (meant !== undefined) return { concept: [concept(meant)], mapping: { route: 'misspelt', confidence: 0.8 } };
      return { unmapped: text, why: 'the text names no drug of the vocabulary' };
    }
    return {
      concept: distinct.map(concept),
      mapping: { route: 'text', confidence: whole === undefined ? 0.85 : 0.95 },
    };
  };
  return {
    classesOf,
    fromText,
    fromCodings: (codings, text) =>
      resolveCodings(
        codings,
        text,
        (['rxnorm', 'snomed'] as const).map((system) => ({
          system,
          lookup: (code) => known(agentsOfCode(system, code)?.map(concept)),
        })),
        fromText,
        (found) => found.map((one) => one.agent).join(' + '),
      ),
    find: (text) => withoutOverlaps([...mentions.find(text), ...targets.find(text)]),
    hasClass: (drugClass) => Object.hasOwn(classes, drugClass),
    classesActingOn: remembered((gene) => {
      const acting = Object.keys(classes).filter((id) => classes[id]?.genes?.includes(gene));
      return Object.keys(classes).filter((id) => acting.some((one) => graph.isA(id, one)));
    }, REMEMBERED),
    isClass: (drugClass, ancestor) => graph.isA(drugClass, ancestor),
    modalityOf: (agent) => drugs[agent]?.modality ?? graph.modality(drugs[agent]?.classes ?? []),
    regimenAgents: (drugClass) => classes[drugClass]?.agents,
    regimensOf: (agent) => regimens.get(agent) ?? [],
    halfLifeDays: (agent) => halfLifeDays[agent],
    isFormulationOf: (agent, plain) => drugs[agent]?.formulationOf === plain,
  };
}

function combinationsByAgent(
  classes: Readonly<Record<string, DrugClassEntry>>,
): ReadonlyMap<string, readonly string[]> {
  const byAgent = new Map<string, string[]>();
  for (const [drugClass, { agents = [] }] of Object.entries(classes))
    for (const agent of agents) byAgent.set(agent, [...(byAgent.get(agent) ?? []), drugClass]);
  return byAgent;
}

/** Development codes are written with and without a gap: `MK-2206`, `MK2206`. */
function withGluedCode(name: string): string[] {
  const code = /^([a-z]{1,5})[- ](\d{2,}[a-z]?)$/i.exec(name) ?? /^([a-z]{1,5})(\d{3,}[a-z]?)$/i.exec(name);
  return code ? [name, `${code[1] ?? ''}${code[2] ?? ''}`, `${code[1] ?? ''}-${code[2] ?? ''}`] : [name];
}

const known = (concept: DrugConcept[] | undefined) => (concept === undefined ? undefined : { concept });
