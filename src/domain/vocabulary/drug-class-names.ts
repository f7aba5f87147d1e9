/** An entry of criteria/lexicon/drug-classes.yaml. */
export interface DrugClassEntry {
  name: string;
  parents?: string[];
  modality?: string;
  /** Molecules whose inhibitors, antibodies or ligands form the class. */
  targets?: string[];
  names?: string[];
  cased?: string[];
}

const BEFORE = ['anti', 'anti-'];
const AFTER = [
  'inhibitor',
  'inhibition',
  'inhibitor therapy',
  'antibody',
  'antibody therapy',
  'monoclonal antibody',
  'mab',
  'blockade',
  'blocker',
  'antagonist',
  'agonist',
  'agent',
  'targeted therapy',
  'targeted agent',
  'targeted treatment',
  'targeted drug',
  'targeting therapy',
  'targeting agent',
  'targeting drug',
  'targeting treatment',
  'directed therapy',
  'directed agent',
  'directed treatment',
  'pathway inhibitor',
  'pathway targeting agent',
  'signaling inhibitor',
  'axis inhibitor',
  'checkpoint inhibitor',
  'therapy',
  'based therapy',
];
const AFTER_ANTI = [
  'antibody',
  'agent',
  'therapy',
  'treatment',
  'drug',
  'monoclonal antibody',
  'mab',
  'inhibitor',
  'targeted therapy',
  'immunotherapy',
  'directed therapy',
  'regimen',
  'based therapy',
  'containing regimen',
  'checkpoint inhibitor',
  'monotherapy',
];

/** Regular English plurals of a name's last word, the name itself first. */
export function withPlural(name: string): string[] {
  if (/(?:[^aeiou]y)$/.test(name)) return [name, `${name.slice(0, -1)}ies`];
  if (/(?:s|x|ies)$/.test(name)) return [name];
  return [name, `${name}s`];
}

/** Every phrase that names a class: its names, and the ways to speak of a drug by its target. */
export function phrasesOfClass(entry: DrugClassEntry): string[] {
  const byTarget = (entry.targets ?? []).flatMap((target) => [
    ...AFTER.map((after) => `${target} ${after}`),
    ...BEFORE.flatMap((before) => [`${before}${target}`, ...AFTER_ANTI.map((after) => `${before}${target} ${after}`)]),
    `inhibitor of ${target}`,
    `inhibitors of ${target}`,
    `antibody against ${target}`,
    `antibodies against ${target}`,
    `agent targeting ${target}`,
    `agents targeting ${target}`,
    `therapy targeting ${target}`,
    `drug targeting ${target}`,
    `drugs targeting ${target}`,
    `antibody targeting ${target}`,
    `antibodies targeting ${target}`,
  ]);
  return [entry.name, ...(entry.names ?? []), ...byTarget].flatMap(withPlural);
}
