import { leavesOf } from '../../criteria/expression-leaves.js';
import type { EligibilityDocument, Leaf } from '../../criteria/model.js';
import { genomicsOf } from '../../evaluation/genomics.js';
import type { PatientContext } from '../../evaluation/patient-context.js';
import { geneSymbol, type Vocabulary } from '../../vocabulary/vocabulary.js';

/**
 * Genes and drug classes that a trial speaks of in its title or in any criterion, whatever the section and confidence: who
 * excludes earlier CDK4/6 inhibitors is likely to give one. It orders trials that ask for no biomarker, and decides nothing.
 */
export function subjectsOfTrial(
  { criteria }: EligibilityDocument,
  title: string | undefined,
  { genes, drugs }: Vocabulary,
): ReadonlySet<string> {
  const subjects = new Set<string>();
  const add = (names: readonly string[]) => names.forEach((name) => subjects.add(name));
  const addAgent = (agent: string) => add(drugs.classesOf(agent));
  for (const { when } of criteria)
    for (const { leaf } of leavesOf(when)) {
      const named = namedIn(leaf);
      for (const gene of named.genes) add([geneSymbol(gene, genes)]);
      add(named.classes);
      named.agents.forEach(addAgent);
    }
  if (title !== undefined) {
    add(genes.find(title).map(({ value }) => value));
    for (const { value } of drugs.find(title))
      if ('agent' in value) addAgent(value.agent);
      else add([value.drugClass]);
  }
  return subjects;
}

/** The genes whose alteration or overexpression a patient is known to have, and the drug classes that act on them. */
export function subjectsOfPatient(patient: PatientContext, { genes, drugs }: Vocabulary): ReadonlySet<string> {
  const altered = [...genomicsOf(patient).variants].flatMap(([gene, facts]) => (facts.some(({ present }) => present) ? [gene] : [])); // prettier-ignore
  const expressed = patient.facts('expression').flatMap(({ marker, is }) => (is === 'positive' || is === 'high' ? [marker] : [])); // prettier-ignore
  const known = [...altered, ...expressed].map((gene) => geneSymbol(gene, genes));
  return new Set(known.flatMap((gene) => [gene, ...drugs.classesActingOn(gene)]));
}

interface Named {
  genes: readonly string[];
  classes: readonly string[];
  agents: readonly string[];
}

function namedIn(leaf: Leaf): Named {
  if ('variant' in leaf) return { genes: [leaf.variant.gene], classes: [], agents: [] };
  if ('expression' in leaf) return { genes: [leaf.expression.marker], classes: [], agents: [] };
  const given = 'priorTherapy' in leaf ? leaf.priorTherapy : 'medication' in leaf ? leaf.medication : {};
  return { genes: [], classes: given.classes ?? [], agents: given.agents ?? [] };
}
