import { isMapped, type Vocabulary } from '../../domain/vocabulary/vocabulary.js';
import { TrialSearchError } from './trial-filter.js';

const groups = new Set(['solid', 'hematologic', 'any']);

export interface NamedCode {
  code: string;
  name: string;
}

/** The cancer type that a search names. Throws where the vocabulary has none, rather than finding something near. */
export function cancerNamed(text: string, { cancers }: Vocabulary): NamedCode {
  const code = text.trim();
  if (groups.has(code.toLowerCase())) return { code: code.toLowerCase(), name: code.toLowerCase() };
  const byCode = cancers.concept(code) ?? cancers.concept(code.toUpperCase());
  if (byCode) return { code: byCode.code, name: byCode.name };
  const byName = cancers.fromText(code);
  if (isMapped(byName)) return { code: byName.concept.code, name: byName.concept.name };
  throw new TrialSearchError('cancer', `'${text}' names no cancer type that Eligo knows: ${byName.why}`);
}

/** Which of the cancers that trials name answer a search for `wanted`. */
export function cancersAnswering(
  wanted: string,
  scope: 'within' | 'accepting',
  named: readonly string[],
  { cancers }: Vocabulary,
): string[] {
  const above = new Set(cancers.ancestors(wanted));
  return named.filter(
    (code) => code === wanted || cancers.isA(code, wanted) || (scope === 'accepting' && above.has(code)),
  );
}

export function geneNamed(text: string, { genes }: Vocabulary): string {
  const mapped = genes.resolve(text.trim());
  if (isMapped(mapped)) return mapped.concept;
  throw new TrialSearchError('gene', `'${text}' names no gene: ${mapped.why}`);
}

/** The agents of `given` that a search for a drug or a class of drugs asks for. */
export function drugsAnswering(text: string, given: readonly string[], { drugs }: Vocabulary): string[] {
  const mapped = drugs.fromText(text.trim());
  if (isMapped(mapped)) {
    const wanted = new Set(mapped.concept.map(({ agent }) => agent));
    return given.filter((agent) => wanted.has(agent));
  }
  const classes = drugs.find(text).flatMap(({ value }) => ('drugClass' in value ? [value.drugClass] : []));
  if (classes.length === 0) throw new TrialSearchError('drug', `'${text}' names no drug and no class: ${mapped.why}`);
  return given.filter((agent) => classes.some((drugClass) => drugs.classesOf(agent).includes(drugClass)));
}
