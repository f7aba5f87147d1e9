import { remembered } from '../logic/remembered.js';
import type { Analyte, UnitVocabulary } from './vocabulary.js';
import { UnitSpelling, type UnitEntry, type UnitLexicon } from './unit-spelling.js';
import { ownValue } from '../logic/own-value.js';

/** A UCUM library, asked only for units outside the table. */
export interface UcumLibrary {
  isValid(unit: string): boolean;
  /** undefined where the units are not commensurable. */
  convert(value: number, from: string, to: string): number | undefined;
}

interface Measure {
  dimension: string;
  factor: number;
}

const REMEMBERED = 50_000;

/** HbA1c in mmol/mol (IFCC) to percent (NGSP): NGSP = 0.09148 x IFCC + 2.152 (IFCC-NGSP master equation, 2010). */
const NGSP = { slope: 0.09148, intercept: 2.152 } as const;

const COUNT = /^(?:10\*(3|6|9|12))?\/(uL|mm3|nL|mL|dL|L)$/;
const LITERS: Readonly<Record<string, number>> = { uL: 1e-6, mm3: 1e-6, nL: 1e-9, mL: 1e-3, dL: 0.1, L: 1 };

/**
 * Unit spelling and conversion. Units of one dimension convert by factors; mass and substance through the analyte's
 * molar mass; equivalents through its valence; international units and catalytic units only for enzymes. Everything else
 * is incomparable and gives undefined.
 */
export function createUnitVocabulary(
  lexicon: UnitLexicon,
  analyte: (id: string) => Analyte | undefined,
  library: () => UcumLibrary,
): UnitVocabulary {
  const spelling = new UnitSpelling(lexicon);
  const normalize = remembered((unit): string | undefined => {
    const known = spelling.normalize(unit);
    if (known !== undefined) return known;
    const trimmed = unit.trim();
    return /^[\w%'.()*/[\]{}+-]+$/.test(trimmed) && library().isValid(trimmed) ? trimmed : undefined;
  }, REMEMBERED);
  const measure = (unit: string): Measure | undefined => count(unit) ?? ownValue(lexicon.units, unit);
  // The library parses both units on every call, and laboratories report the same few values again and again.
  const byLibrary = remembered((question) => {
    const [value = '', from = '', to = ''] = question.split(' ');
    return library().convert(Number(value), from, to);
  }, REMEMBERED);
  return {
    normalize,
    convert: (value, fromSpelling, toSpelling, analyteId) => {
      const from = normalize(fromSpelling);
      const to = normalize(toSpelling);
      if (from === undefined || to === undefined || !Number.isFinite(value)) return undefined;
      if (from === to) return value;
      const a = measure(from);
      const b = measure(to);
      if (!a || !b) return byLibrary(`${value} ${from} ${to}`);
      const about = analyteId === undefined ? undefined : analyte(analyteId);
      return special(value, a, b, from, to, about) ?? linear(value, a, b, about);
    },
  };
}

function count(unit: string): Measure | undefined {
  const match = COUNT.exec(unit);
  const liters = match?.[2] === undefined ? undefined : LITERS[match[2]];
  if (liters === undefined) return undefined;
  return { dimension: 'number/volume', factor: 10 ** Number(match?.[1] ?? 0) / liters };
}

/** Conversions that are no plain factor. */
function special(value: number, a: Measure, b: Measure, from: string, to: string, about?: Analyte): number | undefined {
  if (a.dimension === 'temperature' && b.dimension === 'temperature')
    return to === 'Cel' ? (value - 32) / 1.8 : value * 1.8 + 32;
  if (about?.id !== 'hba1c') return undefined;
  if (from === 'mmol/mol' && to === '%') return NGSP.slope * value + NGSP.intercept;
  if (from === '%' && to === 'mmol/mol') return (value - NGSP.intercept) / NGSP.slope;
  return undefined;
}

function linear(value: number, a: Measure, b: Measure, about?: Analyte): number | undefined {
  if (a.dimension === b.dimension) return tidy((value * a.factor) / b.factor);
  const bridge = bridgeOf(a.dimension, b.dimension, about);
  return bridge === undefined ? undefined : tidy((value * a.factor * bridge) / b.factor);
}

/** Factor from the base of one dimension to the base of another, for one analyte; undefined where there is none. */
function bridgeOf(from: string, to: string, about?: Analyte): number | undefined {
  if (!about) return undefined;
  const { molarMass, valence } = about;
  const steps: Readonly<Record<string, number | undefined>> = {
    'mass/volume>substance/volume': molarMass === undefined ? undefined : 1 / molarMass,
    'substance/volume>mass/volume': molarMass,
    'substance/volume>equivalents/volume': valence,
    'equivalents/volume>substance/volume': valence === undefined ? undefined : 1 / valence,
    'mass/volume>equivalents/volume':
      molarMass === undefined || valence === undefined ? undefined : valence / molarMass,
    'equivalents/volume>mass/volume':
      molarMass === undefined || valence === undefined ? undefined : molarMass / valence,
    // Laboratories write IU/L for enzymes whose unit is the catalytic U/L; for anything else the two differ.
    'iu/volume>catalytic/volume': about.unit === 'U/L' ? 1 : undefined,
    'catalytic/volume>iu/volume': about.unit === 'U/L' || about.unit === '[IU]/L' ? 1 : undefined,
    // Tumour markers in U/mL are arbitrary units.
    'catalytic/volume>arbitrary/volume': about.unit === "[arb'U]/mL" ? 1 : undefined,
    'iu/volume>arbitrary/volume': about.unit === "[arb'U]/mL" ? 1 : undefined,
    'arbitrary/volume>catalytic/volume': about.unit === "[arb'U]/mL" ? 1 : undefined,
    // mg/mmol of creatinine (113.12 g/mol) against mg/mg.
    'mass/substance>number': about.id === 'upcr' || about.id === 'uacr' ? 1 / CREATININE_G_PER_MOL : undefined,
    'number>mass/substance': about.id === 'upcr' || about.id === 'uacr' ? CREATININE_G_PER_MOL : undefined,
    'number>inr': about.id === 'inr' ? 1 : undefined,
    'inr>number': about.id === 'inr' ? 1 : undefined,
  };
  return steps[`${from}>${to}`];
}

const CREATININE_G_PER_MOL = 113.12;

/** Binary noise out: twelve significant digits are far beyond any laboratory's. */
const tidy = (value: number): number => Number(value.toPrecision(12));
export type { UnitEntry, UnitLexicon };
