import type { ConditionConcept, ConditionFact, StageFact } from '../profile.js';
import type { Entry } from '../record/collect.js';
import { code, concept, day, element, label, type Concept } from '../record/element.js';
import { isMapped, type MappingResult } from '../../vocabulary/vocabulary.js';
import { readCancer } from './cancer.js';
import { dated, source, type Reading } from './reading.js';
import { conditionDate, readConditionStages } from './stage.js';
import { withoutTag } from './wording.js';

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
  if (!readCancer({ entry, named, verification, situation }, reading)) readOther(entry, named, reading);
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
  const mapped = conditionOf(named, reading);
  if (!isMapped(mapped)) reading.leave(entry, `condition: ${mapped.why}`, named);
  // "History of cardiac arrest (situation)" states the past, whatever its clinical status.
  const past = isMapped(mapped) && mapped.mapping.route === 'history';
  reading.add({
    kind: 'condition',
    concept: isMapped(mapped) ? mapped.concept : asRecorded(named),
    status: past ? 'inactive' : status,
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

/** By code and display; where these give nothing, by the display without what stands in brackets. */
export function conditionOf(named: Concept, reading: Reading): MappingResult<ConditionConcept> {
  const mapped = reading.lookups.condition(named);
  const plain = withoutTag(label(named));
  if (isMapped(mapped) || plain === label(named)) return mapped;
  const read = reading.vocabulary.conditions.fromText(plain);
  return isMapped(read) ? read : mapped;
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
