import type { CancerFact, ConditionFact, StageFact } from '../profile.js';
import type { Entry } from '../record/collect.js';
import { code, concept, concepts, day, element, extension, label, type Concept } from '../record/element.js';
import { isMapped } from '../../vocabulary/vocabulary.js';
import { cancerOf } from './cancer-concept.js';
import { dated, source, type Reading } from './reading.js';
import { conditionDate, readConditionStages } from './stage.js';
import { siteName, withoutTag } from './wording.js';

/** A Condition: a cancer, a spread of one, an infection, a pregnancy, or another disease; with what it says of the stage. */
export function readCondition(entry: Entry, reading: Reading, observedStages: readonly StageFact[]): void {
  const { resource } = entry;
  const named = concept(resource['code']);
  if (!named) {
    reading.leave(entry, 'Condition without a code');
    return;
  }
  const verification = verificationOf(entry, reading);
  if (verification === 'entered-in-error' || verification === 'refuted') {
    reading.leave(entry, `verification status ${verification}: not counted`, named);
    return;
  }
  const situation = situationOf(named, reading);
  if (situation === 'family' || situation === 'risk') {
    reading.add({
      kind: 'finding',
      topic: situation === 'family' ? 'familyHistory' : 'suspicion',
      value: label(named),
      ...dated(conditionDate(entry)),
      source: source(entry, 'code'),
    });
    return;
  }
  if (isSecondary(named, reading)) readSecondary(entry, named, verification, reading);
  else if (!readPrimary(entry, named, verification, situation, reading)) readOther(entry, named, reading);
  readConditionStages(entry, reading, observedStages);
}

function verificationOf(entry: Entry, reading: Reading): string | undefined {
  const stated = concept(entry.resource['verificationStatus']);
  return stated && (reading.codes.value('verification', stated) ?? code(entry.resource['verificationStatus']));
}

/** ICD-10-CM situations are families of codes (Z80.3, Z85.46): their first three characters decide. */
function situationOf(named: Concept, reading: Reading): string | undefined {
  const families = named.codings.flatMap((one) => (one.code?.startsWith('Z') ? [{ code: one.code.slice(0, 3) }] : []));
  return reading.codes.value('situation', families.length > 0 ? { codings: families } : named);
}

const SECONDARY_ICD = /^C7(?:[789]|B)/;

/** ICD-10-CM C77 to C79 and C7B; NCIt codes also begin with C7, but never have a dot or stand under an ICD system. */
const isSecondaryIcd = ({ code, system }: { code?: string; system?: string }): boolean =>
  code !== undefined && SECONDARY_ICD.test(code) && (system?.includes('icd-10') === true || code.includes('.'));

export const isSecondary = (named: Concept, reading: Reading): boolean =>
  named.codings.some(isSecondaryIcd) || reading.codes.value('secondary', named) !== undefined;

/** What every cancer fact carries of its Condition. */
function cancerParts(entry: Entry, named: Concept, verification: string | undefined, reading: Reading) {
  const { resource } = entry;
  const bodySites = concepts(resource['bodySite']);
  const site = bodySites[0];
  const morphology = concept(
    extension(resource, 'mcode-histology-morphology-behavior', 'onco-core-HistologyMorphologyBehavior-extension')?.[
      'valueCodeableConcept'
    ],
  );
  const qualifiers = bodySites.flatMap((one) => [one]).concat(named);
  const stated =
    concept(extension(resource, 'mcode-laterality', 'mcode-laterality-qualifier')?.['valueCodeableConcept']) ??
    concept(bodySiteExtension(entry));
  const laterality = (stated ? [stated, ...qualifiers] : qualifiers)
    .map((one) => reading.codes.value('laterality', one))
    .find((one) => one !== undefined);
  const clinicalStatus = code(resource['clinicalStatus']);
  return {
    morphology,
    site,
    parts: {
      ...(morphology !== undefined && { histology: withoutTag(label(morphology)) }),
      ...(site !== undefined && { site: siteName(site) }),
      ...(laterality !== undefined && { laterality }),
      ...(clinicalStatus !== undefined && { clinicalStatus }),
      ...(verification !== undefined && { verification }),
      ...dated(conditionDate(entry)),
      recorded: label(named),
      source: source(entry, 'code'),
    } satisfies Partial<CancerFact>,
  };
}

function bodySiteExtension(entry: Entry): unknown {
  const site = element(entry.resource['bodySite']);
  return site && extension(site, 'mcode-laterality-qualifier', 'mcode-laterality')?.['valueCodeableConcept'];
}

function readPrimary(
  entry: Entry,
  named: Concept,
  verification: string | undefined,
  situation: string | undefined,
  reading: Reading,
): boolean {
  const { morphology, site, parts } = cancerParts(entry, named, verification, reading);
  const found = cancerOf(named, morphology, site, reading);
  if (!found) {
    if (morphology === undefined) return false;
    reading.leave(entry, 'a cancer (it states a morphology) that maps to no cancer type', named);
    return true;
  }
  reading.add({
    kind: 'cancer',
    concept: found.concept,
    role: 'primary',
    ...parts,
    ...(situation === 'history' && { clinicalStatus: 'history' }),
    mapping: found.mapping,
  });
  return true;
}

/** Metastatic malignant neoplasm of NCIt: what a secondary cancer is, whatever its origin. */
const METASTATIC = { code: 'C36263', system: 'ncit', ncit: ['C36263'] } as const;

function readSecondary(entry: Entry, named: Concept, verification: string | undefined, reading: Reading): void {
  const { parts, site } = cancerParts(entry, named, verification, reading);
  const place = metastasisSite(named, site, reading);
  reading.add({
    kind: 'cancer',
    concept: { ...METASTATIC, ncit: [...METASTATIC.ncit], name: withoutTag(label(named)) },
    role: 'secondary',
    ...parts,
  });
  reading.add({
    kind: 'metastasis',
    site: place,
    present: true,
    ...(parts.clinicalStatus !== undefined && { status: parts.clinicalStatus }),
    ...dated(parts.date),
    recorded: label(named),
    source: source(entry, 'code'),
  });
}

/** A named site wins over `unspecified`, which the code of "metastatic malignant neoplasm" alone gives. */
export function metastasisSite(named: Concept, bodySite: Concept | undefined, reading: Reading): string {
  const byCode = reading.codes.value('metastasisSite', named);
  if (byCode !== undefined && byCode !== 'unspecified') return byCode;
  const bySite = bodySite && reading.codes.value('metastasisSite', bodySite);
  return bySite ?? byCode ?? 'unspecified';
}

const ACTIVE = new Set(['active', 'recurrence', 'relapse']);
const INACTIVE = new Set(['inactive', 'remission', 'resolved']);

function readOther(entry: Entry, named: Concept, reading: Reading): void {
  const { resource } = entry;
  const onset = conditionDate(entry);
  const abated = day(resource['abatementDateTime']) ?? day(element(resource['abatementPeriod'])?.['end']);
  const clinical = code(resource['clinicalStatus']);
  const status: ConditionFact['status'] =
    clinical !== undefined && INACTIVE.has(clinical)
      ? 'inactive'
      : abated !== undefined
        ? 'inactive'
        : clinical !== undefined && ACTIVE.has(clinical)
          ? 'active'
          : 'unknown';
  const severity = concept(resource['severity']);
  const mapped = reading.lookups.condition(named);
  if (!isMapped(mapped)) reading.leave(entry, `condition: ${mapped.why}`, named);
  reading.add({
    kind: 'condition',
    concept: isMapped(mapped) ? mapped.concept : asRecorded(named),
    status,
    ...(onset !== undefined && { onset }),
    ...(abated !== undefined && { abated }),
    ...(severity !== undefined && { severity: withoutTag(label(severity)) }),
    ...(isMapped(mapped) && { mapping: mapped.mapping }),
    ...dated(onset),
    recorded: label(named),
    source: source(entry, 'code'),
  });
  const infection = reading.codes.value('infection', named);
  if (infection !== undefined) {
    reading.add({
      kind: 'infection',
      agent: infection,
      status: status === 'active' ? 'active' : status === 'inactive' ? 'history' : 'positive',
      ...dated(onset),
      recorded: label(named),
      source: source(entry, 'code'),
    });
  }
  const pregnancy = reading.codes.value('pregnancy', named);
  if (pregnancy !== undefined && status !== 'inactive') {
    reading.add({
      kind: 'pregnancy',
      is: pregnancy as 'pregnant',
      ...dated(onset),
      recorded: label(named),
      source: source(entry, 'code'),
    });
  }
}

/** A condition that the vocabulary does not know, under the code it came with. */
export function asRecorded(named: Concept): ConditionFact['concept'] {
  const coding = named.codings.find((one) => one.code !== undefined);
  const name = withoutTag(label(named));
  if (coding?.code === undefined) return { code: name, system: 'text', name };
  const system = coding.system ?? '';
  return {
    code: coding.code,
    system: system.includes('icd-10') ? 'icd10cm' : system.includes('snomed') ? 'snomed' : 'text',
    name,
  };
}
