import { z } from 'zod';
import { listOf, optionalFlag, optionalNumber, optionalText, textList } from '../wire-value.js';

const part = <S extends z.ZodRawShape>(shape: S) => z.looseObject(shape).nullish().catch(undefined);

/** The plain value of API version 2, or the object that version 1 wraps it in. */
const wrapped = (key: string) =>
  z
    .union([z.string(), z.looseObject({ [key]: z.string() }).transform((value) => String(value[key]))])
    .nullish()
    .catch(undefined)
    .transform((value) => value ?? undefined);

const disease = z.looseObject({
  nci_thesaurus_concept_id: z.string(),
  name: optionalText,
  preferred_name: optionalText,
  type: textList,
  inclusion_indicator: optionalText,
});

const biomarker = z.looseObject({
  nci_thesaurus_concept_id: optionalText,
  hugo_biomarker_code: optionalText,
  name: z.string(),
  semantic_types: textList,
  eligibility_criterion: optionalText,
  inclusion_indicator: optionalText,
});

const intervention = z.looseObject({
  nci_thesaurus_concept_id: optionalText,
  intervention_code: optionalText,
  name: optionalText,
  intervention_name: optionalText,
  type: z.union([optionalText, textList]),
  intervention_type: optionalText,
  inclusion_indicator: optionalText,
});

const site = z.looseObject({
  org_name: optionalText,
  org_city: optionalText,
  org_state_or_province: optionalText,
  org_postal_code: optionalText,
  org_country: optionalText,
  org_coordinates: part({ lat: optionalNumber, lon: optionalNumber }),
  recruitment_status: optionalText,
});

/** A trial of the NCI Clinical Trials Search API, versions 1 and 2, as far as it is read. */
export const nciTrial = z.looseObject({
  nci_id: z.string().min(1),
  nct_id: optionalText,
  protocol_id: optionalText,
  ctep_id: optionalText,
  dcp_id: optionalText,
  ccr_id: optionalText,
  other_ids: listOf(z.looseObject({ name: optionalText, value: z.string() })),
  current_trial_status: optionalText,
  current_trial_status_date: optionalText,
  record_verification_date: optionalText,
  amendment_date: optionalText,
  start_date: optionalText,
  completion_date: optionalText,
  brief_title: optionalText,
  official_title: optionalText,
  brief_summary: optionalText,
  keywords: textList,
  study_protocol_type: optionalText,
  primary_purpose: wrapped('primary_purpose_code'),
  phase: wrapped('phase'),
  lead_org: optionalText,
  minimum_target_accrual_number: optionalNumber,
  accepts_healthy_volunteers_indicator: optionalFlag,
  sites: listOf(site),
  diseases: listOf(disease),
  biomarkers: listOf(biomarker),
  prior_therapy: listOf(
    z.looseObject({
      nci_thesaurus_concept_id: z.string(),
      name: optionalText,
      eligibility_criterion: optionalText,
      inclusion_indicator: optionalText,
    }),
  ),
  eligibility: z.looseObject({
    structured: part({
      min_age: optionalText,
      min_age_number: optionalNumber,
      max_age: optionalText,
      max_age_number: optionalNumber,
      gender: optionalText,
      sex: optionalText,
      accepts_healthy_volunteers: optionalFlag,
    }),
    unstructured: z
      .array(
        z.looseObject({
          inclusion_indicator: z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]),
          display_order: optionalNumber,
          description: z.string(),
        }),
      )
      .min(1),
  }),
  arms: listOf(
    z.looseObject({
      arm_name: optionalText,
      name: optionalText,
      arm_type: optionalText,
      type: optionalText,
      arm_description: optionalText,
      description: optionalText,
      interventions: listOf(intervention),
    }),
  ),
});

export type NciTrial = z.output<typeof nciTrial>;
