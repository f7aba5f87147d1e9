import { remembered } from '../logic/remembered.js';
import { any, type Truth } from '../logic/truth.js';

/** `IIIA1` taken apart: the Roman stage and the finer division below it. */
interface StageGroup {
  roman: string;
  division: string;
}

const GROUP = /^(0|IV|III|II|I|V)([A-Z0-9()+-]*)$/;

/** More than there are groups. */
const REMEMBERED = 2000;

const parse = remembered((group): StageGroup | undefined => {
  const parts = GROUP.exec(group.trim().toUpperCase());
  return parts?.[1] === undefined ? undefined : { roman: parts[1], division: parts[2] ?? '' };
}, REMEMBERED);

/** A patient's stage group against one of the criterion's: true within it, unknown where it is coarser, false elsewhere. */
export function stageWithin(own: string, asked: string): Truth {
  if (own.toUpperCase() === asked.toUpperCase()) return 'true';
  const a = parse(own);
  const b = parse(asked);
  if (!a || !b || a.roman !== b.roman) return 'false';
  if (a.division.startsWith(b.division)) return 'true';
  return b.division.startsWith(a.division) ? 'unknown' : 'false';
}

/** Divisions A, B and C together leave nothing of a stage out that a patient's undivided group could mean. */
function coversWhole(own: string, asked: readonly string[]): boolean {
  const group = parse(own);
  if (!group || group.division !== '') return false;
  const divisions = new Set(asked.map(parse).flatMap((one) => (one?.roman === group.roman ? one.division : [])));
  return ['A', 'B', 'C'].every((division) => divisions.has(division));
}

export const stageIn = (own: string, asked: readonly string[]): Truth =>
  coversWhole(own, asked) ? 'true' : any(asked.map((group) => stageWithin(own, group)));

/** Roman part of a group of an anatomic stage system: `0`, `I`, `II`, `III`, `IV`; undefined for others (Binet B). */
export const romanStage = (group: string): string | undefined => parse(group)?.roman;

export const stageDivision = (group: string): string => parse(group)?.division ?? '';

/** AJCC, UICC and TNM name one system; FIGO's groups of gynaecological tumours are AJCC's. */
const anatomic = new Set(['ajcc', 'uicc', 'tnm', 'figo']);

export const isAnatomic = (system: string): boolean => anatomic.has(system.toLowerCase());

export function comparableSystems(own: string, asked: string | undefined): boolean {
  if (asked === undefined) return true;
  const [a, b] = [own.toLowerCase(), asked.toLowerCase()];
  return a === b || a === 'unspecified' || a === '' || (anatomic.has(a) && anatomic.has(b));
}
