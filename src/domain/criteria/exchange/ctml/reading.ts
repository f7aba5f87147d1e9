import type { Expression } from '../../model.js';

/** A CTML criterion in our language. `nothing`: it holds only keys that MatchMiner does not match on. */
export type CtmlReading = { nothing: true; review: string[] } | { nothing?: undefined; when: Expression; review: string[] };

/** One member stands for itself; several become a conjunction. */
export const conjunction = (members: Expression[]): Expression =>
  members.length === 1 && members[0] ? members[0] : { all: members };

export const disjunction = (members: Expression[]): Expression =>
  members.length === 1 && members[0] ? members[0] : { any: members };
