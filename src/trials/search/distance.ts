import type { Point } from './trial-filter.js';

/** Mean radius of the earth (IUGG), in statute miles. */
const earthRadius = 3958.7613;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in miles, by the haversine formula. */
export function milesBetween(a: Point, b: Point): number {
  const h =
    Math.sin(radians(b.latitude - a.latitude) / 2) ** 2 +
    Math.cos(radians(a.latitude)) *
      Math.cos(radians(b.latitude)) *
      Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * earthRadius * Math.asin(Math.sqrt(Math.min(1, h)));
}

/** The same in SQL, for the columns of `alias` and the parameters :latitude and :longitude. Both databases have these functions. */
export function milesSql(alias: string): string {
  const latitude = `${alias}."latitude"`;
  const longitude = `${alias}."longitude"`;
  const half = (difference: string): string => `sin(radians(${difference}) / 2)`;
  const square = (term: string): string => `${term} * ${term}`;
  const h = `${square(half(`${latitude} - :latitude`))} + cos(radians(:latitude)) * cos(radians(${latitude})) * ${square(half(`${longitude} - :longitude`))}`;
  // Rounding may lift h a hair above 1 for antipodes.
  return `2 * ${earthRadius} * asin(sqrt(CASE WHEN ${h} > 1 THEN 1 ELSE ${h} END))`;
}

/** Half the height of a circle's bounding box in degrees: what an index on the latitude can use. */
export const latitudeSpan = (miles: number): number => (miles / earthRadius) * (180 / Math.PI);
