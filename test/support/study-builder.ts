/** Parts of a made-up ClinicalTrials.gov study; what is left out is as a small recruiting phase 2 trial has it. */
export interface StudyParts {
  nctId: string;
  title?: string;
  status?: string;
  conditions?: string[];
  criteria?: string;
  minimumAge?: string;
  maximumAge?: string;
  sex?: string;
  phases?: string[];
  interventions?: string[];
  updated?: string;
  verified?: string;
  locations?: { facility: string; city?: string; country?: string; status?: string; lat?: number; lon?: number }[];
  secondaryIds?: { id: string; type: string }[];
}

/** A study as the API writes it. */
export function study(parts: StudyParts): unknown {
  return {
    protocolSection: {
      identificationModule: {
        nctId: parts.nctId,
        briefTitle: parts.title ?? `Study ${parts.nctId}`,
        ...(parts.secondaryIds ? { secondaryIdInfos: parts.secondaryIds } : {}),
      },
      statusModule: {
        overallStatus: parts.status ?? 'RECRUITING',
        statusVerifiedDate: parts.verified ?? '2026-10',
        lastUpdatePostDateStruct: { date: parts.updated ?? '2026-10-15' },
      },
      conditionsModule: { conditions: parts.conditions ?? ['Melanoma'] },
      designModule: { studyType: 'INTERVENTIONAL', phases: parts.phases ?? ['PHASE2'] },
      armsInterventionsModule: {
        interventions: (parts.interventions ?? []).map((name) => ({ type: 'DRUG', name })),
      },
      eligibilityModule: {
        eligibilityCriteria: parts.criteria ?? 'Inclusion Criteria:\n\n* Informed consent',
        sex: parts.sex ?? 'ALL',
        ...(parts.minimumAge ? { minimumAge: parts.minimumAge } : {}),
        ...(parts.maximumAge ? { maximumAge: parts.maximumAge } : {}),
      },
      contactsLocationsModule: {
        locations: (parts.locations ?? []).map(({ lat, lon, ...place }) => ({
          ...place,
          ...(lat === undefined ? {} : { geoPoint: { lat, lon } }),
        })),
      },
    },
  };
}
