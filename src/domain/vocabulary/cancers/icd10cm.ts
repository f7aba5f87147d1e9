import type { NeoplasmBehavior } from '../vocabulary.js';
import type { Icd10File } from './lexicon.js';

export interface Icd10Meaning {
  codes: readonly string[];
  behavior: NeoplasmBehavior;
  metastasisSite?: string;
}

/** Neoplasm codes of ICD-10-CM (criteria/lexicon/cancer-icd10cm.yaml), with or without the dot. */
export class Icd10Cm {
  constructor(private readonly file: Icd10File) {}

  meaning(code: string): Icd10Meaning | undefined {
    const plain = code.replaceAll('.', '').trim().toUpperCase();
    const codes = longest(plain, this.file.codes);
    if (!codes) return undefined;
    const behavior = this.behavior(plain);
    const site = behavior === 'secondary' ? longest(plain, this.file.secondary) : undefined;
    return { codes, behavior, ...(site === undefined ? {} : { metastasisSite: site }) };
  }

  private behavior(code: string): NeoplasmBehavior {
    for (const behavior of ['secondary', 'inSitu', 'benign', 'uncertain'] as const)
      if (this.file.behavior[behavior].some((prefix) => code.startsWith(prefix))) return behavior;
    return 'malignant';
  }
}

/** The value of the longest prefix of `code` that has one; a category has three characters. */
function longest<V>(code: string, values: Record<string, V>): V | undefined {
  for (let length = code.length; length >= 3; length--) {
    const value = values[code.slice(0, length)];
    if (value !== undefined) return value;
  }
  return undefined;
}
