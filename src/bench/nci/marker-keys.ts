import type { EligibilityDocument, Expression } from '../../domain/criteria/model.js';
import { biomarkerOf } from '../../domain/structuring/coded/coded-names.js';
import { leavesOf } from '../../domain/criteria/expression-leaves.js';
import type { StructuringInput } from '../../domain/structuring/input.js';
import { structurerOf } from '../../domain/structuring/structurer.js';
import type { Vocabulary } from '../../domain/vocabulary/vocabulary.js';
import type { ClinicalLexiconData } from '../../domain/structuring/readers/clinical/lexicon.js';
import { loadLexicons } from '../../reference-data/load-lexicons.js';

/** Gene and direction: `ERBB2 positive`, `EGFR altered`, `ALK absent`. The kind of alteration is coarser in the registry than in texts. */
function keysOf(expression: Expression, excluded: boolean): string[] {
  return leavesOf(expression, excluded).flatMap(({ leaf, negated }) => {
    if ('variant' in leaf) {
      const present = (leaf.variant.is === 'present') !== negated;
      return [`${leaf.variant.gene} ${present ? 'altered' : 'unaltered'}`];
    }
    if ('expression' in leaf) {
      const { is, score } = leaf.expression;
      const low = is === undefined && score?.max !== undefined && score.min === undefined;
      const negative = (is === 'negative' || low) !== negated;
      return [`${leaf.expression.marker} ${negative ? 'negative' : 'positive'}`];
    }
    if ('signature' in leaf) return [`${leaf.signature.name} ${leaf.signature.is ?? ''}`];
    return [];
  });
}

/** What the registry coded; `unknown` counts codes without a name or whose name no reader knows. */
export function markersOf(
  coded: NonNullable<NonNullable<StructuringInput['coded']>['biomarkers']>,
  vocabulary: Vocabulary,
): { keys: Set<string>; unknown: number } {
  const { readers } = structurerOf(vocabulary, loadLexicons());
  const keys = new Set<string>();
  let unknown = 0;
  for (const marker of coded) {
    const expression = biomarkerOf(marker, vocabulary, readers);
    if (!expression) unknown += 1;
    else for (const key of keysOf(expression, marker.inclusion === false)) keys.add(key);
  }
  return { keys, unknown };
}

/** What the text says, whatever the confidence. */
export function markersIn(document: EligibilityDocument): Set<string> {
  const keys = new Set<string>();
  for (const criterion of document.criteria)
    for (const key of keysOf(criterion.when, criterion.section === 'exclusion')) keys.add(key);
  return keys;
}

/** The gene, marker or signature of a key. */
export const geneOf = (key: string): string => key.split(' ')[0] ?? key;

/** Genes and markers that a text names at all, by the vocabulary and the marker lexicon. */
export function namedInText(text: string, vocabulary: Vocabulary, lexicon: ClinicalLexiconData): ReadonlySet<string> {
  const named = new Set(vocabulary.genes.find(text).map((mention) => mention.value));
  const words = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  for (const tag of ['marker', 'geneFamily', 'tripleNegative'] as const)
    for (const [value, phrases] of Object.entries(lexicon[tag] ?? {}))
      if (phrases.some((phrase) => words.includes(` ${phrase} `)))
        for (const gene of tag === 'tripleNegative' ? ['ESR1', 'PGR', 'ERBB2'] : value.split('|')) named.add(gene);
  return named;
}
