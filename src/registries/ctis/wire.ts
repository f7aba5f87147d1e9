import { z } from 'zod';
import { listOf, optionalFlag, optionalNumber, optionalText } from '../wire-value.js';

const part = <S extends z.ZodRawShape>(shape: S) => z.looseObject(shape).nullish().catch(undefined);

const criterion = (field: 'principalInclusionCriteria' | 'principalExclusionCriteria') =>
  z
    .looseObject({ number: optionalNumber, [field]: z.string() })
    .transform((value) => ({ order: value['number'] as number | undefined, text: value[field] as string }));

const site = z.looseObject({
  organisationAddressInfo: part({
    organisation: part({ name: optionalText }),
    address: part({ city: optionalText, postcode: optionalText, countryName: optionalText }),
  }),
});

const partOne = z.looseObject({
  medicalConditions: listOf(z.looseObject({ medicalCondition: optionalText })),
  products: listOf(
    z.looseObject({
      productName: optionalText,
      jsonActiveSubstanceNames: optionalText,
      productDictionaryInfo: part({ prodName: optionalText, activeSubstanceName: optionalText }),
    }),
  ),
  sponsors: listOf(z.looseObject({ primary: optionalFlag, organisation: part({ name: optionalText }) })),
  trialDetails: z.looseObject({
    clinicalTrialIdentifiers: part({
      fullTitle: optionalText,
      publicTitle: optionalText,
      shortTitle: optionalText,
      secondaryIdentifyingNumbers: part({
        nctNumber: part({ number: optionalText }),
        isrctnNumber: part({ number: optionalText }),
      }),
    }),
    trialInformation: z.looseObject({
      trialCategory: part({ trialPhase: optionalText }),
      medicalCondition: part({ partIMedicalConditions: listOf(z.looseObject({ medicalCondition: optionalText })) }),
      trialObjective: part({ mainObjective: optionalText }),
      trialDuration: part({
        estimatedRecruitmentStartDate: optionalText,
        estimatedEndDate: optionalText,
        estimatedGlobalEndDate: optionalText,
      }),
      populationOfTrialSubjects: part({
        isFemaleSubjects: optionalFlag,
        isMaleSubjects: optionalFlag,
        ageRanges: listOf(z.looseObject({ ageRangeCategoryCode: optionalText, ageRangeCategory: optionalText })),
      }),
      eligibilityCriteria: z.looseObject({
        principalInclusionCriteria: listOf(criterion('principalInclusionCriteria')),
        principalExclusionCriteria: listOf(criterion('principalExclusionCriteria')),
      }),
    }),
  }),
});

const partTwo = z.looseObject({
  mscId: optionalNumber,
  mscInfo: part({ id: optionalNumber, countryName: optionalText }),
  trialSites: listOf(site),
});

const memberState = z.looseObject({
  mscId: optionalNumber,
  mscName: optionalText,
  mscPublicStatusCode: optionalNumber,
});

/** A CTIS record of the shape published since June 2024, or of the one before. Both are brought to the current one. */
export const ctisRecord = z.preprocess(
  (raw) => {
    if (typeof raw !== 'object' || raw === null || 'authorizedApplication' in raw || !('authorizedPartI' in raw))
      return raw;
    const { authorizedPartI, authorizedPartsII, memberStatesConcerned, eudraCtInfo, ...rest } = raw as Record<
      string,
      unknown
    >;
    return {
      ...rest,
      retiredShape: true,
      authorizedApplication: { authorizedPartI, authorizedPartsII, memberStatesConcerned, eudraCt: eudraCtInfo },
    };
  },
  z.looseObject({
    ctNumber: z.string().regex(/^\d{4}-\d{6}-\d{2}-\d{2}$/),
    retiredShape: z.boolean().optional(),
    ctStatus: z.union([z.number(), z.string()]).nullish().catch(undefined),
    ctPublicStatusCode: optionalNumber,
    publishDate: optionalText,
    lastUpdated: optionalText,
    lastPublicationUpdate: optionalText,
    startDateEU: optionalText,
    authorizedApplication: z.looseObject({
      authorizedPartI: partOne,
      authorizedPartsII: listOf(partTwo),
      memberStatesConcerned: listOf(memberState),
      eudraCt: part({ eudraCtCode: optionalText }),
    }),
  }),
);

export type CtisRecord = z.output<typeof ctisRecord>;
