import type { Near } from '../../matches/reach.service.js';
import { TrialSearchError } from '../../trials/trial-search.service.js';
import { badInput } from '../errors/graphql-errors.js';
import type { NearInput } from './types/inputs.js';

/** The place that an input names. @throws BAD_USER_INPUT where it names none or two. */
export function nearOf({ latitude, longitude, zip, radiusKm }: NearInput): Near {
  const point = latitude != null && longitude != null ? { latitude, longitude } : undefined;
  if ((point === undefined) === (zip == null)) throw badInput('near: give either zip or latitude and longitude');
  return point ? { point, radiusKm } : { zip: zip ?? '', radiusKm };
}

/** A search that cannot be answered as asked is bad input, named by its field. */
export async function answeringSearchErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TrialSearchError) throw badInput(`${error.field}: ${error.message}`);
    throw error;
  }
}
