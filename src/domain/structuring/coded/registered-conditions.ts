import type { Criterion } from '../../criteria/model.js';
import { isMapped, type Vocabulary } from '../../vocabulary/vocabulary.js';
import type { StructuringInput } from '../input.js';
import { leavesOf } from '../../criteria/expression-leaves.js';

/**
 * Sponsors register conditions as keywords, often broader or narrower than the criteria: below the line from which a
 * reading may exclude, so that a match is told from a stranger, and nobody is excluded by it.
 */
const KEYWORDS = 0.75;
const READ = 0.8;

const namesCancer = ({ section, confidence, when }: Criterion): boolean =>
  section === 'inclusion' && confidence >= READ && leavesOf(when).some(({ leaf }) => 'cancer' in leaf);

/**
 * Where the text states no cancer type that could be read, what the registry lists as the trial's conditions: a trial of
 * another disease is then not taken for one that fits anybody of the right age.
 */
export function registeredConditions(
  { conditions = [] }: StructuringInput,
  stated: readonly Criterion[],
  vocabulary: Vocabulary,
): Criterion[] {
  if (stated.some(namesCancer)) return [];
  const codes = conditions.flatMap((condition) => {
    const mapped = vocabulary.cancers.fromText(condition);
    return isMapped(mapped) ? [mapped.concept.code, ...(mapped.concept.alsoCodes ?? [])] : [];
  });
  if (codes.length === 0) return [];
  const registered = stated.filter(({ section }) => section === 'registry').length;
  return [
    {
      id: `r${registered + 1}`,
      section: 'registry',
      scope: 'all',
      text: `Conditions: ${conditions.join('; ')}`,
      requirement: 'hard',
      basis: 'coded',
      confidence: KEYWORDS,
      when: { cancer: { anyOf: [...new Set(codes)].sort() } },
    },
  ];
}
