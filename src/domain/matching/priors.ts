import type { Expression, LeafKind, LeafParameters, Section } from '../criteria/model.js';

/** P(a leaf of the kind is true) and P(it is false), each where it is unknown and the criterion asks for it. In (0, 1]. */
export interface SectionPriors {
  inclusion: number;
  exclusion: number;
}

/** `criteria/priors.yaml`: how likely an unknown criterion is to be met, by kind and section. Not probabilities of one patient. */
export interface Priors {
  version: string;
  default: SectionPriors;
  /** A criterion whose reading says FAIL but that may not exclude: soft, or read with too little confidence. */
  lowConfidence: number;
  kinds: Partial<Record<LeafKind, SectionPriors>>;
}

/**
 * The prior of one criterion, from its expression alone: a conjunction is as likely as its least likely member, a
 * disjunction as its likeliest, and a negation asks for the opposite. Registry fields are stated as inclusions.
 */
export function priorOf(when: Expression, section: Section, priors: Priors): number {
  const chance = (node: Expression, wanted: boolean): number => {
    if ('not' in node) return chance(node.not, !wanted);
    if ('all' in node) return extreme(node.all, wanted, !wanted);
    if ('any' in node) return extreme(node.any, wanted, wanted);
    if ('atLeast' in node) return extreme(node.atLeast.of, wanted, !wanted);
    if ('if' in node) return extreme(node.else ? [node.then, node.else] : [node.then], wanted, false);
    const [kind, parameters] = Object.entries(node)[0] as [LeafKind, LeafParameters[LeafKind]];
    const asked = kind === 'variant' && 'is' in parameters && parameters.is !== 'present' ? !wanted : wanted;
    return (priors.kinds[kind] ?? priors.default)[asked ? 'inclusion' : 'exclusion'];
  };
  const extreme = (members: readonly Expression[], wanted: boolean, likeliest: boolean): number => {
    const chances = members.map((member) => chance(member, wanted));
    if (chances.length === 0) return 1;
    return likeliest ? Math.max(...chances) : Math.min(...chances);
  };
  return chance(when, section !== 'exclusion');
}
