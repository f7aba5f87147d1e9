import type { Bound, Duration, Range, TherapySelection } from '../../../src/domain/criteria/model.js';

/** Parameters of a catalogue row, as written there: `min=X; unit=years`. */
export class Parameters {
  private readonly values = new Map<string, string>();

  constructor(text: string) {
    for (const part of text.split('; ')) {
      const at = part.indexOf('=');
      if (at > 0) this.values.set(part.slice(0, at), part.slice(at + 1));
      else this.values.set(part, '');
    }
  }

  has(key: string): boolean {
    return this.values.has(key);
  }

  get(key: string): string | undefined {
    return this.values.get(key);
  }

  text(key: string): string {
    const value = this.values.get(key);
    if (value === undefined) throw new Error(`no ${key} in ${JSON.stringify([...this.values])}`);
    return value;
  }

  /** A number of the row, or a sample one for a letter. */
  number(key: string, sample = 2): number {
    const value = Number.parseFloat(this.text(key));
    return Number.isNaN(value) ? sample : value;
  }

  range(sample = 2, minKey = 'min', maxKey = 'max'): Range {
    const bound = (key: string, extra: number): Bound => ({ value: this.number(key, sample + extra), inclusive: true });
    return {
      ...(this.has(minKey) && { min: bound(minKey, 0) }),
      ...(this.has(maxKey) && { max: bound(maxKey, this.has(minKey) ? 2 : 0) }),
    };
  }

  /** `withinWeeks`, `withinMonths`, `withinYears` as a duration. */
  within(): { within?: Duration } {
    for (const [key, unit] of [
      ['withinWeeks', 'wk'],
      ['withinMonths', 'mo'],
      ['withinYears', 'a'],
    ] as const)
      if (this.has(key)) return { within: { value: this.number(key, 4), unit } };
    return {};
  }
}

const classSamples = ['platinum', 'taxane', 'anthracycline', 'fluoropyrimidine'];
const classNames: Record<string, string> = {
  platinum: 'platinum',
  taxane: 'taxane',
  anthracycline: 'anthracycline',
  chemotherapy: 'chemotherapy',
  targeted: 'targetedTherapy',
  studyMedication: 'studyMedication',
  'PD-1/PD-L1 inhibitor': 'antiPd1PdL1',
};

/** Letters stand for sample classes or drugs; names of the row for ours. */
const sample = (letter: string, samples: readonly string[]): string =>
  samples[(letter.trim().charCodeAt(0) - 'X'.charCodeAt(0) + 4) % samples.length] ?? 'platinum';

const drugSamples = ['cisplatin', 'carboplatin', 'paclitaxel', 'docetaxel'];

export const classesOf = (text: string): string[] =>
  text
    .replace(/\([^)]*\)/g, '')
    .split('/')
    .map((name) => classNames[name.trim()] ?? sample(name, classSamples));

export const drugsOf = (text: string): string[] =>
  text
    .replace(/\([^)]*\)/g, '')
    .split(',')
    .map((name) => sample(name, drugSamples));

/** `class X/Y(any)`, `drugs X`, `regimen X`, `modality radiotherapy`, `systemic`, `any` as a selection. */
export function selectionOf(text: string): TherapySelection {
  const [, word = '', rest = ''] = /^(classe?s?|drugs?|regimens?|modality|one other) ?(.*)$/.exec(text.trim()) ?? [];
  if (text.trim() === 'PD-1/PD-L1 inhibitor') return { classes: ['antiPd1PdL1'] };
  if (word.startsWith('class')) {
    if (rest.startsWith('targeted; pathway')) return { classes: ['mekInhibitor'] };
    return { classes: classesOf(rest) };
  }
  if (word.startsWith('drug')) return { agents: drugsOf(rest) };
  if (word.startsWith('regimen')) return { agents: ['fluorouracil'] };
  if (word === 'modality') return { modality: rest === 'radiotherapy' ? 'radiation' : rest };
  if (word === 'one other') return { modality: 'chemotherapy' };
  if (text === 'radiotherapy') return { modality: 'radiation' };
  if (text === 'investigational') return { classes: ['investigationalAgent'] };
  if (text === 'systemic') return { modality: 'systemic' };
  if (text === 'any' || text.startsWith('regimen')) return { modality: 'systemic' };
  throw new Error(`no selection in '${text}'`);
}

/** The second drug of a regimen of two. */
export const regimenPartner = (text: string): { combinedWith?: TherapySelection[] } =>
  /^regimens? /.test(text) ? { combinedWith: [{ agents: ['oxaliplatin'] }] } : {};
