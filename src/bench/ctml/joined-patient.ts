import { number, objectId, text } from '../../domain/patient/exchange/matchminer/ejson.js';
import type { MatchMinerDocument } from '../../domain/patient/exchange/matchminer/profile.js';

/** A patient as one document, so that a query interpreter can test a whole trial at once: the peers' best case. */
export interface JoinedPatient extends Record<string, unknown> {
  id: string;
  birthDateInt: number;
  gender: string;
  diagnosis: string;
  tmb: number | null;
  structuredSv: boolean;
  genomic: Record<string, unknown>[];
}

const STRUCTURED_SINCE = Date.UTC(2018, 11, 1);

export function joinPatients(
  clinical: readonly MatchMinerDocument[],
  genomic: readonly MatchMinerDocument[],
): JoinedPatient[] {
  return clinical.map((document) => {
    const id = objectId(document['_id']);
    const reported = document['REPORT_DATE'] as { $date: number } | undefined;
    return {
      id: text(document['SAMPLE_ID']) ?? id ?? '',
      birthDateInt: number(document['BIRTH_DATE_INT']) ?? 0,
      gender: text(document['GENDER']) ?? '',
      diagnosis: text(document['ONCOTREE_PRIMARY_DIAGNOSIS_NAME']) ?? '',
      tmb: number(document['TUMOR_MUTATIONAL_BURDEN_PER_MEGABASE']) ?? null,
      structuredSv: reported !== undefined && reported.$date >= STRUCTURED_SINCE,
      genomic: genomic.filter((other) => objectId(other['CLINICAL_ID']) === id).map((other) => ({ ...other })),
    };
  });
}
