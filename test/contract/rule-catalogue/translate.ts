import type { Expression } from '../../../src/domain/criteria/model.js';
import { Parameters } from './parameters.js';
import { healthTranslators } from './translate-health.js';
import { measurementTranslators } from './translate-measurement.js';
import { molecularTranslators } from './translate-molecular.js';
import { treatmentTranslators } from './translate-treatment.js';
import { tumourTranslators } from './translate-tumour.js';

const translators: Record<string, (p: Parameters) => Expression> = {
  ...healthTranslators,
  ...tumourTranslators,
  ...treatmentTranslators,
  ...molecularTranslators,
  ...measurementTranslators,
};

/** A row of the catalogue in our language: its kind's translator makes an expression of the mapped parameters. */
export function translate(kind: string, parameters: string): Expression {
  const translator = translators[kind];
  if (!translator) throw new Error(`no translator for kind '${kind}'`);
  return translator(new Parameters(parameters));
}
