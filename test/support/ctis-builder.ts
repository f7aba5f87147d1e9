/** Parts of a made-up EU CTIS record. */
export interface CtisParts {
  ctNumber: string;
  publicStatus?: number;
  nct?: string;
  eudract?: string;
  title?: string;
  publishDate?: string;
  inclusion?: string[];
  exclusion?: string[];
  ageBands?: string[];
  countries?: { name: string; mscId: number; status?: number; sites: { name: string; city: string }[] }[];
}

/** A record in the shape published since June 2024, contact persons included. */
export function ctisRecord(parts: CtisParts): Record<string, unknown> {
  const countries = parts.countries ?? [
    { name: 'Spain', mscId: 1, status: 4, sites: [{ name: 'Hospital de la Mar', city: 'Barcelona' }] },
  ];
  return {
    ctNumber: parts.ctNumber,
    // The state of the application, not of the recruitment.
    ctStatus: 'Authorised',
    ctPublicStatusCode: parts.publicStatus ?? 4,
    publishDate: parts.publishDate ?? '2026-09-16T03:39:42.531268872',
    authorizedApplication: {
      authorizedPartI: {
        medicalConditions: [{ medicalCondition: 'Metastatic melanoma' }],
        products: [{ productName: 'Nivolumab 10 mg/mL', jsonActiveSubstanceNames: 'nivolumab' }],
        sponsors: [
          { primary: true, organisation: { name: 'Sponsor' }, publicContacts: [{ email: 'someone@example.org' }] },
        ],
        trialDetails: {
          clinicalTrialIdentifiers: {
            fullTitle: parts.title ?? 'A study of nivolumab in melanoma',
            secondaryIdentifyingNumbers: parts.nct ? { nctNumber: { number: parts.nct } } : {},
          },
          trialInformation: {
            trialCategory: { trialPhase: '10' },
            populationOfTrialSubjects: {
              isFemaleSubjects: true,
              isMaleSubjects: true,
              ageRanges: (parts.ageBands ?? ['3', '4']).map((code) => ({ ageRangeCategoryCode: code })),
            },
            eligibilityCriteria: {
              principalInclusionCriteria: (parts.inclusion ?? ['Histologically confirmed melanoma']).map(
                (text, at) => ({
                  number: at + 1,
                  principalInclusionCriteria: text,
                }),
              ),
              principalExclusionCriteria: (parts.exclusion ?? ['Pregnancy']).map((text, at) => ({
                number: at + 1,
                principalExclusionCriteria: text,
              })),
            },
          },
        },
      },
      authorizedPartsII: countries.map(({ name, mscId, sites }) => ({
        mscId,
        mscInfo: { id: mscId, countryName: name, trialStatus: 'Authorised' },
        trialSites: sites.map((site) => ({
          organisationAddressInfo: {
            organisation: { name: site.name },
            address: { city: site.city, countryName: name },
            phone: '+34 000',
          },
          personInfo: { firstName: 'Some', lastName: 'One' },
        })),
      })),
      memberStatesConcerned: countries.map(({ mscId, status }) => ({ mscId, mscPublicStatusCode: status })),
      eudraCt: parts.eudract ? { eudraCtCode: parts.eudract } : undefined,
    },
  };
}

/** The same record in the shape before June 2024, whose status text is the trial's. */
export function retiredShape(record: Record<string, unknown>, ctStatus: string): Record<string, unknown> {
  const { authorizedApplication, ctPublicStatusCode: _, ...rest } = record;
  const { eudraCt, ...parts } = authorizedApplication as Record<string, unknown>;
  return { ...rest, ...parts, eudraCtInfo: eudraCt, ctStatus };
}
