import { z } from 'zod';
import { listOf, optionalFlag, optionalNumber, optionalText, textList } from '../wire-value.js';

const date = z
  .looseObject({ date: optionalText, type: optionalText })
  .nullish()
  .catch(undefined)
  .transform((value) => value?.date);

const part = <S extends z.ZodRawShape>(shape: S) => z.looseObject(shape).nullish().catch(undefined);

const location = z.looseObject({
  facility: optionalText,
  status: optionalText,
  city: optionalText,
  state: optionalText,
  zip: optionalText,
  country: optionalText,
  geoPoint: part({ lat: optionalNumber, lon: optionalNumber }),
});

/** A study of the ClinicalTrials.gov API 2, as far as it is read. Other fields pass untouched. */
export const ctgovStudy = z.looseObject({
  protocolSection: z.looseObject({
    identificationModule: z.looseObject({
      nctId: z.string().regex(/^NCT\d{8}$/i),
      nctIdAliases: textList,
      orgStudyIdInfo: part({ id: optionalText }),
      secondaryIdInfos: listOf(z.looseObject({ id: optionalText, type: optionalText, domain: optionalText })),
      briefTitle: optionalText,
      officialTitle: optionalText,
    }),
    statusModule: part({
      overallStatus: optionalText,
      lastKnownStatus: optionalText,
      statusVerifiedDate: optionalText,
      startDateStruct: date,
      primaryCompletionDateStruct: date,
      completionDateStruct: date,
      lastUpdatePostDateStruct: date,
    }),
    sponsorCollaboratorsModule: part({ leadSponsor: part({ name: optionalText }) }),
    descriptionModule: part({ briefSummary: optionalText }),
    conditionsModule: part({ conditions: textList, keywords: textList }),
    designModule: part({
      studyType: optionalText,
      phases: textList,
      designInfo: part({ primaryPurpose: optionalText }),
      enrollmentInfo: part({ count: optionalNumber }),
    }),
    armsInterventionsModule: part({
      armGroups: listOf(
        z.looseObject({
          label: z.string(),
          type: optionalText,
          description: optionalText,
          interventionNames: textList,
        }),
      ),
      interventions: listOf(z.looseObject({ type: optionalText, name: z.string(), otherNames: textList })),
    }),
    eligibilityModule: z.looseObject({
      // Without its criteria a trial would seem open to everybody, so their absence costs the record.
      eligibilityCriteria: z.string().min(1),
      healthyVolunteers: optionalFlag,
      sex: optionalText,
      minimumAge: optionalText,
      maximumAge: optionalText,
    }),
    contactsLocationsModule: part({ locations: listOf(location) }),
  }),
});

export type CtgovStudy = z.output<typeof ctgovStudy>;
export type CtgovLocation = z.output<typeof location>;
