export interface GoldName {
  name: string;
  /** Empty where the gold list has no code for the string. */
  id: string;
  drugClass: boolean;
}

export interface NameScore {
  strings: number;
  /** Strings with a code. */
  coded: number;
  mapped: number;
  right: number;
  precision: number;
  recall: number;
  f1: number;
  /** Of those that map, and without the strings that name a drug the vocabulary does not hold. */
  wrong: string[];
  /** Coded strings that stay unmapped. */
  missed: string[];
}

/**
 * Scores names against groups of names: the group's agent is the one that most of its strings map to. A string is right
 * if it maps to its group's agent alone and no other group has the same agent with more strings.
 */
export function scoreNames(gold: readonly GoldName[], agentsOf: (name: string) => string[]): NameScore {
  const coded = gold.filter(({ id, drugClass }) => id !== '' && !drugClass);
  const mappedNames = coded.map((one) => ({ ...one, agents: agentsOf(one.name) }));
  const votes = new Map<string, Map<string, number>>();
  for (const { id, agents } of mappedNames)
    for (const agent of agents) {
      const group = votes.get(id) ?? new Map<string, number>();
      votes.set(id, group.set(agent, (group.get(agent) ?? 0) + 1));
    }
  const owner = new Map<string, { id: string; votes: number }>();
  for (const [id, group] of votes)
    for (const [agent, count] of group)
      if (count > (owner.get(agent)?.votes ?? 0)) owner.set(agent, { id, votes: count });
  const isRight = ({ id, agents }: { id: string; agents: string[] }): boolean =>
    agents.length === 1 && owner.get(agents[0] ?? '')?.id === id;
  const mapped = mappedNames.filter(({ agents }) => agents.length > 0);
  const right = mapped.filter(isRight).length;
  const precision = ratio(right, mapped.length);
  const recall = ratio(right, coded.length);
  return {
    strings: gold.length,
    coded: coded.length,
    mapped: mapped.length,
    right,
    precision,
    recall,
    f1: ratio(2 * precision * recall, precision + recall),
    wrong: mapped.filter((one) => !isRight(one)).map(({ name, agents }) => `${name} -> ${agents.join('+')}`),
    missed: mappedNames.filter(({ agents }) => agents.length === 0).map(({ name }) => name),
  };
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((1000 * part) / whole) / 1000);
