import type { StagingBasis } from '../vocabulary.js';

export type TnmAxis = 't' | 'n' | 'm';

/** One category: `{ axis: 't', value: 'T1c', basis: 'pathologic' }`. */
export interface TnmValue {
  axis: TnmAxis;
  value: string;
  basis?: Exclude<StagingBasis, 'unspecified'>;
}

const CATEGORY =
  /^(yp|yc|y|c|p|r|a)?([TNM])(is|x|mi|ta|a|\d)([a-d]{1,2}|mi)?([1-3])?(\((?:DCIS|LCIS|Paget|[a-z]{1,3}[+-]|sn|m)\))?$/i;

/** `cT3`, `ypT2a`, `N0(i+)`, `Tis`, `M1c1` read as one category; undefined for anything else. */
export function readCategory(written: string): TnmValue | undefined {
  const match = CATEGORY.exec(written.replaceAll(' ', ''));
  if (!match) return undefined;
  const [, prefix = '', axis = '', main = '', sub = '', digit = '', suffix = ''] = match;
  const value = `${axis.toUpperCase()}${mainForm(main)}${sub.toLowerCase()}${digit}${suffix}`;
  const basis = basisOf(prefix);
  return { axis: axis.toLowerCase() as TnmAxis, value, ...(basis ? { basis } : {}) };
}

const mainForm = (main: string): string => (/^x$/i.test(main) ? 'X' : main.toLowerCase());

/** What the letter before a category says of how it was found (AJCC: c, p, yc and yp after therapy). */
export function basisOf(prefix: string): Exclude<StagingBasis, 'unspecified'> | undefined {
  switch (prefix.toLowerCase()) {
    case 'c':
      return 'clinical';
    case 'p':
      return 'pathologic';
    case 'y':
    case 'yc':
    case 'yp':
      return 'postTherapy';
    default:
      return undefined;
  }
}

/** Whether a category is the general one or a part of it: T1 contains T1c and T1mi, M1c contains M1c1. */
export function categoryContains(general: string, category: string): boolean {
  if (general === category) return true;
  if (!/^[TNM]\d[a-d]?$/.test(general) || !category.startsWith(general)) return false;
  return !/\d$/.test(general) || !/^\d/.test(category.slice(general.length));
}
