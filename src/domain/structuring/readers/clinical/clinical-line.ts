import type { Section } from '../../../criteria/model.js';
import type { Vocabulary } from '../../../vocabulary/vocabulary.js';
import type { ReadingContext } from '../../reader.js';
import { itemsOf, type Item } from './items.js';
import type { ClinicalLexicon } from './lexicon.js';
import { tagNames } from './tags.js';
import { withTimeSpans } from './time-span.js';

/** One line, looked up once and shared by all clinical readers. */
export class ClinicalLine {
  readonly items: readonly Item[];
  /** First item of the sentence of each item, made when first asked for. */
  private starts: Int32Array | undefined;
  /** Every tag that occurs, so that a reader whose words are absent returns at once. */
  private readonly present = new Set<string>();

  constructor(
    readonly text: string,
    readonly context: ReadingContext,
    lexicon: ClinicalLexicon,
  ) {
    this.items = withTimeSpans(itemsOf(text, lexicon, context.vocabulary), text, lexicon.tagSets);
    this.isRecent = /recent/iu.test(text);
    for (const item of this.items) {
      for (const tag of tagNames(item.tags)) this.present.add(tag);
      if (item.cancer) this.present.add('cancer');
      if (item.gene !== undefined) this.present.add('gene');
      if (item.drug) this.present.add('drug');
      if (item.condition) this.present.add('condition');
    }
  }

  /** "For patients with HR+ disease:", "Endometrial cancer:" open a list. */
  get isHeading(): boolean {
    return this.text.trimEnd().endsWith(':');
  }

  /** "Recent" stands somewhere. */
  readonly isRecent: boolean;

  get section(): Section {
    return this.context.section;
  }

  get vocabulary(): Vocabulary {
    return this.context.vocabulary;
  }

  has(...tags: readonly string[]): boolean {
    for (const tag of tags) if (this.present.has(tag)) return true;
    return false;
  }

  is(index: number, tag: string, value?: string): boolean {
    const found = this.tag(index, tag);
    return found !== undefined && (value === undefined || found === value);
  }

  tag(index: number, tag: string): string | undefined {
    return this.items[index]?.tags[tag];
  }

  sign(index: number, ...signs: readonly string[]): boolean {
    const text = this.items[index]?.text;
    return text !== undefined && signs.includes(text);
  }

  start(index: number): number {
    return this.items[index]?.start ?? this.text.length;
  }

  /** End offset of the last item of [from, to). */
  end(to: number): number {
    return this.items[to - 1]?.end ?? 0;
  }

  /** Whether a sentence or clause ends before this item: `.`, `;`, or the line's end. */
  isStop(index: number): boolean {
    if (index >= this.items.length || index < 0 || this.sign(index, ';')) return true;
    if (!this.sign(index, '.')) return false;
    // "e.g.", "vs. placebo", "v1.1": a dot ends a sentence only before a blank and a capital.
    const next = this.items[index + 1];
    return next === undefined || (next.start > this.items[index]!.end && /[\p{Lu}\d*-]/u.test(this.text[next.start]!));
  }

  /** Index of the first item of the sentence that holds `index`. */
  sentenceStart(index: number): number {
    if (!this.starts) {
      this.starts = new Int32Array(this.items.length + 1);
      for (let i = 1; i <= this.items.length; i++) this.starts[i] = this.isStop(i - 1) ? i : this.starts[i - 1]!;
    }
    return index <= 0 ? index : this.starts[Math.min(index, this.items.length)]!;
  }

  /** Index after the last item of the sentence that holds `index`. */
  sentenceEnd(index: number): number {
    let i = index;
    while (!this.isStop(i)) i += 1;
    return i;
  }
}
