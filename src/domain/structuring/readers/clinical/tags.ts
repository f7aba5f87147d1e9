/** The tags that there are, by name. */
const NAMES = Symbol('names');

/** What a phrase means: tag -> value, undefined for a tag that it does not carry. One phrase may carry several tags. */
export type Tags = Readonly<Record<string, string>> & { readonly [NAMES]: readonly string[] };

/** The names of the tags that are carried. */
export const tagNames = (tags: Tags): readonly string[] => tags[NAMES];

/** Tags that no phrase carries but what is read out of several: spans of time, infections that the vocabulary knows. */
const READ = ['time', 'infection'];

/**
 * Makes the tags of one lexicon. All have the same properties in the same order, carried or not, so that a look-up by name takes
 * one short way whatever the phrase; what means the same is one object.
 */
export class TagSets {
  private readonly names: readonly string[];
  private readonly made = new Map<string, Tags>();
  private readonly extended = new WeakMap<Tags, Map<string, Tags>>();
  /** Of what no lexicon knows. */
  readonly none: Tags;

  constructor(names: readonly string[]) {
    this.names = [...new Set([...names, ...READ])];
    this.none = this.of(new Map());
  }

  of(values: ReadonlyMap<string, string>): Tags {
    const key = [...values].map((pair) => pair.join('=')).join('\n');
    let tags = this.made.get(key);
    if (!tags) {
      const fresh: Record<string | symbol, unknown> = { [NAMES]: [...values.keys()] };
      for (const name of this.names) fresh[name] = values.get(name);
      this.made.set(key, (tags = fresh as Tags));
    }
    return tags;
  }

  /** The tags with one more, or with another value of it. */
  with(tags: Tags, name: string, value: string): Tags {
    let byValue = this.extended.get(tags);
    if (!byValue) this.extended.set(tags, (byValue = new Map<string, Tags>()));
    const key = `${name}=${value}`;
    let more = byValue.get(key);
    if (!more) {
      more = this.of(new Map([...tagNames(tags).map((one): [string, string] => [one, tags[one]!]), [name, value]]));
      byValue.set(key, more);
    }
    return more;
  }
}
