import { describe, expect, it } from 'vitest';
import { decodeDocument, encodeJson, encodeYaml } from './codec.js';

const curated = `# Hand-reviewed.
eligo: 1
trial: { registry: ctgov, id: NCT00000000, version: "2025-03-01" }
by: { curator: ab, reviewed: 2026-01-31 }
scopes:
  - { id: cohort-a, kind: cohort, title: "Cohort A: EGFR exon 20" }
criteria:
  - id: i7
    section: inclusion
    scope: all
    span: [ 412, 484 ]
    text: "Bilirubin =< 1.5 x ULN (=< 3 x ULN in patients with Gilbert's syndrome)"
    requirement: hard
    basis: curated
    confidence: 1
    when:
      if: { condition: { anyOf: [ gilbert-syndrome ] } }
      then: { lab: { analyte: bilirubin, max: { value: 3, inclusive: true }, unit: "{ULN}" } }
      else: { lab: { analyte: bilirubin, max: { value: 1.5, inclusive: true }, unit: "{ULN}" } }
  - id: e2
    section: exclusion
    scope: cohort-a
    text: "Prior anti-PD-1, or both a taxane and a platinum"
    requirement: hard
    basis: curated
    confidence: 1
    when:
      any:
        - { priorTherapy: { classes: [ antiPd1 ] } }
        - atLeast:
            n: 2
            of:
              - { priorTherapy: { classes: [ taxane ] } }
              - not: { priorTherapy: { classes: [ platinum ] } }
`;

describe('the codec of eligibility documents', () => {
  it('writes a curated file back byte for byte, its header included', () => {
    const decoded = decodeDocument(curated);
    if (!('document' in decoded)) throw new Error(JSON.stringify(decoded.issues));
    expect(encodeYaml(decoded.document, decoded.header)).toBe(curated);
  });

  it('gives equal bytes for equal documents, whatever the order of their keys', () => {
    const decoded = decodeDocument(curated);
    if (!('document' in decoded)) throw new Error('not read');
    const { criteria, ...rest } = decoded.document;
    const shuffled = {
      criteria: criteria.map((one) => Object.fromEntries(Object.entries(one).reverse()) as typeof one),
      ...rest,
    };
    expect(encodeYaml(shuffled, decoded.header)).toBe(curated);
    expect(encodeJson(shuffled)).toBe(encodeJson(decoded.document));
    expect(JSON.parse(encodeJson(shuffled))).toEqual(decoded.document);
  });

  it('names the line and the place of every problem', () => {
    const broken = curated.replace('analyte: bilirubin, max: { value: 3', 'analite: bilirubin, max: { value: three');
    const result = decodeDocument(broken);
    expect('issues' in result && result.issues.map(({ line, path }) => [line, path.join('.')])).toEqual([
      [18, 'criteria.0.when.then.lab.max.value'],
      [18, 'criteria.0.when.then.lab.analyte'],
      [18, 'criteria.0.when.then.lab'],
    ]);
  });

  it('refuses aliases that multiply, and nesting without end', () => {
    const laughs = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let i = 0; i < 9; i++) laughs.push(`b${i}: &b${i} [*${i === 0 ? 'a' : `b${i - 1}`}, *${i === 0 ? 'a' : `b${i - 1}`}]`);
    expect(decodeDocument(laughs.join('\n'))).toHaveProperty('issues');
    const deep = `${'{"not":'.repeat(200)}{"breastfeeding":{}}${'}'.repeat(200)}`;
    const nested = curated.replace('{ priorTherapy: { classes: [ antiPd1 ] } }', deep);
    const result = decodeDocument(nested);
    expect('issues' in result && result.issues[0]?.message).toBe('nested deeper than 64');
  });

  it('says what stands where an expression should', () => {
    const wrong = (when: string) => {
      const result = decodeDocument(curated.replace('not: { priorTherapy: { classes: [ platinum ] } }', when));
      return 'issues' in result ? result.issues[0]?.message : undefined;
    };
    expect(wrong('{ prioTherapy: {} }')).toBe("unknown kind 'prioTherapy'");
    expect(wrong('{ sex: { is: male }, age: {} }')).toBe('one kind is expected, not sex, age');
    expect(wrong('{ if: { sex: { is: male } } }')).toBe("'if' takes 'then' and at most 'else'");
    expect(wrong('[]')).toBe('an expression is expected');
  });
});
