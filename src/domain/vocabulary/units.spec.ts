import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../reference-data/read-files.js';
import { ucumLibrary } from '../../reference-data/ucum-library.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import type { UnitLexicon } from './units.js';

const { units, analytes } = loadVocabulary();

describe('unit spellings of registry texts', () => {
  it.each([
    ['/mcL', '/uL'],
    ['/µL', '/uL'],
    ['/μL', '/uL'],
    ['K/µL', '10*3/uL'],
    ['K/cumm', '10*3/mm3'],
    ['x 109/L', '10*9/L'],
    ['10\\^9/L', '10*9/L'],
    ['10\\*\\*9/L', '10*9/L'],
    ['× 10⁹/L', '10*9/L'],
    ['Ã— 10^9/L', '10*9/L'],
    ['x10e9/L', '10*9/L'],
    ['10³/mm³', '10*3/mm3'],
    ['cells/mm^3', '/mm3'],
    ['cells per microliter', '/uL'],
    ['G/L', '10*9/L'],
    ['g/L', 'g/L'],
    ['mL/min/1.73m2', 'mL/min/{1.73_m2}'],
    ['ml/min/1.73 m^2', 'mL/min/{1.73_m2}'],
    ['IU/L', '[IU]/L'],
    ['U/L', 'U/L'],
    ['% ', '%'],
    ['mg/dl', 'mg/dL'],
    ['μmol/L', 'umol/L'],
    ['mEq/L', 'meq/L'],
    ['g/24 hours', 'g/(24.h)'],
    ['mm Hg', 'mm[Hg]'],
    ['msec', 'ms'],
    ['kg/m²', 'kg/m2'],
    ['x ULN', '{ULN}'],
    ['fold ULN', '{ULN}'],
    ['× institutional upper limit of normal', '{ULN}'],
    ['mg/dL.', 'mg/dL'],
    ['times the upper limit of normal', '{ULN}'],
    ['mutations/Mb', '{mut}/Mb'],
  ])('reads %s as %s', (written, ucum) => {
    expect(units.normalize(written)).toBe(ucum);
  });

  it('keeps what is UCUM already', () => {
    const lexicon = readYaml<UnitLexicon>('criteria/lexicon/units.yaml');
    for (const code of Object.keys(lexicon.units)) expect(units.normalize(code)).toBe(code);
  });

  it('says nothing of words that are no unit', () => {
    for (const word of ['', 'patients', 'grade', 'blood', 'institutional'])
      expect(units.normalize(word)).toBeUndefined();
  });
});

describe('conversion', () => {
  const convert = (value: number, from: string, to: string, analyte?: string) =>
    units.convert(value, from, to, analyte);

  it.each([
    [1500, '/mm3', '10*9/L', undefined, 1.5],
    [1.5, 'K/µL', '10*9/L', undefined, 1.5],
    [100, '10*9/L', '/uL', undefined, 100_000],
    [90, 'g/L', 'g/dL', 'hemoglobin', 9],
    [5.6, 'mmol/L', 'g/dL', 'hemoglobin', 9.02],
    [133, 'umol/L', 'mg/dL', 'creatinine', 1.504],
    [34.2, 'umol/L', 'mg/dL', 'bilirubin', 2.0],
    [2.6, 'mmol/L', 'mg/dL', 'calcium', 10.42],
    [5, 'mEq/L', 'mmol/L', 'calcium', 2.5],
    [1.7, 'nmol/L', 'ng/dL', 'testosterone', 49.03],
    [53, 'mmol/mol', '%', 'hba1c', 7.0],
    [40, 'IU/L', 'U/L', 'alt', 40],
    [1, 'ukat/L', 'U/L', 'alt', 60],
    [113.12, 'mg/mmol', 'mg/mg', 'upcr', 1],
    [98.6, '°F', 'Cel', undefined, 37],
    [4, 'wk', 'd', undefined, 28],
  ])('%d %s in %s (%s)', (value, from, to, analyte, expected) => {
    const result = convert(value, from, to, analyte);
    expect(result).toBeDefined();
    expect(Math.abs((result ?? 0) - expected)).toBeLessThanOrEqual(expected * 0.005);
  });

  it('never converts what cannot be compared', () => {
    expect(convert(9, 'g/dL', '10*9/L', 'hemoglobin')).toBeUndefined();
    expect(convert(60, 'mL/min', 'mL/min/1.73m2', 'egfr')).toBeUndefined();
    expect(convert(1.5, '{ULN}', 'mg/dL', 'bilirubin')).toBeUndefined();
    expect(convert(25, 'IU/L', 'U/L', 'hcg')).toBeUndefined();
    expect(convert(133, 'umol/L', 'mg/dL')).toBeUndefined();
    expect(convert(Number.NaN, 'mg/dL', 'g/L')).toBeUndefined();
  });

  it('asks the UCUM library for units outside the table', () => {
    expect(convert(1, 'g/m3', 'mg/L')).toBeCloseTo(1, 9);
  });

  it('uses the factors of the UCUM library', () => {
    const library = ucumLibrary();
    const { units: table } = readYaml<UnitLexicon>('criteria/lexicon/units.yaml');
    const codes = Object.keys(table).filter((code) => table[code]?.dimension !== 'temperature');
    const wrong = codes.flatMap((code) => {
      const base = codes.find((other) => table[other]?.dimension === table[code]?.dimension) ?? code;
      const official = library.convert(1, code, base);
      const own = (table[code]?.factor ?? NaN) / (table[base]?.factor ?? NaN);
      return official !== undefined && Math.abs(official / own - 1) > 1e-3
        ? [`${code} in ${base}: ${official}, not ${own}`]
        : [];
    });
    expect(wrong).toEqual([]);
  });

  it('is its own inverse', () => {
    const pairs = [
      ['mg/dL', 'umol/L', 'creatinine'],
      ['g/dL', 'mmol/L', 'hemoglobin'],
      ['10*9/L', '/uL', 'anc'],
      ['ng/dL', 'nmol/L', 'testosterone'],
      ['%', 'mmol/mol', 'hba1c'],
    ] as const;
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1e6, noNaN: true }),
        fc.constantFrom(...pairs),
        (value, [a, b, analyte]) => {
          const there = convert(value, a, b, analyte);
          const back = there === undefined ? undefined : convert(there, b, a, analyte);
          return back !== undefined && Math.abs(back - value) <= Math.abs(value) * 1e-9 + 1e-9;
        },
      ),
    );
  });

  it('reads any text as a unit that stays the same when read again, or as none', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const unit = units.normalize(text);
        return unit === undefined || units.normalize(unit) === unit;
      }),
    );
  });
});

describe('canonical units', () => {
  it('are spelt in UCUM for every analyte', () => {
    const lexicon = readYaml<Record<string, { unit: string }>>('criteria/lexicon/analytes.yaml');
    for (const id of Object.keys(lexicon)) {
      const unit = analytes.get(id)?.unit ?? '';
      expect(units.normalize(unit)).toBe(unit);
    }
  });
});
