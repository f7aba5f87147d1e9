import type {
  Coding,
  MappingResult,
  Mention,
  StageGroup,
  StageSelection,
  StageVocabulary,
  TnmCategory,
  TnmSelection,
} from '../vocabulary.js';
import { groupOfCode, readGroupText, type ReadGroup } from './group-text.js';
import { moreSpecificGroup } from './group.js';
import { StageSystems, type StageCodesFile, type StageSystemsFile } from './stage-systems.js';
import { StageText } from './stage-text.js';
import { categoryContains, readCategory, type TnmValue } from './tnm.js';
import { findTnm } from './tnm-text.js';
import { ownValue } from '../../logic/own-value.js';

/** Stage groups and TNM categories of records and texts. No group is derived from a TNM: AJCC's tables are not open. */
export class StageNotations implements StageVocabulary {
  private readonly systems: StageSystems;
  private readonly text: StageText;

  constructor(
    systems: StageSystemsFile,
    private readonly codes: StageCodesFile,
  ) {
    this.systems = new StageSystems(systems);
    this.text = new StageText(this.systems);
  }

  groupFromCodings(codings: readonly Coding[], text?: string): MappingResult<StageGroup> {
    const coded = codings.map((coding) => groupOfCode(coding, this.codes)).filter((read) => read !== undefined);
    const words = [...codings.map((coding) => coding.display), text]
      .filter((word) => word !== undefined)
      .map((word) => readGroupText(word, this.systems))
      .filter((read) => read !== undefined);
    // A code says what it says; its display may only add what the code leaves open (system, sub-stage).
    const group = agree(coded.length > 0 ? coded : words);
    const label = text ?? codings.find((coding) => coding.display !== undefined)?.display ?? codings[0]?.code ?? '';
    if (group === undefined) return { unmapped: label, why: 'no stage group in code or text' };
    if (group === 'conflict') return { unmapped: label, why: 'conflict: codings of different stages' };
    const all = [...coded, ...words.filter((word) => moreSpecificGroup(word.group, group.group) !== undefined)];
    const one = <K extends 'system' | 'edition' | 'basis'>(key: K): Partial<Pick<StageGroup, K>> => {
      const values = new Set(all.map((read) => read[key]).filter((value) => value !== undefined));
      return values.size === 1 ? ({ [key]: [...values][0] } as Partial<Pick<StageGroup, K>>) : {};
    };
    return {
      concept: { group: group.group, ...one('system'), ...one('edition'), ...one('basis') },
      mapping: { route: group.route, confidence: coded.length > 0 ? 1 : 0.95 },
    };
  }

  categoryFromCodings(codings: readonly Coding[], text?: string): MappingResult<TnmCategory> {
    const coded = codings.map((coding) => this.categoryOfCode(coding)).filter((read) => read !== undefined);
    const words = [...codings.map((coding) => coding.display), text]
      .filter((word) => word !== undefined)
      .map(categoryInWords)
      .filter((read) => read !== undefined);
    const label = text ?? codings.find((coding) => coding.display !== undefined)?.display ?? codings[0]?.code ?? '';
    // SNOMED CT's AJCC codes are listed with the main category only; a display of the same category may say more.
    const read = finestCategory(
      coded.length > 0 ? [...coded, ...words.filter((word) => coded.every((code) => compatible(code, word)))] : words,
    );
    if (read === undefined) return { unmapped: label, why: 'no TNM category in code or text' };
    if (read === 'conflict') return { unmapped: label, why: 'conflict: codings of different TNM categories' };
    return {
      concept: read,
      mapping: { route: coded.length > 0 ? 'code' : 'text', confidence: coded.length > 0 ? 1 : 0.95 },
    };
  }

  context(codings: readonly Coding[]): Pick<StageGroup, 'system' | 'edition' | 'basis'> {
    const codes = codings.map((coding) => coding.code ?? '');
    const named = codings.map((coding) => coding.display ?? '').join('; ');
    const system =
      codes.map((code) => this.systems.ofCode(code)).find((id) => id !== undefined) ?? this.systems.in(named)?.id;
    const edition = codes.map((code) => this.systems.editionOfCode(code)).find((id) => id !== undefined);
    const basis = codes.map((code) => this.systems.basisOfCode(code)).find((id) => id !== undefined);
    return { ...(system ? { system } : {}), ...(edition ? { edition } : {}), ...(basis ? { basis } : {}) };
  }

  findGroups(text: string): Mention<StageSelection>[] {
    return this.text.find(text);
  }

  findCategories(text: string): Mention<TnmSelection>[] {
    return findTnm(text);
  }

  private categoryOfCode({ system, code }: Coding): TnmValue | undefined {
    if (code === undefined) return undefined;
    const known = ownValue(this.codes.categories.snomed, code) ?? ownValue(this.codes.categories.ncit, code);
    const written = known ?? (system?.includes('cancerstaging.org') ? code : undefined);
    return written === undefined ? undefined : readCategory(written);
  }
}

/** The finest of several readings where each contains the next; the order of the codings has no influence. */
function agree(reads: readonly ReadGroup[]): ReadGroup | 'conflict' | undefined {
  let best = reads[0];
  for (const read of reads.slice(1)) {
    if (!best) return undefined;
    const finer = moreSpecificGroup(best.group, read.group);
    if (finer === undefined) return 'conflict';
    if (finer !== best.group) best = read;
  }
  return best;
}

function finestCategory(reads: readonly TnmValue[]): TnmCategory | 'conflict' | undefined {
  let best = reads[0];
  for (const read of reads.slice(1)) {
    if (!best) return undefined;
    if (!compatible(best, read)) return 'conflict';
    const finer = categoryContains(best.value, read.value) ? read : best;
    const basis = best.basis ?? read.basis;
    best = { axis: finer.axis, value: finer.value, ...(basis ? { basis } : {}) };
  }
  return best;
}

const compatible = (a: TnmValue, b: TnmValue): boolean =>
  (categoryContains(a.value, b.value) || categoryContains(b.value, a.value)) &&
  (a.basis === undefined || b.basis === undefined || a.basis === b.basis);

/** `T3 category (finding)`, `American Joint Committee on Cancer cT3 (qualifier value)`, `cT2` */
function categoryInWords(words: string): TnmValue | undefined {
  const whole = readCategory(words.trim());
  if (whole) return whole;
  const found = words
    .split(/[\s;,]+/)
    .map(readCategory)
    .filter((read) => read !== undefined);
  return found.length === 1 ? found[0] : undefined;
}
