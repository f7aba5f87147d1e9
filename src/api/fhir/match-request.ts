import { z } from 'zod';
import { FhirError } from './operation-outcome.js';

/** What a trial-matching client asks: the record, and the four optional parameters of the CodeX operation. */
export interface FhirMatchRequest {
  record: unknown;
  zipCode?: string;
  /** In statute miles, as the family's clients mean it. */
  travelRadius?: number;
  phase?: string;
  recruitmentStatus?: string;
}

const parameter = z.looseObject({
  name: z.string(),
  valueString: z.string().optional(),
  valueDecimal: z.number().optional(),
  valueInteger: z.number().optional(),
  resource: z.unknown().optional(),
});
const parameters = z.looseObject({ resourceType: z.literal('Parameters'), parameter: z.array(parameter).default([]) });
const bundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.looseObject({ resource: z.unknown().optional() }).nullable()).default([]),
});

type Parameter = z.infer<typeof parameter>;

const text = (found: Parameter | undefined): string | undefined => {
  const value = found?.valueString ?? found?.valueDecimal ?? found?.valueInteger;
  return value === undefined || value === '' ? undefined : String(value);
};

function options(given: readonly Parameter[]): Omit<FhirMatchRequest, 'record'> {
  const of = (name: string) => text(given.find((item) => item.name === name));
  const zipCode = of('zipCode');
  const radius = of('travelRadius');
  if (zipCode !== undefined && !/^\d{5}(-\d{4})?$/.test(zipCode)) {
    throw new FhirError(
      400,
      'invalid',
      'zipCode: a US ZIP code is expected',
      "Parameters.parameter.where(name='zipCode')",
    );
  }
  const miles = radius === undefined ? undefined : Number.parseFloat(radius);
  if (miles !== undefined && !(miles > 0)) {
    throw new FhirError(
      400,
      'invalid',
      'travelRadius: a positive number is expected',
      "Parameters.parameter.where(name='travelRadius')",
    );
  }
  const phase = of('phase');
  const recruitmentStatus = of('recruitmentStatus');
  return {
    ...(zipCode !== undefined && { zipCode: zipCode.slice(0, 5) }),
    ...(miles !== undefined && { travelRadius: miles }),
    ...(phase !== undefined && phase !== 'any' && { phase }),
    ...(recruitmentStatus !== undefined && recruitmentStatus !== 'all' && { recruitmentStatus }),
  };
}

/**
 * Reads the body of `$match` or of `getClinicalTrial`: Parameters with `trialMatchClinicalData`, or a Bundle whose entries
 * may hold a Parameters resource.
 * @throws FhirError 400 naming what is missing.
 */
export function readMatchRequest(body: unknown): FhirMatchRequest {
  const asParameters = parameters.safeParse(body);
  if (asParameters.success) {
    const given = asParameters.data.parameter;
    const data = given.find((item) => item.name === 'trialMatchClinicalData')?.resource;
    if (data === undefined) {
      throw new FhirError(
        400,
        'required',
        'the parameter trialMatchClinicalData with a Bundle is needed',
        'Parameters.parameter',
      );
    }
    return { ...options(given), record: data };
  }
  const asBundle = bundle.safeParse(body);
  if (!asBundle.success) throw new FhirError(400, 'invalid', 'a Parameters or a Bundle resource is expected');
  const inside = asBundle.data.entry
    .map((entry) => parameters.safeParse(entry?.resource))
    .find((found) => found.success);
  return { ...options(inside?.data?.parameter ?? []), record: body };
}
