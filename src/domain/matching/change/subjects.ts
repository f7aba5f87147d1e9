import { kindDefinitions } from '../../criteria/kinds/index.js';
import type { LabParameters, VariantParameters } from '../../criteria/model.js';
import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import { isDerivable } from '../../evaluation/derived-labs.js';
import type { Fact, Profile } from '../../patient/profile.js';
import { geneSymbol, type Vocabulary } from '../../vocabulary/vocabulary.js';

/**
 * What a record speaks of and a leaf reads: a fact kind (`stage`), one analyte or gene of it (`lab anc`,
 * `variant EGFR`), `birthDate`, `sex`, or a domain that the record covers (`covers conditions`).
 */
export type Subject = string;

function subjectsOf(fact: Fact): Subject[] {
  if (fact.kind === 'lab') return [`lab ${fact.analyte}`];
  if (fact.kind !== 'variant') return [fact.kind];
  return [fact.gene, ...(fact.partner === undefined ? [] : [fact.partner])].map((gene) => `variant ${gene}`);
}

/** Where a value was read and in which words says nothing of what it means. */
const MEANINGLESS = new Set(['source', 'recorded', 'mapping']);

const meaning = (fact: Fact): string =>
  JSON.stringify(fact, (key, value: unknown) => (MEANINGLESS.has(key) ? undefined : value));

/** Everything a profile says, by subject: equal texts mean that no leaf on the subject can tell the profiles apart. */
export function statementsOf(profile: Profile): Map<Subject, string> {
  const statements = new Map<Subject, string[]>();
  const say = (subject: Subject, statement: string) => {
    const said = statements.get(subject);
    if (said) said.push(statement);
    else statements.set(subject, [statement]);
  };
  if (profile.birthDate !== undefined) say('birthDate', profile.birthDate);
  if (profile.sex !== undefined) say('sex', profile.sex);
  for (const domain of profile.coverage ?? []) say(`covers ${domain}`, 'yes');
  for (const fact of profile.facts) for (const subject of subjectsOf(fact)) say(subject, meaning(fact));
  return new Map([...statements].map(([subject, said]) => [subject, said.join('\n')]));
}

/** Subjects that two profiles do not say the same of. */
export const changedSubjects = (
  before: ReadonlyMap<Subject, string>,
  after: ReadonlyMap<Subject, string>,
): ReadonlySet<Subject> =>
  new Set([...before.keys(), ...after.keys()].filter((subject) => before.get(subject) !== after.get(subject)));

/** Subjects on which a leaf's answer rests: `lab` alone stands for every analyte, `variant` for every gene. */
export function subjectsRead(leaf: CompiledLeaf, vocabulary: Vocabulary): Subject[] {
  const { reads, coveredBy = [] } = kindDefinitions[leaf.kind];
  const covered = coveredBy.map((domain) => `covers ${domain}`);
  return [...reads.map((read) => narrowed(leaf, read, vocabulary)), ...covered];
}

/**
 * Subjects of which a record must say something for the leaf to have another answer than for an empty record: age and
 * sex alone make no measurement.
 */
export function subjectsNeeded(leaf: CompiledLeaf, vocabulary: Vocabulary): Subject[] {
  const read = subjectsRead(leaf, vocabulary);
  if (kindDefinitions[leaf.kind].area !== 'measurement') return read;
  return read.filter((subject) => subject !== 'birthDate' && subject !== 'sex');
}

function narrowed(leaf: CompiledLeaf, read: Subject, { genes }: Vocabulary): Subject {
  if (leaf.kind === 'lab' && read === 'lab') {
    const { analyte, corrected, formula } = leaf.parameters as LabParameters;
    return isDerivable(analyte, corrected) || formula !== undefined ? read : `lab ${analyte}`;
  }
  if (leaf.kind === 'variant' && read === 'variant') {
    const { gene } = leaf.parameters as VariantParameters;
    if (gene === 'any') return read;
    return `variant ${geneSymbol(gene, genes)}`;
  }
  return read;
}

/** Whether a record that speaks of `spoken` says anything of what is read. */
export const speaksOf = (spoken: Iterable<Subject>, read: readonly Subject[]): boolean => {
  for (const subject of spoken) {
    const [kind = ''] = subject.split(' ');
    if (read.includes(subject) || (kind !== 'covers' && read.includes(kind))) return true;
  }
  return false;
};
