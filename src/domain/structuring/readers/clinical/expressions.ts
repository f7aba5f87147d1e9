import type { Bound, Expression, ExpressionParameters } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import { allOf, anyOf, asideEnd, frameBefore, joint, skip } from './grammar.js';

type State = NonNullable<ExpressionParameters['is']>;

/** Where a marker stands for several genes ("hormone receptor" = ESR1 or PGR): positive needs one, negative all. */
export function markerExpression(marker: string, is: State, score?: ExpressionParameters['score']): Expression {
  const leaves = marker
    .split('|')
    .map((gene): Expression => ({ expression: { marker: gene, is, ...(score ? { score } : {}) } }));
  return is === 'negative' ? allOf(leaves) : anyOf(leaves);
}

const TRIPLE_NEGATIVE: Expression = {
  all: ['ESR1', 'PGR', 'ERBB2'].map((marker) => ({ expression: { marker, is: 'negative' as const } })),
};

export interface ReadMarkers {
  expression: Expression;
  to: number;
  confidence: number;
}

/** A marker of the lexicon, or a gene whose product is said to be expressed ("EGFR overexpression"). */
function markerAt(line: ClinicalLine, index: number): string | undefined {
  const marker = line.tag(index, 'marker');
  if (marker !== undefined) return marker;
  const gene = line.items[index]?.gene;
  if (gene === undefined) return undefined;
  let i = index + 1;
  while (i < index + 4 && (line.sign(i, '-', '(', ')') || line.is(i, 'filler') || line.is(i, 'exonName'))) i += 1;
  return line.is(i, 'markerState') && /express/u.test(line.items[i]!.text) && !line.is(i + 1, 'alteration')
    ? gene
    : undefined;
}

const GLUE = ['filler', 'idEst', 'certainty', 'markerScore', 'exonName', 'extentHead'] as const;

/** "ER and/or PR positive, HER2-negative", "positive for CD20", "PD-L1 TPS >= 50%", "triple negative" at `index`. */
export function markersAt(line: ClinicalLine, index: number): ReadMarkers | undefined {
  if (line.is(index, 'tripleNegative')) return { expression: TRIPLE_NEGATIVE, to: index + 1, confidence: 0.93 };
  const leading = line.tag(index, 'markerState');
  let i = leading === undefined ? index : skip(line, index + 1, 'filler');
  if (leading !== undefined && markerAt(line, i) === undefined && line.items[i]?.gene === undefined) return undefined;
  const markers: string[] = [];
  let joined: 'and' | 'or' = 'and';
  let last = i;
  for (
    let marker = markerAt(line, i) ?? (leading === undefined ? undefined : line.items[i]?.gene);
    marker !== undefined;
    marker = markerAt(line, i)
  ) {
    markers.push(marker);
    i += 1;
    const aside = asideEnd(line, i);
    if (aside > i) i = aside;
    last = i;
    const between = joint(line, i);
    if (between.to === i || markerAt(line, skip(line, between.to, 'filler')) === undefined) break;
    if (between.join !== undefined) joined = between.join;
    i = skip(line, between.to, 'filler');
  }
  if (markers.length === 0) return undefined;
  if (line.sign(last, '-') && !line.is(last + 1, 'markerState')) {
    // "ER-": a hyphen that ends the word is a minus.
    const glued =
      line.start(last) === line.end(last) &&
      (line.items[last + 1] === undefined ||
        line.start(last + 1) > line.items[last]!.end ||
        line.sign(last + 1, '/', ',', ')', '.'));
    if (glued && leading === undefined) return built(markers, 'negative', joined, last + 1);
  }
  const scored = scoreAt(line, last);
  let state = leading as State | undefined;
  let to = last;
  if (state === undefined) {
    let s = last;
    while (s < last + 4 && (line.sign(s, '-', '(', ')') || GLUE.some((tag) => line.is(s, tag)))) s += 1;
    const after = line.tag(s, 'markerState') as State | undefined;
    if (after !== undefined) {
      state = after;
      to = s + 1;
      // "positive expression", "high expression", "negative status"
      while (line.is(to, 'markerState') && line.tag(to, 'markerState') === 'positive') to += 1;
      if (line.tag(s, 'markerState') === 'positive' && line.is(s + 1, 'markerState')) {
        state = line.tag(s + 1, 'markerState') as State;
        to = s + 2;
      }
    }
  }
  if (scored) {
    const score = scored.score;
    const leaf = markers
      .flatMap((marker) => marker.split('|'))
      .map((marker): Expression => ({ expression: { marker, score } }));
    return { expression: joined === 'or' ? anyOf(leaf) : allOf(leaf), to: Math.max(to, scored.to), confidence: 0.88 };
  }
  return state === undefined ? undefined : built(markers, state, joined, to);
}

function built(markers: readonly string[], state: State, joined: 'and' | 'or', to: number): ReadMarkers {
  const leaves = markers.map((marker) => markerExpression(marker, state));
  const expression = joined === 'or' && state !== 'negative' ? anyOf(leaves) : allOf(leaves);
  return { expression, to, confidence: joined === 'or' && state === 'negative' ? 0.75 : 0.92 };
}

/** "TPS >= 1%", "(CPS >= 10)", "IHC 3+", ">= 50% of tumor cells". */
function scoreAt(
  line: ClinicalLine,
  index: number,
): { score: NonNullable<ExpressionParameters['score']>; to: number } | undefined {
  let type: string | undefined;
  for (let i = index; i < index + 9 && i < line.items.length; i++) {
    const named = line.tag(i, 'markerScore');
    if (named !== undefined) {
      type = named;
      continue;
    }
    const bound = line.tag(i, 'bound') ?? { '≥': 'min', '>': 'above', '≤': 'max', '<': 'below' }[line.items[i]!.text];
    const number = line.items[bound === undefined ? i : i + 1]?.number;
    if (number !== undefined && (bound !== undefined || type === 'IHC')) {
      let to = bound === undefined ? i + 1 : i + 2;
      const limit: Bound = { value: number, inclusive: bound !== 'above' && bound !== 'below' };
      const percent = line.sign(to, '%');
      if (percent || line.sign(to, '+') || line.items[to]?.text === '+') to += 1;
      for (let after = to; type === undefined && after < to + 5; after++) {
        const behind = line.tag(after, 'markerScore');
        if (behind === undefined) continue;
        type = behind;
        to = after + 1;
      }
      if (type === undefined && !percent) return undefined;
      const upper = bound === 'max' || bound === 'below';
      const score: NonNullable<ExpressionParameters['score']> = { type: type ?? 'percent' };
      if (upper) score.max = limit;
      else score.min = limit;
      if (bound === undefined) score.max = limit;
      return { score, to };
    }
    if (
      !GLUE.some((tag) => line.is(i, tag)) &&
      !line.is(i, 'markerState') &&
      !line.sign(i, '(', ')', '-', ',', ':', '[') &&
      !line.is(i, 'connector') &&
      line.items[i]!.text !== 'score'
    )
      return undefined;
  }
  return undefined;
}

/** Marker states that stand outside a named disease. */
export function expressions(line: ClinicalLine): Found[] {
  if (!line.has('marker', 'tripleNegative', 'markerState')) return [];
  const found: Found[] = [];
  for (let i = 0; i < line.items.length; i++) {
    const read = markersAt(line, i);
    if (!read) continue;
    const parts = [read.expression];
    let { to } = read;
    for (;;) {
      const between = joint(line, to);
      const next = markersAt(line, skip(line, between.to, 'filler', 'must'));
      if (!next || between.to === to || between.join === 'or') break;
      parts.push(next.expression);
      to = next.to;
    }
    const frame = frameBefore(
      line,
      i,
      'confirmation',
      'extentHead',
      'diseaseAdjective',
      'markerScore',
      'geneGlue',
      'exonName',
    );
    if (line.is(to, 'extentHead')) to += 1;
    found.push({
      from: frame.from,
      to,
      expression: allOf(parts),
      negated: frame.negated,
      confidence: frame.negated ? 0.75 : read.confidence,
    });
    i = to - 1;
  }
  return found;
}
