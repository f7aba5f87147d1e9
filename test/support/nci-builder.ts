/** Parts of a made-up trial of the NCI Clinical Trials Search API. */
export interface NciParts {
  nciId: string;
  nctId?: string;
  otherIds?: string[];
  status?: string;
  verified?: string;
  sites?: { name: string; city: string; status?: string; lat?: number; lon?: number; country?: string }[];
  criteria?: { inclusion: boolean; text: string }[];
  maxAge?: number;
}

/** A trial in the shape of version 1 or 2 of the API. */
export function nciTrial(parts: NciParts, version: 1 | 2 = 2): Record<string, unknown> {
  const disease = (code: string, name: string, mark: 'TRIAL' | 'TREE') => ({
    nci_thesaurus_concept_id: code,
    inclusion_indicator: mark,
    ...(version === 1 ? { preferred_name: name, lead_disease_indicator: 'YES' } : { name, is_lead_disease: true }),
  });
  const marker = (code: string, name: string, mark: 'TRIAL' | 'TREE') => ({
    nci_thesaurus_concept_id: code,
    name,
    eligibility_criterion: 'inclusion',
    ...(version === 1 ? {} : { inclusion_indicator: mark, semantic_types: ['Gene or Genome'] }),
  });
  return {
    nci_id: parts.nciId,
    nct_id: parts.nctId ?? null,
    other_ids: (parts.otherIds ?? []).map((value) => ({ name: 'Study Protocol Other Identifier', value })),
    brief_title: 'Pembrolizumab before Surgery',
    current_trial_status: parts.status ?? 'Active',
    record_verification_date: parts.verified ?? '2026-10-01',
    study_protocol_type: 'Interventional',
    phase: version === 1 ? { phase: 'I_II', phase_other_text: null } : 'I_II',
    primary_purpose: version === 1 ? { primary_purpose_code: 'TREATMENT' } : 'TREATMENT',
    contact_name: 'Some One',
    diseases: [disease('C3224', 'Melanoma', 'TRIAL'), disease('C2991', 'Disease or Disorder', 'TREE')],
    biomarkers:
      version === 1
        ? [marker('C15496', 'Progesterone Receptor Positive', 'TRIAL')]
        : [marker('C15496', 'Progesterone Receptor Positive', 'TRIAL'), marker('C17021', 'Receptor Gene', 'TREE')],
    eligibility: {
      structured: {
        min_age: '18 Years',
        min_age_number: 18.0,
        max_age: `${parts.maxAge ?? 999} Years`,
        max_age_number: parts.maxAge ?? 999,
        [version === 1 ? 'gender' : 'sex']: version === 1 ? 'BOTH' : 'ALL',
      },
      unstructured: (parts.criteria ?? [{ inclusion: true, text: 'Melanoma, stage III' }]).map(
        ({ inclusion, text }, at) => ({
          inclusion_indicator: inclusion,
          display_order: at,
          description: text,
        }),
      ),
    },
    arms: [],
    sites: (parts.sites ?? []).map(({ name, city, status, lat, lon, country }) => ({
      org_name: name,
      org_city: city,
      org_country: country ?? 'United States',
      org_phone: '000',
      contact_email: 'someone@example.org',
      ...(status ? { recruitment_status: status } : {}),
      ...(lat === undefined ? {} : { org_coordinates: { lat, lon } }),
    })),
  };
}
