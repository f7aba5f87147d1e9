import { PhraseIndex } from '../../vocabulary/phrase-index.js';

export type Comparator = 'ge' | 'gt' | 'le' | 'lt' | 'eq';

/** criteria/lexicon/comparators.yaml */
export interface ComparatorLexicon {
  before: Partial<Record<Comparator, string[]>>;
  after: Partial<Record<Comparator, string[]>>;
}

export interface ComparatorMention {
  start: number;
  end: number;
  value: Comparator;
}

function comparatorOf(unit: number): Comparator | undefined {
  switch (unit) {
    case 0x2265:
      return 'ge';
    case 0x2264:
      return 'le';
    case 0x3e:
      return 'gt';
    case 0x3c:
      return 'lt';
    case 0x3d:
      return 'eq';
    default:
      return undefined;
  }
}

const sign = /[<>=\u2264\u2265]/;

/** Signs and words for bounds, found in a line. */
export class Comparators {
  private readonly before = new PhraseIndex<Comparator>();
  private readonly after = new PhraseIndex<Comparator>();

  constructor(lexicon: ComparatorLexicon) {
    for (const [value, phrases] of Object.entries(lexicon.before))
      for (const phrase of phrases) this.before.add(phrase, value as Comparator);
    for (const [value, phrases] of Object.entries(lexicon.after))
      for (const phrase of phrases) this.after.add(phrase, value as Comparator);
  }

  /** What may stand before a number. */
  leading(line: string): ComparatorMention[] {
    const found: ComparatorMention[] = this.before.find(line);
    if (!sign.test(line)) return found;
    for (let at = 0; at < line.length; at++) {
      const value = comparatorOf(line.charCodeAt(at));
      if (value) found.push({ start: at, end: at + 1, value });
    }
    return found.sort((a, b) => a.start - b.start);
  }

  /** What may stand behind a number. */
  trailing(line: string): ComparatorMention[] {
    return this.after.find(line);
  }
}
