import type { Vocabulary } from '../../../vocabulary/vocabulary.js';
import { Comparators } from '../../grammar/comparators.js';
import { QuantityScanner } from '../../grammar/quantities.js';
import { Units } from '../../grammar/units.js';
import type { StructuringLexicons } from '../../lexicons.js';
import type { Reader } from '../../reader.js';
import { ageReader } from './age.js';
import { lifeExpectancyReader } from './life-expectancy.js';
import { LimitConditions } from './limit-conditions.js';
import { Limits } from './limits.js';
import { measurementReader } from './measurements.js';
import { Measures } from './measures.js';
import { performanceReader } from './performance.js';
import { scaleReader } from './scales.js';

/** Readers of numeric criteria: age, performance status, laboratory values, vital signs, scales. */
export function createNumericReaders(vocabulary: Vocabulary, lexicons: StructuringLexicons): Reader[] {
  const { measures: lexicon } = lexicons;
  const quantities = new QuantityScanner(new Comparators(lexicons.comparators), new Units(vocabulary.units));
  return [
    ageReader(quantities),
    performanceReader(lexicon.performance, quantities),
    lifeExpectancyReader(lexicon.lifeExpectancy, quantities),
    measurementReader({
      measures: new Measures(vocabulary.analytes, lexicon),
      quantities,
      conditions: new LimitConditions(lexicons.limitConditions),
      limits: new Limits(vocabulary, lexicon),
      lexicon,
    }),
    scaleReader(lexicon.scales),
  ];
}
