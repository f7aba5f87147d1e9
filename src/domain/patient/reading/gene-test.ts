import { concepts, label, string } from '../record/element.js';
import { absence, recordedValue, type ObservationView } from './observation.js';
import { dated, source, type Reading } from './reading.js';
import { nameOf } from './wording.js';

/**
 * A test of one gene or one alteration, named by its code ("EGFR gene exon 19 deletion [Presence] in ..."): what was
 * found, or what was looked for and not found. Gives false where the code is no such test. A code may be a marker's as
 * well (HER2 by FISH): `alsoMarker` says that its result is not lost where it is no yes or no.
 */
export function readGeneTest(view: ObservationView, reading: Reading, alsoMarker: boolean): boolean {
  const test = reading.lookups.geneTest(view.code);
  if (!test) return false;
  const { resource } = view.entry;
  const text = string(resource['valueString']);
  const answer =
    [view.coded, ...concepts(resource['interpretation'])]
      .map((one) => one && reading.codes.value('presence', one))
      .find((one) => one !== undefined) ??
    (text === undefined ? undefined : reading.codes.valueOfText('presence', text));
  const present = answer === 'positive' || resource['valueBoolean'] === true;
  if (!present && answer !== 'negative' && resource['valueBoolean'] !== false) {
    if (alsoMarker) return true;
    const what = test.genes.join(', ');
    const why =
      recordedValue(resource) === undefined ? absence(view.entry) : 'the result is neither present nor absent';
    reading.leave(view.entry, `variant of ${what}: ${why}`, view.coded ?? view.code);
    return true;
  }
  const method = concepts(resource['method'])[0];
  for (const gene of test.genes) {
    reading.add({
      kind: 'variant',
      gene,
      type: test.type,
      ...(test.partner !== undefined && { partner: test.partner }),
      ...(test.hgvsP !== undefined && { hgvsP: test.hgvsP }),
      ...(test.hgvsC !== undefined && { hgvsC: test.hgvsC }),
      ...(test.exon !== undefined && { exon: test.exon }),
      ...(method && { method: nameOf(method, 'method', reading) }),
      present,
      ...dated(view.date),
      recorded: `${label(view.code)}: ${recordedValue(resource) ?? String(resource['valueBoolean'])}`,
      source: source(view.entry, 'value'),
    });
  }
  return true;
}
