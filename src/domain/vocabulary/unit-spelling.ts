/** One unit of criteria/lexicon/units.yaml. */
export interface UnitEntry {
  dimension: string;
  /** Into the base unit of the dimension. */
  factor: number;
  names: string[];
}

export interface UnitLexicon {
  units: Record<string, UnitEntry>;
  cased: Record<string, string>;
  counts: {
    multipliers: Record<string, number>;
    things: string[];
    volumes: Record<string, string[]>;
  };
}

/** Micro sign, mu, superscripts, times signs, full-width forms and the mojibake of registries, folded to plain ASCII. */
export function foldUnit(unit: string): string {
  return unit
    .replace(/Â(?=[µ³²·°])/g, '')
    .replace(/Ã—|Ã\u0097/g, 'x')
    .replace(/Î¼|Âµ/g, 'u')
    .normalize('NFKC')
    .replace(/[μµ]/g, 'u')
    .replace(/[×✕✖⨯∗]/g, 'x')
    .replace(/[∕⁄／]/g, '/')
    .replace(/\\/g, '')
    .replace(/\s+/g, '')
    .replace(/[.,;]$/, '');
}

/** Spelling to UCUM. Counts per volume are read by a small grammar, everything else by the table. */
export class UnitSpelling {
  private readonly table = new Map<string, string>();
  private readonly cased = new Map<string, string>();
  private readonly volumes = new Map<string, string>();
  private readonly things: readonly string[];
  private readonly multipliers = new Map<string, number>();

  constructor(lexicon: UnitLexicon) {
    for (const [code, { names }] of Object.entries(lexicon.units)) {
      this.cased.set(foldUnit(code), code);
      for (const name of [code, ...names]) this.table.set(this.key(name), code);
    }
    for (const [spelling, code] of Object.entries(lexicon.cased)) this.cased.set(foldUnit(spelling), code);
    for (const [volume, names] of Object.entries(lexicon.counts.volumes))
      for (const name of [volume, ...names]) this.volumes.set(this.key(name), volume);
    this.things = lexicon.counts.things.map((thing) => this.key(thing)).sort((a, b) => b.length - a.length);
    for (const [word, power] of Object.entries(lexicon.counts.multipliers)) this.multipliers.set(word, power);
  }

  /** UCUM code, or undefined where the spelling is none that anybody could be sure of. */
  normalize(unit: string): string | undefined {
    const folded = foldUnit(unit);
    if (folded === '') return undefined;
    const lower = folded.toLowerCase();
    return this.cased.get(folded) ?? this.table.get(lower) ?? this.count(lower) ?? this.limit(lower);
  }

  /** "x the ULN", "fold ULN", "times institutional upper limit of normal": words around a limit of normal change nothing. */
  private limit(text: string): string | undefined {
    const bare = text
      .replace(/^(?:x|times|-?fold)/, '')
      .replace(/^the/, '')
      .replace(/^(?:institutional|institution's|laboratory|local)/, '');
    const unit = this.table.get(bare);
    return unit === '{ULN}' || unit === '{LLN}' ? unit : undefined;
  }

  private key(name: string): string {
    return foldUnit(name).toLowerCase();
  }

  /** `x10^9/L`, `109/L`, `10e9/L`, `K/uL`, `cells/mm^3`, `thousand cells per microliter`. */
  private count(text: string): string | undefined {
    const [head, volume] = this.splitVolume(text);
    if (volume === undefined) return undefined;
    const power = this.power(head);
    if (power === undefined) return undefined;
    const per = volume === 'uL' && /mm|cu/.test(text) ? 'mm3' : volume;
    return power === 0 ? `/${per}` : `10*${String(power)}/${per}`;
  }

  private splitVolume(text: string): [string, string | undefined] {
    for (const separator of ['/', 'per']) {
      const at = text.lastIndexOf(separator);
      if (at < 0) continue;
      const volume = this.volumes.get(text.slice(at + separator.length));
      if (volume !== undefined) return [text.slice(0, at), volume];
    }
    return [text, undefined];
  }

  /** The power of ten that the words before the volume stand for; 0 for none, undefined for words nobody counts by. */
  private power(head: string): number | undefined {
    let rest = head;
    for (let before = ''; before !== rest;) {
      before = rest;
      for (const thing of this.things)
        if (rest.endsWith(thing) && !this.multipliers.has(rest)) rest = rest.slice(0, -thing.length);
      rest = rest
        .replace(/^[x*.·]/, '')
        .replace(/[x*.·-]$/, '')
        .replace(/^\((.*)\)$/, '$1');
    }
    if (rest === '') return 0;
    const ten = /^10(?:\*\*|\^|\*|e|exp|x)?[({+]?0?(3|6|9|12)[)}]?$/.exec(rest);
    if (ten) return Number(ten[1]);
    if (rest === '1000' || rest === '1,000') return 3;
    return this.multipliers.get(rest);
  }
}
