import type { UnitVocabulary } from '../../vocabulary/vocabulary.js';

/** A unit behind a number. */
export interface UnitToken {
  start: number;
  end: number;
  /** UCUM, or `{ULN}`, `{LLN}`, `{baseline}`. */
  unit: string;
  /** Power of ten of "x 10^9/L" that belongs to the unit. */
  family: 'time' | 'limit' | 'percent' | 'other';
}

const time =
  /^ ?-? ?(?:(years?|yrs?\.?|y\.?o\.?|y\/o|y|ans)|(months?|mos?\.?|mths?)|(weeks?|wks?\.?)|(days?|d)|(hours?|hrs?\.?|h))(?![A-Za-z0-9])(?:['-]? ?of age|[- ]olds?(?![a-z]))?/i;
const timeUnits = ['a', 'mo', 'wk', 'd', 'h'] as const;

// "x ULN", "times the institutional upper limit of normal (IULN)", "fold the upper normal limit", "x N".
const multiple =
  /^ ?-? ?(?:(?:[x\u00d7*]|times?|fold|folds|multiplied by)? ?(?:above |over |of )?(?:the |their |its )?(?:(?:institution(?:al|'?s)?|laborator(?:y|ies)|lab|local|respective|age[- ](?:adjusted|appropriate|specific)|site|central|reference|normal|current|assay|applicable|study|investigator|hospital|center|upper reference)(?:'s)? ){0,3}(?:(i?uln|i?unl|ulnr|uln range|upper[- ]limits? (?:of|for|or|to) (?:the )?(?:institution(?:al|'?s)? |laborator(?:y|ies) |local |lab |reference |normal )?(?:normal|norm|reference)?(?: (?:range|value|limits?|reference range|laboratory range))?|upper (?:normal |reference |institutional |laboratory )?limits?(?: of normal)?|upper (?:institutional |laboratory |reference )?(?:normal|limit)s?(?: of)?(?: the)?(?: normal)?(?: range| values?| limits?)?|high(?:er)? limit of normal|maximum normal|normal upper limit)|(i?lln|lower[- ]limits? (?:of|for) (?:the )?(?:institution(?:al|'?s)? |laboratory |local )?(?:normal|norm|reference)(?: range)?|lower normal limit|lower limit|low(?:er)? limit of normal)|(baseline)))(?![A-Za-z0-9])(?: ?[([] ?i?(?:x ?)?(?:uln|unl|lln|n)r? ?[)\]])?(?: (?:of|for) (?:the )?(?:institution|laboratory|lab|local laboratory|site|reference range|age|normal(?: range| values?)?|the local laboratory|institutional normal))?/i;
const plainNormal =
  /^ ?(?:(?:[x\u00d7]|times|fold) ?(?:the )?(?:institutional |laboratory )?(?:n|normal|norm)|(?:the )?(?:institutional|laboratory) normal)(?![A-Za-z0-9])(?: (?:range|value|limits?))?/i;

const boundary =
  /[;()[\]<>=\u2264\u2265]|,(?!\d)| (?:and|or|for|in|if|within|at|with|by|without|to|but|prior|unless|when|on|as|is|are|must|except|be|the|who|that|from|obtained|independent|unsupported|unless)(?![a-z])/i;
const percent = /^ ?(?:%|percent|per cent|pct)(?! ?\/)/i;

/** Reads units with a vocabulary's spellings; results are kept, since texts repeat few spellings. */
export class Units {
  private readonly known = new Map<string, string | undefined>();

  constructor(private readonly vocabulary: UnitVocabulary) {}

  /** The unit that starts at `at`, directly behind a number or after a blank. */
  at(line: string, at: number): UnitToken | undefined {
    const rest = line.slice(at, at + 96);
    if (
      rest === '' ||
      (/^ ?[A-Z][a-z]{2}/.test(rest) && !/^ ?(?:Years?|Months?|Weeks?|Days?|Times|Upper|Lower)/.test(rest))
    )
      return undefined;
    return this.limit(rest, at) ?? this.time(rest, at) ?? this.other(rest, at);
  }

  /** A multiple of a limit of normal, or a bare limit ("<= ULN"). */
  limit(rest: string, at: number): UnitToken | undefined {
    if (!/[nN]|basel/.test(rest)) return undefined;
    const match = multiple.exec(rest) ?? undefined;
    if (match) {
      const unit = match[1] !== undefined ? '{ULN}' : match[2] !== undefined ? '{LLN}' : '{baseline}';
      return { start: at, end: at + match[0].length, unit, family: 'limit' };
    }
    const normal = plainNormal.exec(rest);
    return normal ? { start: at, end: at + normal[0].length, unit: '{ULN}', family: 'limit' } : undefined;
  }

  private time(rest: string, at: number): UnitToken | undefined {
    const match = time.exec(rest);
    if (!match) return undefined;
    const index = [1, 2, 3, 4, 5].findIndex((group) => match[group] !== undefined);
    const unit = timeUnits[index];
    return unit && { start: at, end: at + match[0].length, unit, family: 'time' };
  }

  private other(rest: string, at: number): UnitToken | undefined {
    // "160/95" is two values, and UCUM would take "/95" for a unit.
    if (/^ ?\/ ?\d/.test(rest)) return undefined;
    const share = percent.exec(rest);
    if (share) return { start: at, end: at + share[0].length, unit: '%', family: 'percent' };
    // A unit ends at the latest with the next word of the sentence.
    const skip = /^ ?(?:x|\u00d7|\*)? ?10 ?[({]?/.exec(rest)?.[0].length ?? 0;
    const stop = boundary.exec(rest.slice(skip))?.index;
    let text = rest.slice(0, stop === undefined ? Math.min(rest.length, 44) : Math.min(stop + skip, 44)).trimEnd();
    if (rest[text.length] === ')' && /\($|\(\d{1,2}$/.test(text)) text = rest.slice(0, text.length + 14);
    for (let tries = 0; text.trim() !== '' && tries < 6; tries++) {
      const unit = this.normalize(text.trim().replace(/ per /i, '/'));
      // "mL/min per 24 hour urine test": a number of hours that is cut off is no part of the unit.
      if (unit !== undefined && !/\/\d+$/.test(unit))
        return { start: at, end: at + text.length, unit, family: 'other' };
      const cut = Math.max(text.lastIndexOf(' '), text.lastIndexOf('.'), text.lastIndexOf(':'));
      if (cut <= 0) break;
      text = text.slice(0, cut);
    }
    return undefined;
  }

  private normalize(text: string): string | undefined {
    if (
      !/[/%\u00b0]|per|^(?:k|g|mg|kg|cm|mm|ms|msec|msecs|lbs?|pounds?|bpm|mmhg|millisecond|s$|sec|milli|gram|kilo|inr|celsius|[cf]$|degree)/i.test(
        text,
      )
    )
      return undefined;
    const kept = this.known.get(text);
    if (kept !== undefined || this.known.has(text)) return kept;
    const unit = this.vocabulary.normalize(text);
    if (this.known.size > 20_000) this.known.clear();
    this.known.set(text, unit);
    return unit;
  }
}
