import type { Entry } from '../record/collect.js';
import { code, concept, concepts, day, elements, label, type Concept } from '../record/element.js';
import { isMapped } from '../../vocabulary/vocabulary.js';
import { cancerOf } from './cancer-concept.js';
import { dated, source, type Reading } from './reading.js';
import { withoutTag } from './wording.js';

/** An allergy or intolerance; a substance that is a drug is named by its agent, with its classes. */
export function readAllergy(entry: Entry, reading: Reading): void {
  const { resource } = entry;
  const named =
    concept(resource['code']) ??
    concept(resource['substance']) ??
    concept(elements(resource['reaction'])[0]?.['substance']);
  if (!named) {
    reading.leave(entry, 'AllergyIntolerance without a substance');
    return;
  }
  const stated = concept(resource['verificationStatus']);
  const verification = stated && reading.codes.value('verification', stated);
  if (verification === 'entered-in-error' || verification === 'refuted') {
    reading.leave(entry, `verification status ${verification}: not counted`, named);
    return;
  }
  if (NO_KNOWN_ALLERGY.has(named.codings[0]?.code ?? '')) return;
  const drugs = reading.lookups.drugs(named);
  const known = isMapped(drugs) ? drugs.concept : [];
  const classes = [
    ...new Set(known.flatMap((drug) => [...drug.classes, ...reading.vocabulary.drugs.classesOf(drug.agent)])),
  ].sort();
  const status = code(resource['clinicalStatus']);
  reading.add({
    kind: 'allergy',
    to: known.length === 1 && known[0] ? known[0].agent : withoutTag(label(named)),
    ...(classes.length > 0 && { classes }),
    ...(status !== undefined && { status }),
    ...dated(day(resource['onsetDateTime']) ?? day(resource['recordedDate'])),
    recorded: label(named),
    source: source(entry, 'code'),
  });
}

/** "No known allergy" and its kin: the list was asked for and is empty, which coverage says. */
const NO_KNOWN_ALLERGY = new Set(['716186003', '409137002', '428607008', '429625007']);

export function readFamilyHistory(entry: Entry, reading: Reading): void {
  const { resource } = entry;
  if (code(resource['status']) === 'entered-in-error') return;
  const relative = concept(resource['relationship']);
  for (const [index, condition] of elements(resource['condition']).entries()) {
    const named = concept(condition['code']);
    if (!named) continue;
    reading.add({
      kind: 'finding',
      topic: 'familyHistory',
      value: `${withoutTag(label(named))}${relative ? ` (${label(relative)})` : ''}`,
      ...dated(day(resource['date'])),
      source: source(entry, `condition[${index}].code`),
    });
  }
}

export function readImmunization(entry: Entry, reading: Reading): void {
  const { resource } = entry;
  const named = concept(resource['vaccineCode']);
  const status = code(resource['status']);
  if (!named || status === 'not-done' || status === 'entered-in-error' || resource['wasNotGiven'] === true) return;
  reading.add({
    kind: 'finding',
    topic: 'vaccination',
    value: label(named),
    ...dated(day(resource['occurrenceDateTime']) ?? day(resource['date'])),
    source: source(entry, 'vaccineCode'),
  });
}

/**
 * The cancer for which a test was ordered: read only where the record holds no Condition that states a cancer, and
 * marked as provisional, because an order gives a reason and not a diagnosis.
 */
export function readOrderReason(entry: Entry, reading: Reading): void {
  const { resource } = entry;
  const status = code(resource['status']);
  if (status === 'entered-in-error' || status === 'revoked' || status === 'draft') return;
  const reasons = concepts(resource['reasonCode']);
  for (const reason of reasons) {
    const found = cancerOf(reason, morphologyIn(reason), undefined, reading);
    if (!found) continue;
    reading.add({
      kind: 'cancer',
      concept: found.concept,
      role: 'primary',
      verification: 'provisional',
      ...dated(day(resource['authoredOn'])),
      recorded: reason.codings.map((one) => one.display ?? one.code ?? '').join('; ') || label(reason),
      source: source(entry, 'reasonCode'),
      mapping: {
        route: `reason of an order (${found.mapping.route})`,
        confidence: Math.min(found.mapping.confidence, 0.7),
      },
    });
  }
}

/** ICD-O-3 morphology standing beside a topography code in one concept. */
function morphologyIn(reason: Concept): Concept | undefined {
  const codings = reason.codings.filter((one) => /^\d{4,5}\/\d$/.test(one.code ?? ''));
  return codings.length > 0 && codings.length < reason.codings.length ? { codings } : undefined;
}
