import type { Bound, Expression, LabParameters, Section, VitalParameters } from '../../../criteria/model.js';
import type { Vocabulary } from '../../../vocabulary/vocabulary.js';
import type { Quantity } from '../../grammar/quantities.js';
import type { MeasureLexicon } from '../../lexicons.js';
import type { MeasureMention } from './measures.js';

/** A limit of one measure, as an expression, with what makes it doubtful. */
export interface Limit {
  expression: Expression;
  confidence: number;
  review: string[];
}

interface Stated {
  min?: Bound;
  max?: Bound;
  unit?: string;
}

/** Units a vital sign is given in; absent where the text gives none. */
const vitalUnits: Record<string, readonly string[]> = {
  bmi: ['kg/m2', 'kg'],
  weight: ['kg', 'g', '[lb_av]'],
  systolicBp: ['mm[Hg]', 'kPa'],
  diastolicBp: ['mm[Hg]', 'kPa'],
  bloodPressure: ['mm[Hg]', 'kPa'],
  heartRate: ['/min'],
  spo2: ['%'],
  temperature: ['Cel', '[degF]'],
  lvef: ['%', '{LLN}', '{normal}', '{ULN}', '{baseline}'],
  qtc: ['ms', 's', '{ULN}', '{normal}'],
};

/** Given with and without the body surface; the one cannot be converted into the other. */
const clearances: ReadonlySet<string> = new Set(['egfr', 'creatinineClearance']);

/** "Creatinine >= 60 mL/min" is its clearance. */
const analyteOf = (mention: MeasureMention, unit: string | undefined): string =>
  mention.id === 'creatinine' && unit?.startsWith('mL/min') ? 'creatinineClearance' : mention.id;

const unitless: ReadonlySet<string> = new Set(['{INR}', '1', '{ratio}', '{score}', '%']);

export class Limits {
  private readonly bothWays: ReadonlySet<string>;
  private readonly fromBelow: ReadonlySet<string>;

  constructor(
    private readonly vocabulary: Vocabulary,
    lexicon: MeasureLexicon,
  ) {
    this.bothWays = new Set(lexicon.normalBothWays);
    this.fromBelow = new Set(lexicon.normalFromBelow);
  }

  /** Whether a quantity can be a value of the measure at all. An impossible value of the right kind can, and is flagged. */
  fits(mention: MeasureMention, q: Quantity): boolean {
    if (q.family === 'time') return false;
    const unit = q.unit;
    if (mention.kind === 'vital') return unit === undefined || (vitalUnits[mention.id] ?? []).includes(unit);
    if (unit === undefined || q.family === 'limit' || q.family === 'percent') return true;
    const known = this.vocabulary.analytes.get(analyteOf(mention, unit));
    if (known && clearances.has(known.id) && unit.startsWith('mL/')) return true;
    return !known || this.vocabulary.units.convert(1, unit, known.unit, known.id) !== undefined;
  }

  /** What a quantity says of a measure; several measures share it. */
  of(mentions: readonly MeasureMention[], q: Quantity, section: Section, formula?: string): Limit | undefined {
    const pressures = mentions.filter((m) => /Bp$|Pressure$/.test(m.id));
    const named = q.second && pressures[0] ? [{ ...pressures[0], id: 'bloodPressure' }] : mentions;
    const seen = new Map(named.map((m) => [`${m.kind}:${m.id}`, m]));
    const limits = [...seen.values()].flatMap((mention) => this.single(mention, q, section, formula) ?? []);
    const [first, ...rest] = limits;
    if (!first || rest.length === 0) return first;
    const members = limits.map((l) => l.expression);
    return {
      // "AST and ALT <= 2.5 x ULN" asks for both; as an exclusion either one above its limit excludes.
      expression: section === 'exclusion' ? { any: members } : { all: members },
      confidence: Math.min(...limits.map((l) => l.confidence)),
      review: [...new Set(limits.flatMap((l) => l.review))],
    };
  }

  private single(mention: MeasureMention, q: Quantity, section: Section, formula?: string): Limit | undefined {
    if (q.lost || (!q.min && !q.max && q.unit !== '{normal}'))
      return {
        expression: { unstructured: { topic: mention.id } },
        confidence: 0.3,
        review: ['the direction of the bound is lost'],
      };
    const review = [...q.notes];
    if (q.unit === '{normal}') return { expression: this.normal(mention), confidence: 0.9, review };
    const stated: Stated = {
      ...(q.min ? { min: q.min } : {}),
      ...(q.max ? { max: q.max } : {}),
      ...(q.unit !== undefined ? { unit: q.unit } : {}),
    };
    let confidence = q.notes.length > 0 ? 0.65 : 0.96;
    if (mention.kind === 'lab') {
      const analyte = analyteOf(mention, q.unit);
      const doubt = this.doubt(analyte, stated);
      if (doubt) {
        review.push(doubt);
        confidence = Math.min(confidence, 0.45);
      }
      if (section === 'exclusion' && this.isAskedFor(analyte, stated)) {
        review.push('a limit that trials ask for stands in the exclusion list');
        confidence = Math.min(confidence, 0.7);
      }
      return { expression: { lab: { analyte, ...stated } satisfies LabParameters }, confidence, review };
    }
    const vital = this.vital(mention, stated, q, section, formula);
    return { expression: vital, confidence, review };
  }

  /** "Platelets >= 100,000/uL" or "AST <= 2.5 x ULN" among the exclusions has mostly strayed there. */
  private isAskedFor(analyte: string, { min, max, unit }: Stated): boolean {
    if (this.bothWays.has(analyte)) return false;
    return this.fromBelow.has(analyte) ? min !== undefined && max === undefined : unit === '{ULN}' && min === undefined;
  }

  private vital(mention: MeasureMention, stated: Stated, q: Quantity, section: Section, formula?: string): Expression {
    const parameters = (measure: string, range: Stated): Expression => ({
      vital: {
        measure,
        ...range,
        ...(formula !== undefined && measure === 'qtc' ? { formula } : {}),
      } satisfies VitalParameters,
    });
    if (mention.id !== 'bloodPressure') return parameters(mention.id, stated);
    const systolic = parameters('systolicBp', stated);
    if (!q.second || !(q.second.min ?? q.second.max)) return { unstructured: { topic: 'bloodPressure' } };
    const { min, max } = q.second;
    const diastolic = parameters('diastolicBp', {
      ...(min ? { min } : {}),
      ...(max ? { max } : {}),
      ...(stated.unit !== undefined ? { unit: stated.unit } : {}),
    });
    return section === 'exclusion' ? { any: [systolic, diastolic] } : { all: [systolic, diastolic] };
  }

  /** "Within normal limits". */
  private normal(mention: MeasureMention): Expression {
    const high = { max: { value: 1, inclusive: true }, unit: '{ULN}' };
    const low = { min: { value: 1, inclusive: true }, unit: '{LLN}' };
    const of = (range: typeof high | typeof low): Expression =>
      mention.kind === 'lab'
        ? { lab: { analyte: mention.id, ...range } }
        : { vital: { measure: mention.id, ...range } };
    if (this.fromBelow.has(mention.id)) return of(low);
    return this.bothWays.has(mention.id) ? { all: [of(low), of(high)] } : of(high);
  }

  /** Why a limit cannot be meant as it stands; nothing is corrected silently. */
  private doubt(analyte: string, { min, max, unit }: Stated): string | undefined {
    const known = this.vocabulary.analytes.get(analyte);
    if (!known) return undefined;
    if (unit === undefined) return unitless.has(known.unit) ? undefined : 'no unit';
    if (unit.startsWith('{')) return undefined;
    if (clearances.has(analyte) && unit.startsWith('mL/')) return undefined;
    const values = [min, max].flatMap((bound) => (bound ? [bound.value] : []));
    const converted = values.map((value) => this.vocabulary.units.convert(value, unit, known.unit, analyte));
    if (converted.includes(undefined)) return `${unit} is no unit of ${known.name}`;
    const [low, high] = known.plausible ?? [0, Infinity];
    const real = converted.every(
      (value) => value !== undefined && (value === 0 || (value >= low / 10 && value <= high)),
    );
    return real ? undefined : `${values.join(' to ')} ${unit} cannot be a value of ${known.name}`;
  }
}
