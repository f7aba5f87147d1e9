import type { CancerFact } from '../profile.js';
import type { Entry } from '../record/collect.js';
import { code, concept, concepts, element, extension, label, type Concept } from '../record/element.js';
import type { MappedCancer } from '../../vocabulary/vocabulary.js';
import { cancerOf } from './cancer-concept.js';
import { dated, source, type Reading } from './reading.js';
import { conditionDate } from './stage.js';
import { hasWords, nameOf, withoutTag } from './wording.js';

const MORPHOLOGY = ['mcode-histology-morphology-behavior', 'onco-core-HistologyMorphologyBehavior-extension'];
const LATERALITY = ['mcode-laterality-qualifier', 'mcode-laterality', 'onco-core-Laterality-extension'];

/** A Condition as a cancer: which one, how sure, and what else it says of it. */
export interface StatedCancer {
  readonly entry: Entry;
  readonly named: Concept;
  readonly verification: string | undefined;
  /** `history` for "personal history of": a cancer the patient had. */
  readonly situation: string | undefined;
}

/**
 * Reads a Condition as a cancer, primary or secondary. Gives false where it is none. Behaviour and site come from the
 * code; a secondary neoplasm filed under the profile for primary cancers stays a secondary one.
 */
export function readCancer(stated: StatedCancer, reading: Reading): boolean {
  const { entry, named: name, situation } = stated;
  const site = concepts(entry.resource['bodySite'])[0];
  const morphology = concept(extension(entry.resource, ...MORPHOLOGY)?.['valueCodeableConcept']);
  const found = cancerOf(situation === 'history' ? withoutHistory(name) : name, morphology, site, reading);
  if (found?.behavior === 'benign') return false;
  if (found?.behavior === 'secondary' || reading.codes.value('secondary', name) !== undefined) {
    addSecondary(stated, found, site, reading);
    return true;
  }
  if (!found) {
    if (morphology === undefined) return false;
    reading.leave(entry, 'a cancer (it states a morphology) that maps to no cancer type', name);
    return true;
  }
  const parts = commonParts(stated);
  const histology = morphology && (hasWords(morphology) ? withoutTag(label(morphology)) : code(morphology.codings[0]));
  const laterality = lateralityOf(stated, reading) ?? found.laterality;
  reading.add({
    kind: 'cancer',
    concept: found.concept,
    role: 'primary',
    ...((found.behavior === 'inSitu' || found.behavior === 'uncertain') && { behavior: found.behavior }),
    ...(histology !== undefined && { histology }),
    ...(site !== undefined && { site: nameOf(site, 'metastasisSite', reading) }),
    ...(laterality !== undefined && { laterality }),
    ...parts,
    mapping: found.mapping,
  });
  if (found.metastasisSite !== undefined) addMetastasis(stated, found.metastasisSite, reading);
  return true;
}

type CommonParts = Pick<CancerFact, 'clinicalStatus' | 'verification' | 'date' | 'recorded' | 'source'>;

function commonParts({ entry, named, verification, situation }: StatedCancer): CommonParts {
  const clinicalStatus = situation === 'history' ? 'history' : statusOf(entry);
  return {
    ...(clinicalStatus !== undefined && { clinicalStatus }),
    ...(verification !== undefined && { verification }),
    ...dated(conditionDate(entry)),
    recorded: label(named),
    source: source(entry, 'code'),
  };
}

const statusOf = (entry: Entry): string | undefined => code(entry.resource['clinicalStatus']);

/** The side, by the qualifier, the body site or the name of the disease ("of female left breast"). */
function lateralityOf({ entry, named }: StatedCancer, reading: Reading): string | undefined {
  const { resource } = entry;
  const site = element(resource['bodySite']);
  const qualifiers = [resource, ...(site ? [site] : [])].map((one) =>
    concept(extension(one, ...LATERALITY)?.['valueCodeableConcept']),
  );
  return [...qualifiers, ...concepts(resource['bodySite']), named]
    .map((one) => one && reading.codes.value('laterality', one))
    .find((one) => one !== undefined);
}

/** Metastatic malignant neoplasm of NCIt: what a secondary cancer is, whatever its origin. */
const METASTATIC = 'C36263';

function addSecondary(
  stated: StatedCancer,
  found: MappedCancer | undefined,
  site: Concept | undefined,
  reading: Reading,
): void {
  const laterality = lateralityOf(stated, reading) ?? found?.laterality;
  const place = found?.metastasisSite ?? metastasisSite(stated.named, site, reading);
  reading.add({
    kind: 'cancer',
    concept: { code: METASTATIC, system: 'ncit', ncit: [METASTATIC], name: codedName(stated.named) },
    role: 'secondary',
    ...(place !== UNKNOWN_SITE && { site: place }),
    ...(laterality !== undefined && { laterality }),
    ...commonParts(stated),
    ...(found?.behavior === 'secondary' && { mapping: found.mapping }),
  });
  addMetastasis(stated, place, reading);
}

/** `Personal history of malignant neoplasm of breast` names the neoplasm after "history of". */
function withoutHistory(name: Concept): Concept {
  const text = withoutTag(label(name));
  const at = text.toLowerCase().indexOf('history of ');
  return at < 0 ? name : { codings: [], text: text.slice(at + 'history of '.length) };
}

/** What the code says, rather than a text that may say less ("breast cancer" for a metastasis of it). */
const codedName = (name: Concept): string =>
  withoutTag(name.codings.find((one) => one.display !== undefined)?.display ?? label(name));

function addMetastasis(stated: StatedCancer, site: string, reading: Reading): void {
  const { clinicalStatus, verification: _verification, ...parts } = commonParts(stated);
  reading.add({
    kind: 'metastasis',
    site,
    present: true,
    // That the Condition is active says that it exists, not that the spread grows or is untreated.
    ...(clinicalStatus !== undefined && clinicalStatus !== 'active' && { status: clinicalStatus }),
    ...parts,
  });
}

/** A spread to a place that the record does not name. */
export const UNKNOWN_SITE = 'unknown';

/** A named site wins over the unknown one, which the code of "metastatic malignant neoplasm" alone gives. */
export function metastasisSite(named: Concept, bodySite: Concept | undefined, reading: Reading): string {
  const byCode = reading.codes.value('metastasisSite', named);
  if (byCode !== undefined && byCode !== UNKNOWN_SITE) return byCode;
  const bySite = bodySite && reading.codes.value('metastasisSite', bodySite);
  return bySite ?? byCode ?? UNKNOWN_SITE;
}
