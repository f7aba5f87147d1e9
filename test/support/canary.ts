/** A record whose identifying values occur nowhere else, so that a search for them proves something. */
export const canaries = {
  name: 'Zyxwvqua',
  recordNumber: 'MRN-7734-CANARY',
  birthDate: '1953-07-19',
  address: '14 Nightingale Crossing',
  patientId: 'canary-patient-5150',
  phone: '555-0142-77',
} as const;

export const canaryRecord = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    {
      resource: {
        resourceType: 'Patient',
        id: canaries.patientId,
        identifier: [{ system: 'urn:hospital', value: canaries.recordNumber }],
        name: [{ family: canaries.name, given: ['Canary'] }],
        gender: 'female',
        birthDate: canaries.birthDate,
        telecom: [{ system: 'phone', value: canaries.phone }],
        address: [{ line: [canaries.address], postalCode: '02115' }],
      },
    },
    {
      resource: {
        resourceType: 'Condition',
        id: 'c1',
        subject: { reference: `Patient/${canaries.patientId}` },
        code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'C50.911' }] },
      },
    },
  ],
};

/** The canaries that occur in some bytes. */
export const canariesIn = (bytes: Buffer | string): string[] =>
  Object.values(canaries).filter((canary) => bytes.includes(canary));
