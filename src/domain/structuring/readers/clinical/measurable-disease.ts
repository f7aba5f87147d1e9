import type { MeasurableDiseaseParameters } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import { frameBefore } from './grammar.js';

/** "Measurable disease per RECIST v1.1", "at least one measurable lesion (RANO)". */
export function measurableDisease(line: ClinicalLine): Found[] {
  if (!line.has('measurable')) return [];
  const at = line.items.findIndex((item) => item.tags['measurable'] !== undefined);
  let to = at + 1;
  const lesser =
    line.tag(at, 'measurable') === 'evaluable' || line.items.some((item) => item.tags['measurable'] === 'evaluable');
  const by = line.items.find((item) => item.tags['measurableBy'] !== undefined)?.tags['measurableBy'];
  // How the lesion is measured, by whom and by which version of the criteria is part of the definition: read to the end of the sentence.
  if (by !== undefined) {
    to = line.items.findIndex((item) => item.tags['measurableBy'] !== undefined) + 1;
    while (!line.isStop(to) || line.items[to + 1]?.number !== undefined || line.items[to - 1]?.number !== undefined) {
      if (to >= line.items.length || line.is(to, 'connector')) break;
      to += 1;
    }
  } else
    while (
      line.is(to, 'metastasisHead') ||
      line.is(to, 'measurable') ||
      line.is(to, 'extentHead') ||
      (line.is(to, 'connector') && line.is(to + 1, 'measurable'))
    )
      to += 1;
  const frame = frameBefore(
    line,
    at,
    'extent',
    'measurable',
    'connector',
    'bound',
    'number',
    'confirmation',
    'currentWord',
  );
  const parameters: MeasurableDiseaseParameters = by === undefined ? {} : { by };
  return [
    {
      from: frame.from,
      to,
      expression: { measurableDisease: parameters },
      negated: frame.negated,
      confidence: lesser ? 0.7 : 0.92,
      ...(lesser ? { review: ['evaluable, not only measurable, disease satisfies the text'] } : {}),
    },
  ];
}
