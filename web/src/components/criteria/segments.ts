import type { Outcome } from '../../api/generated/graphql.js';

export interface Placed {
  key: string;
  outcome: Outcome;
  span: { start: number; end: number };
}

/** A stretch of text with at most one criterion; `first` where the criterion begins. */
export interface Segment {
  text: string;
  key?: string;
  outcome?: Outcome;
  first?: boolean;
}

/**
 * Cuts a text at the edges of all spans. Where spans overlap, the shortest one has the characters: a sentence inside a
 * paragraph is what somebody points at.
 */
export function segmentsOf(text: string, placed: readonly Placed[]): Segment[] {
  const inside = placed.filter(({ span }) => span.start >= 0 && span.end <= text.length && span.start < span.end);
  const edges = [...new Set([0, text.length, ...inside.flatMap(({ span }) => [span.start, span.end])])].sort(
    (a, b) => a - b,
  );
  const begun = new Set<string>();
  const segments: Segment[] = [];
  for (const [i, start] of edges.slice(0, -1).entries()) {
    const end = edges[i + 1] ?? text.length;
    const [owner] = inside
      .filter(({ span }) => span.start <= start && span.end >= end)
      .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
    const words = text.slice(start, end);
    if (!owner) {
      segments.push({ text: words });
      continue;
    }
    segments.push({ text: words, key: owner.key, outcome: owner.outcome, first: !begun.has(owner.key) });
    begun.add(owner.key);
  }
  return segments;
}
