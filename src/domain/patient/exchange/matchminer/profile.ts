import { isMapped, type CancerVocabulary } from '../../../vocabulary/vocabulary.js';
import type { CancerFact, Fact, Profile, Unmapped } from '../../profile.js';
import { day, number, objectId, text } from './ejson.js';
import { genomicFacts } from './genomic.js';

/** One document of a MatchMiner collection. */
export type MatchMinerDocument = Readonly<Record<string, unknown>>;

export interface Converted {
  facts: Fact[];
  unmapped: Unmapped[];
}

/**
 * Profiles of a MatchMiner database, in the order of its clinical documents; `patient` is the sample. A clinical
 * document says nothing of what was tested beyond its genomic documents, so nothing else is known to be covered.
 * The report date is not put on the facts: MatchMiner reads results whatever their date.
 * @throws Error where a clinical document has neither SAMPLE_ID nor _id.
 */
export function profilesFromMatchMiner(
  clinical: readonly MatchMinerDocument[],
  genomic: readonly MatchMinerDocument[],
  cancers?: CancerVocabulary,
): Profile[] {
  const bySample = new Map<string, MatchMinerDocument[]>();
  for (const document of genomic) {
    const id = objectId(document['CLINICAL_ID']) ?? '';
    const known = bySample.get(id);
    if (known) known.push(document);
    else bySample.set(id, [document]);
  }
  return clinical.map((document, i) => {
    const id = objectId(document['_id']);
    const patient = text(document['SAMPLE_ID']) ?? id;
    if (patient === undefined) throw new Error(`clinical document ${i + 1}: neither SAMPLE_ID nor _id`);
    return profileOf(patient, document, bySample.get(id ?? patient) ?? [], cancers);
  });
}

function profileOf(
  patient: string,
  clinical: MatchMinerDocument,
  genomic: readonly MatchMinerDocument[],
  cancers: CancerVocabulary | undefined,
): Profile {
  const resource = `clinical/${patient}`;
  const reported = day(clinical['REPORT_DATE']);
  const parts = [
    diagnosis(clinical, resource, cancers),
    mutationalBurden(clinical, resource),
    ...genomic.map((document) => genomicFacts(document, reported)),
  ];
  const birthDate = birthDateOf(clinical);
  const sex = text(clinical['GENDER'])?.toLowerCase();
  return {
    patient,
    ...(birthDate !== undefined && { birthDate }),
    ...((sex === 'female' || sex === 'male') && { sex }),
    ...(text(clinical['VITAL_STATUS'])?.toLowerCase() === 'deceased' && { deceased: true }),
    facts: parts.flatMap((part) => part.facts),
    unmapped: parts.flatMap((part) => part.unmapped),
  };
}

/** BIRTH_DATE_INT (`19801125`) is what MatchMiner compares with, so it goes before BIRTH_DATE. */
function birthDateOf(clinical: MatchMinerDocument): string | undefined {
  const packed = number(clinical['BIRTH_DATE_INT']);
  if (packed === undefined) return day(clinical['BIRTH_DATE']);
  const digits = String(Math.trunc(packed)).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
}

/** The name stays as recorded beside its OncoTree node, since CTML matches on names. */
function diagnosis(clinical: MatchMinerDocument, resource: string, cancers: CancerVocabulary | undefined): Converted {
  const path = 'ONCOTREE_PRIMARY_DIAGNOSIS_NAME';
  const name = text(clinical[path])?.trim();
  if (name === undefined || name === '') return { facts: [], unmapped: [] };
  const result = cancers?.fromText(name);
  const mapped = result !== undefined && isMapped(result);
  const fact: CancerFact = {
    kind: 'cancer',
    role: 'primary',
    concept: mapped ? result.concept : { code: name, system: 'text', name },
    recorded: name,
    source: { resource, path },
    ...(mapped && { mapping: result.mapping }),
  };
  const why = mapped ? undefined : (result?.why ?? 'no vocabulary given');
  return { facts: [fact], unmapped: why === undefined ? [] : [{ text: name, resource, why }] };
}

function mutationalBurden(clinical: MatchMinerDocument, resource: string): Converted {
  const path = 'TUMOR_MUTATIONAL_BURDEN_PER_MEGABASE';
  const value = number(clinical[path]);
  if (value === undefined) return { facts: [], unmapped: [] };
  return {
    facts: [
      { kind: 'signature', name: 'tmb', value, unit: '1/Mb', recorded: String(value), source: { resource, path } },
    ],
    unmapped: [],
  };
}
