import { PhraseIndex } from './phrase-index.js';
import type { Mention } from './vocabulary.js';

/** Nouns that make a drug class of a molecule: "CTLA-4 inhibitor", "HER2-targeted therapy". Plurals are made. */
const AFTER = [
  'inhibitor',
  'inhibition',
  'inhibiting agent',
  'inhibitory agent',
  'inhibitor therapy',
  'inhibitor treatment',
  'inhibitor drug',
  'antibody',
  'antibody therapy',
  'monoclonal antibody',
  'mab',
  'blockade',
  'blocker',
  'blocking antibody',
  'antagonist',
  'agonist',
  'agonistic antibody',
  'degrader',
  'agent',
  'targeted therapy',
  'targeted agent',
  'targeted treatment',
  'targeted drug',
  'targeted antibody',
  'targeted inhibitor',
  'targeted small molecule',
  'targeting therapy',
  'targeting agent',
  'targeting drug',
  'targeting treatment',
  'targeting antibody',
  'directed therapy',
  'directed agent',
  'directed treatment',
  'directed antibody',
  'pathway inhibitor',
  'pathway targeting agent',
  'pathway antagonist',
  'pathway therapy',
  'signaling inhibitor',
  'signaling pathway inhibitor',
  'axis inhibitor',
  'checkpoint inhibitor',
  'immune checkpoint inhibitor',
  'ligand inhibitor',
  'small molecule inhibitor',
  'kinase inhibitor',
  'enzyme inhibitor',
  'therapy',
  'therapies',
  'based therapy',
  'based treatment',
  'based regimen',
];

/** What may follow "anti-X"; nothing is needed. */
const AFTER_ANTI = [
  ...AFTER,
  'treatment',
  'drug',
  'immunotherapy',
  'monotherapy',
  'regimen',
  'containing regimen',
  'containing therapy',
  'medication',
  'ab',
  'moab',
];

/** Words before the molecule: "anti-X" is a class by itself; "antibodies against X" is one without a noun after it. */
const BEFORE = [
  'anti',
  'inhibitor of',
  'inhibitors of',
  'antibody against',
  'antibodies against',
  'antibody to',
  'antibodies to',
  'antagonist of',
  'agent targeting',
  'agents targeting',
  'agent that targets',
  'agents that target',
  'agent directed against',
  'agents directed against',
  'therapy targeting',
  'therapies targeting',
  'therapy directed against',
  'treatment targeting',
  'drug targeting',
  'drugs targeting',
  'antibody targeting',
  'antibodies targeting',
  'antibody directed against',
  'blockade of',
  'inhibition of',
];

/** Regular English plurals of a name's last word, the name itself first. */
export function withPlural(name: string): string[] {
  if (/(?:^|[\s-])\w$/.test(name)) return [name];
  if (/[^aeiou]y$/.test(name)) return [name, `${name.slice(0, -1)}ies`];
  return /[sx]$/.test(name) ? [name] : [name, `${name}s`];
}

const BEFORE_WORDS = BEFORE.map((phrase) => ({ phrase, parts: phrase.split(' ') }));

const WORD = /[\p{L}\p{N}]+|\+/gu;
const LONGEST = 60;

/** Finds classes named by their target molecule. The molecule alone is a marker, never a drug. */
export class TargetPhrases<V> {
  private readonly targets = new PhraseIndex<V>();
  private readonly after = new PhraseIndex<true>();
  private readonly afterAnti = new PhraseIndex<true>();

  constructor() {
    for (const noun of AFTER.flatMap(withPlural)) this.after.add(noun, true);
    for (const noun of AFTER_ANTI.flatMap(withPlural)) this.afterAnti.add(noun, true);
  }

  add(target: string, value: V): void {
    this.targets.add(target, value);
  }

  find(text: string): Mention<V>[] {
    const named = this.targets.find(text).map(({ start, end, value }): Named<V> => {
      const before = leading(text, start);
      const noun = this.noun(text, end, before !== undefined);
      return { start, end, value, ...(before && { before }), ...(noun !== undefined && { noun }) };
    });
    shareInLists(text, named);
    return named.flatMap(({ start, end, value, before, noun, shared }) =>
      before || noun !== undefined || shared ? [{ start: before?.start ?? start, end: noun ?? end, value }] : [],
    );
  }

  /** End of the class noun that follows the molecule, at most a parenthesis or a hyphen away. */
  private noun(text: string, from: number, afterAnti: boolean): number | undefined {
    const window = text.slice(from, from + LONGEST);
    const first = (afterAnti ? this.afterAnti : this.after).find(window)[0];
    return first && /^[\s\-–/)]*$/.test(window.slice(0, first.start)) ? from + first.end : undefined;
  }
}

interface Named<V> extends Mention<V> {
  before?: { start: number; phrase: string };
  noun?: number;
  /** The words that make a class of it stand at another molecule of its list. */
  shared?: true;
}

/** "PD-1, PD-L1, or CTLA-4 inhibitors" and "inhibitors of PD-1 or PD-L1": one noun speaks for the whole list. */
function shareInLists<V>(text: string, named: readonly Named<V>[]): void {
  const joint = (left: Named<V>, right: Named<V>): string | undefined =>
    /^(?:\s?[,/]\s?|\s(?=or|and))(?:(?:or|and|and\/or)\s)?$/.exec(text.slice(left.end, right.start))?.[0];
  for (let i = named.length - 2; i >= 0; i--) {
    const [left, right] = [named[i], named[i + 1]];
    if (
      left &&
      right &&
      !right.before &&
      (right.noun !== undefined || right.shared) &&
      joint(left, right) !== undefined
    )
      left.shared = true;
  }
  for (let i = 1; i < named.length; i++) {
    const [left, right] = [named[i - 1], named[i]];
    const between = left && right && joint(left, right);
    if (!left || !right || between === undefined) continue;
    // "anti-X, Y" may go on to a marker; "anti-X/Y" and "inhibitors of X, Y" do not.
    const reaches =
      left.before?.phrase === 'anti' ? between.trim() === '/' : left.before !== undefined && left.noun === undefined;
    if (reaches) {
      right.shared = true;
      right.before ??= { start: right.start, phrase: left.before?.phrase ?? '' };
    }
  }
}

/** The words before the molecule that make a class of it. */
function leading(text: string, start: number): { start: number; phrase: string } | undefined {
  const window = text.slice(Math.max(0, start - LONGEST), start);
  const words = [...window.toLowerCase().matchAll(WORD)];
  for (const { phrase, parts } of BEFORE_WORDS) {
    const last = words.slice(-parts.length);
    if (last.length === parts.length && parts.every((part, i) => last[i]?.[0] === part)) {
      const between = window.slice((last.at(-1)?.index ?? 0) + (last.at(-1)?.[0].length ?? 0));
      if (/^[\s\-–]*$/.test(between)) return { start: start - window.length + (last[0]?.index ?? 0), phrase };
    }
  }
  return undefined;
}
