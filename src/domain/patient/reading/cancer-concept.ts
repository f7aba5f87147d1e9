import type { CancerConcept, Mapping } from '../profile.js';
import type { Concept } from '../record/element.js';
import { label } from '../record/element.js';
import { isMapped } from '../../vocabulary/vocabulary.js';
import type { Reading } from './reading.js';
import { hasWords, siteName, withoutTag } from './wording.js';

interface Found {
  concept: CancerConcept;
  mapping: Mapping;
}

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
): Found | undefined {
  const mapped = reading.lookups.cancer(named);
  const coded = isMapped(mapped) ? mapped : undefined;
  if (!morphology && (coded ? !isGeneric(coded.concept) : !site)) return coded;
  const refined = combined(named, morphology, site, coded?.concept, reading);
  if (!refined) return coded;
  if (!coded || isGeneric(coded.concept)) return refined;
  const below =
    refined.concept.code !== coded.concept.code &&
    reading.vocabulary.cancers.isA(refined.concept.code, coded.concept.code);
  return below ? refined : coded;
}

const GENERIC = new Set(['solid', 'hematologic', 'any']);
const isGeneric = (concept: CancerConcept): boolean => GENERIC.has(concept.code);

function combined(
  named: Concept,
  morphology: Concept | undefined,
  site: Concept | undefined,
  coded: CancerConcept | undefined,
  reading: Reading,
): Found | undefined {
  const both = morphology && site && reading.lookups.cancer({ codings: [...morphology.codings, ...site.codings] });
  if (both && isMapped(both) && !isGeneric(both.concept)) return as(both, 'morphology and site codes');
  const place = site && hasWords(site) ? siteName(site) : coded && !isGeneric(coded) ? coded.name : undefined;
  const what = morphology && hasWords(morphology) ? withoutTag(label(morphology)) : malignant(named);
  if (what === undefined) return undefined;
  for (const text of place === undefined ? [what] : [`${what} of ${place}`, `${place} ${what}`]) {
    const read = reading.vocabulary.cancers.fromText(text);
    if (isMapped(read) && !isGeneric(read.concept)) return as(read, 'morphology and site');
  }
  return undefined;
}

/** A generic cancer ("malignant neoplastic disease") of a named site is a malignant neoplasm of that site. */
const malignant = (named: Concept): string | undefined =>
  hasWords(named) && /malignan|cancer/i.test(label(named)) ? 'Malignant neoplasm' : undefined;

/** Two codes put together are a little less sure than one code that says both. */
const as = (found: Found, route: string): Found => ({
  concept: found.concept,
  mapping: { route: `${route} (${found.mapping.route})`, confidence: Math.min(found.mapping.confidence, 0.9) },
});
