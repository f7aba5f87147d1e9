import { string } from '../record/element.js';
import { isMapped } from '../../vocabulary/vocabulary.js';
import { absence, type ObservationView } from './observation.js';
import { dated, source, type Reading } from './reading.js';

const ANSWERS = ['positive', 'negative'] as const;

/** A report of flow cytometry in words: `positive for CD10, CD19 and CD20; negative for CD3`. */
export function readImmunophenotype(view: ObservationView, reading: Reading): void {
  const text = string(view.entry.resource['valueString']);
  const clauses = text === undefined || text.length > 2000 ? [] : text.toLowerCase().split(/[.;]/);
  let found = false;
  for (const clause of clauses) {
    const answer = ANSWERS.find((one) => clause.includes(`${one} for `));
    if (answer === undefined) continue;
    for (const name of clause.slice(clause.indexOf(' for ') + ' for '.length).split(/,| and /)) {
      const marker = antigen(name.trim(), reading);
      if (marker === undefined) continue;
      found = true;
      reading.add({
        kind: 'expression',
        marker,
        is: answer,
        assay: 'flow cytometry',
        ...dated(view.date),
        recorded: text ?? '',
        source: source(view.entry, 'valueString'),
      });
    }
  }
  if (!found)
    reading.leave(
      view.entry,
      `immunophenotype: ${text === undefined ? absence(view.entry) : 'names no marker of the vocabulary'}`,
      view.code,
    );
}

/** A marker of the vocabulary, else the gene that an antigen's name stands for (CD79a). */
function antigen(name: string, reading: Reading): string | undefined {
  if (name === '') return undefined;
  const marker = reading.vocabulary.markers?.fromText(name);
  if (marker && isMapped(marker) && marker.concept.kind === 'expression') return marker.concept.marker;
  const gene = /^(?:cd\d{1,3}[a-z]?|tdt)$/.test(name) ? reading.vocabulary.genes.resolve(name) : undefined;
  return gene && isMapped(gene) ? gene.concept : undefined;
}
