import type { StagingBasis } from '../vocabulary.js';

export type GroupNotation = 'roman' | 'plainRoman' | 'letters' | 'arabic' | 'words';

/** criteria/lexicon/stage-systems.yaml */
export interface StageSystemsFile {
  systems: Record<string, { groups: GroupNotation; names: string[]; codes: string[] }>;
  /** Edition -> codes of methods and types that name it. */
  editions: Record<string, string[]>;
  basis: Record<'clinical' | 'pathologic', string[]>;
}

/** seeds/terminology/stage-codes.json */
export interface StageCodesFile {
  groups: Record<'snomed' | 'ncit', Record<string, { group: string; system?: string }>>;
  categories: Record<'snomed' | 'ncit', Record<string, string>>;
}

export interface NamedSystem {
  id: string;
  groups: GroupNotation;
}

/** Staging systems by name and by the code of a method or stage type. */
export class StageSystems {
  private readonly byCode = new Map<string, string>();
  private readonly editions = new Map<string, string>();
  private readonly bases = new Map<string, 'clinical' | 'pathologic'>();
  private readonly named: { pattern: RegExp; id: string; groups: GroupNotation }[] = [];

  constructor(private readonly file: StageSystemsFile) {
    for (const [id, { groups, names, codes }] of Object.entries(file.systems)) {
      for (const code of codes) this.byCode.set(code, id);
      for (const name of names)
        this.named.push({ pattern: new RegExp(`(?<![A-Za-z])${escape(name)}(?![A-Za-z])`, 'i'), id, groups });
    }
    // The longest name first: "R-ISS" is not "ISS", "Gleason grade group" is not "Gleason".
    this.named.sort((a, b) => b.pattern.source.length - a.pattern.source.length);
    for (const [edition, codes] of Object.entries(file.editions))
      for (const code of codes) this.editions.set(code, edition);
    for (const basis of ['clinical', 'pathologic'] as const)
      for (const code of file.basis[basis]) this.bases.set(code, basis);
  }

  /** The system that a text names. */
  in(text: string): NamedSystem | undefined {
    const found = this.named.find(({ pattern }) => pattern.test(text));
    return found && { id: found.id, groups: found.groups };
  }

  notation(id: string): GroupNotation | undefined {
    return this.file.systems[id]?.groups;
  }

  ofCode(code: string): string | undefined {
    return this.byCode.get(code);
  }

  editionOfCode(code: string): string | undefined {
    return this.editions.get(code);
  }

  basisOfCode(code: string): Exclude<StagingBasis, 'unspecified' | 'postTherapy'> | undefined {
    return this.bases.get(code);
  }
}

const escape = (name: string): string => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll(' ', '\\s+');

const MANUAL = /\b(?:AJCC|UICC|TNM)\b/i;
const NUMBER = /(?<![A-Za-z0-9])(?:v|version )?([5-9])(?:th)?(?![A-Za-z0-9])/i;
const ORDINAL = /\b([5-9])th (?:ed\b|edition)/i;

/** `AJCC 8th edition`, `AJCC v8` -> 8: a number within a few words of the manual's name, in the same sentence. */
export function editionIn(text: string): string | undefined {
  const manual = MANUAL.exec(text);
  if (manual) {
    const [sentence = ''] = text.slice(manual.index, manual.index + 48).split(/[.;]/);
    const number = NUMBER.exec(sentence)?.[1];
    if (number !== undefined) return number;
  }
  return ORDINAL.exec(text)?.[1];
}
