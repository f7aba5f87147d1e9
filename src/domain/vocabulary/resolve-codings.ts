import { codesOf, describeCodings, type CodeSystem } from './coding-system.js';
import type { Coding, MappingResult } from './vocabulary.js';

/** How sure a route is: an exact code, a code found by roll-up to its parent, a display or text. */
export const CONFIDENCE = { code: 1, rollUp: 0.95, text: 0.85 } as const;

export interface CodeRoute<C> {
  system: CodeSystem;
  /** The concept of a code; `rolledUp` where a parent code carried the meaning. */
  lookup(code: string): { concept: C; rolledUp?: boolean } | undefined;
}

interface Found<C> {
  concept: C;
  route: string;
  confidence: number;
}

/**
 * Maps a CodeableConcept. All codings are looked at, so that neither their order nor their number changes the result:
 * codes before words; where the codes name several concepts, the one that is below all others; else a conflict.
 *
 * @param key identity of a concept, for telling agreement from conflict
 * @param isA whether a concept lies at or below another; equality where the vocabulary has no hierarchy
 */
export function resolveCodings<C>(
  codings: readonly Coding[],
  text: string | undefined,
  routes: readonly CodeRoute<C>[],
  fromText: (text: string) => MappingResult<C>,
  key: (concept: C) => string,
  isA: (below: C, above: C) => boolean = (below, above) => key(below) === key(above),
): MappingResult<C> {
  const byCode = routes.flatMap((route) =>
    codesOf(codings, route.system).flatMap((code): Found<C>[] => {
      const hit = route.lookup(code);
      return hit ? [found(hit.concept, route.system, hit.rolledUp === true ? 'rollUp' : 'code')] : [];
    }),
  );
  const candidates = byCode.length > 0 ? byCode : byWords(codings, text, fromText);
  if (candidates.length === 0) return { unmapped: describeCodings(codings, text), why: whyNot(codings, text, routes) };
  const finest = candidates.filter((one) => candidates.every((other) => isA(one.concept, other.concept)));
  const best = finest.sort((a, b) => b.confidence - a.confidence || a.route.localeCompare(b.route))[0];
  if (best) return { concept: best.concept, mapping: { route: best.route, confidence: best.confidence } };
  const names = [...new Set(candidates.map((one) => key(one.concept)))].sort();
  return { unmapped: describeCodings(codings, text), why: `conflict: the codings name ${names.join(' and ')}` };
}

const found = <C>(concept: C, system: string, kind: keyof typeof CONFIDENCE): Found<C> => ({
  concept,
  route: kind === 'rollUp' ? `${system} roll-up` : system,
  confidence: CONFIDENCE[kind],
});

function byWords<C>(
  codings: readonly Coding[],
  text: string | undefined,
  fromText: (text: string) => MappingResult<C>,
): Found<C>[] {
  const words = [...codings.map((coding) => coding.display), text];
  return words.flatMap((word): Found<C>[] => {
    if (word === undefined || word.trim() === '') return [];
    const result = fromText(word);
    if (!('concept' in result)) return [];
    const { route, confidence } = result.mapping;
    return [{ concept: result.concept, route, confidence: Math.min(confidence, CONFIDENCE.text) }];
  });
}

function whyNot(
  codings: readonly Coding[],
  text: string | undefined,
  routes: readonly { system: CodeSystem }[],
): string {
  if (codings.length === 0 && text === undefined) return 'nothing to map';
  const known = routes.some((route) => codesOf(codings, route.system).length > 0);
  if (known) return 'the code is not in the vocabulary';
  return codings.length > 0
    ? 'no coding of a code system that the vocabulary reads'
    : 'the text names nothing in the vocabulary';
}
