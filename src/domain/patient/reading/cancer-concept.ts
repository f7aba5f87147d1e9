import type { CancerConcept } from '../profile.js';
import { label, type Concept } from '../record/element.js';
import { isMapped, type MappedCancer } from '../../vocabulary/vocabulary.js';
import type { Reading } from './reading.js';
import { hasWords, siteName, withoutTag } from './wording.js';

/**
 * The cancer type that a Condition states: its code, made more specific by its morphology and body site where these
 * name a type below it ("non-small cell lung cancer" with "adenocarcinoma" is lung adenocarcinoma). A morphology never
 * moves a coded cancer to another branch.
 */
export function cancerOf(
  named: Concept,
  morphology: Concept | undefined,
  site: Concept | undefined,
  reading: Reading,
): MappedCancer | undefined {
  const mapped = reading.lookups.cancer(named);
  const coded = isMapped(mapped) ? mapped : undefined;
  if (coded?.behavior === 'secondary' || (!morphology && (coded ? !isGeneric(coded.concept) : !site))) return coded;
  const refined = combined(named, morphology, site, coded, reading);
  if (!refined) return coded;
  if (!coded || isGeneric(coded.concept)) return refined;
  const below =
    refined.concept.code !== coded.concept.code &&
    reading.vocabulary.cancers.isA(refined.concept.code, coded.concept.code);
  return below
    ? { ...refined, ...(coded.metastasisSite !== undefined && { metastasisSite: coded.metastasisSite }) }
    : coded;
}

const GENERIC = new Set(['solid', 'hematologic', 'any']);
/** Names no one organ: a group of all cancers, or a histology that several organs have. */
const isGeneric = (concept: CancerConcept): boolean =>
  GENERIC.has(concept.code) || (concept.alsoCodes?.length ?? 0) > 1;

function combined(
  named: Concept,
  morphology: Concept | undefined,
  site: Concept | undefined,
  coded: MappedCancer | undefined,
  reading: Reading,
): MappedCancer | undefined {
  const what = morphology && hasWords(morphology) ? withoutTag(label(morphology)) : malignant(named);
  if (what !== undefined) {
    for (const text of phrases(what, placesOf(site, coded, reading))) {
      const read = reading.vocabulary.cancers.fromText(text);
      if (isMapped(read) && !isGeneric(read.concept)) return lessSure(read, 'morphology and site');
    }
  }
  const both = morphology && reading.lookups.cancer({ codings: [...morphology.codings, ...(site ?? named).codings] });
  return both && isMapped(both) && !isGeneric(both.concept) ? lessSure(both, 'morphology and site codes') : undefined;
}

/** Where the cancer is, in words: the body site, else what the coded type and those above it are named after ("Lung Cancer"). */
function placesOf(site: Concept | undefined, coded: MappedCancer | undefined, reading: Reading): string[] {
  if (site && hasWords(site)) return [siteName(site)];
  if (!coded || isGeneric(coded.concept)) return [];
  const { cancers } = reading.vocabulary;
  const names = [coded.concept.name];
  for (const code of cancers.ancestors(coded.concept.code)) {
    const name = GENERIC.has(code) ? undefined : cancers.concept(code)?.name;
    if (name?.endsWith(' Cancer')) names.push(name.slice(0, -' Cancer'.length));
  }
  return names;
}

function phrases(what: string, places: readonly string[]): string[] {
  const plain = what.endsWith(', NOS') ? what.slice(0, -', NOS'.length) : what;
  return places.length === 0 ? [plain] : places.flatMap((place) => [`${plain} of ${place}`, `${place} ${plain}`]);
}

/** A generic cancer ("malignant neoplastic disease") of a named site is a malignant neoplasm of that site. */
const malignant = (named: Concept): string | undefined =>
  hasWords(named) && /malignan|cancer/i.test(label(named)) ? 'Malignant neoplasm' : undefined;

/** Two codes put together are a little less sure than one code that says both. */
const lessSure = (found: MappedCancer, route: string): MappedCancer => ({
  ...found,
  mapping: { route: `${route} (${found.mapping.route})`, confidence: Math.min(found.mapping.confidence, 0.9) },
});
