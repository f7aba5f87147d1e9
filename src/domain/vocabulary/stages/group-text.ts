import type { Coding, StageGroup } from '../vocabulary.js';
import { normalizeGroup } from './group.js';
import { editionIn, type StageCodesFile, type StageSystems } from './stage-systems.js';
import { basisOf } from './tnm.js';
import { ownValue } from '../../logic/own-value.js';

export interface ReadGroup extends StageGroup {
  route: 'code' | 'cancerstaging' | 'text';
}

/** The group that a code denotes, by the shipped code lists or by the notation of cancerstaging.org (`c1A`, `2A`). */
export function groupOfCode({ system, code }: Coding, codes: StageCodesFile): ReadGroup | undefined {
  if (code === undefined) return undefined;
  const known = ownValue(codes.groups.snomed, code) ?? ownValue(codes.groups.ncit, code);
  if (known) return { ...known, route: 'code' };
  if (!system?.includes('cancerstaging.org')) return undefined;
  const match = /^(yp|yc|y|c|p)?(.+)$/i.exec(code.trim());
  const group = normalizeGroup(match?.[2] ?? '');
  const basis = basisOf(match?.[1] ?? '');
  return group === undefined
    ? undefined
    : { group, system: 'ajcc', ...(basis ? { basis } : {}), route: 'cancerstaging' };
}

const TAG = / \((?:qualifier value|finding|disorder|tumor staging|staging scale)\)/gi;
const WORD_BEFORE = /\b(?:stage|group|level|grade|pretext|pretex|scale|iss|riss|rai|binet|figo)[\s:]{1,3}/gi;
const VALUE =
  /(yp|yc|y|c|p)?((?:IV|I{1,3}|V|[0-5])(?:IS|[A-ESMX])?\d?(?:\([iv]+\))?|[A-D]\d?|L[12]|MS|M)(?![A-Za-z0-9])/iy;
const WHOLE = /^(yp|yc|y|c|p)?((?:IV|I{1,3}|V|[0-5])(?:IS|[A-ESM])?\d?(?:\([iv]+\))?)$/i;
const CLINICAL = /\bclinical (?:tnm )?stag/i;
const PATHOLOGIC = /\bpathologic(?:al)? (?:tnm )?stag/i;
const WORD = /\b(limited|extensive|occult)\b/i;

/** The group in a value as records write it: `Stage 2A (qualifier value)`, `IIA`, `FIGO Stage IIIA`, `Binet Stage B`. */
export function readGroupText(written: string, systems: StageSystems): ReadGroup | undefined {
  const text = written.replace(TAG, '').trim();
  const system = systems.in(text);
  const said = afterWord(text) ?? WHOLE.exec(text);
  const value = said?.[2] ?? WORD.exec(text)?.[1];
  if (value === undefined) return undefined;
  const group = groupIn(value, system?.groups);
  if (group === undefined) return undefined;
  const edition = editionIn(text);
  const basis =
    basisOf(said?.[1] ?? '') ?? (CLINICAL.test(text) ? 'clinical' : PATHOLOGIC.test(text) ? 'pathologic' : undefined);
  return {
    group,
    ...(system ? { system: system.id } : {}),
    ...(edition === undefined ? {} : { edition }),
    ...(basis ? { basis } : {}),
    route: 'text',
  };
}

/** The value that stands after a word such as "stage" ("FIGO stage IIIA", "TNM stage group 2B"). */
function afterWord(text: string): RegExpExecArray | null {
  for (const word of text.matchAll(WORD_BEFORE)) {
    VALUE.lastIndex = word.index + word[0].length;
    const value = VALUE.exec(text);
    if (value) return value;
  }
  return null;
}

function groupIn(value: string, notation: string | undefined): string | undefined {
  switch (notation) {
    case 'letters':
    case 'arabic':
      return value.toUpperCase();
    default:
      // A bare letter is a stage only where the system says so.
      return normalizeGroup(value);
  }
}
