import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { kindDefinitions, type AcceptedParameters } from '../../src/domain/criteria/kinds/index.js';
import type { Criterion, EligibilityDocument, LeafParameters } from '../../src/domain/criteria/model.js';
import { jsonSchema, type documentFrame } from '../../src/domain/criteria/schema.js';
import { projectPath } from '../../src/reference-data/paths.js';

/** Interfaces and intersections written out, so that only what they hold is compared. */
type Flat<T> = T extends object ? { [K in keyof T]: Flat<T[K]> } : T;

describe('criteria/schema.json', () => {
  it('is what the schemas of the kinds give (run with -u to write it anew)', async () => {
    await expect(`${JSON.stringify(jsonSchema(), null, 2)}\n`).toMatchFileSnapshot(projectPath('criteria/schema.json'));
  });

  it('accepts a document of the language and refuses a misspelt parameter', () => {
    const schema = JSON.parse(readFileSync(projectPath('criteria/schema.json'), 'utf8')) as object;
    const accepts = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    const document = (when: unknown) => ({
      eligo: 1,
      trial: { registry: 'ctgov', id: 'NCT00000000', version: '2025-03-01' },
      by: { structurer: '1.0.0' },
      criteria: [
        {
          id: 'i1',
          section: 'inclusion',
          scope: 'all',
          text: 'x',
          requirement: 'hard',
          basis: 'parsed',
          confidence: 1,
          when,
        },
      ],
    });
    const age = { age: { min: { value: 18, inclusive: true }, unit: 'a' } };
    expect(accepts(document({ not: { any: [age, { sex: { is: 'male' } }] } }))).toBe(true);
    expect(accepts(document({ age: { minimum: 18, unit: 'a' } }))).toBe(false);
    expect(accepts(document({ agee: age.age }))).toBe(false);
  });
});

describe('a document', () => {
  it('has a schema that says the same as its type, expressions apart', () => {
    type Frame = Omit<EligibilityDocument, 'criteria'> & { criteria: (Omit<Criterion, 'when'> & { when: unknown })[] };
    expectTypeOf<Flat<z.output<typeof documentFrame>>>().toEqualTypeOf<Flat<Frame>>();
  });
});

describe('the kinds', () => {
  // Checked by the compiler (`npm run types`): a parameter on one side only is a type error here.
  it('have schemas that say the same as the types', () => {
    expectTypeOf<Flat<AcceptedParameters>>().toEqualTypeOf<Flat<LeafParameters>>();
  });

  it('are each listed under their own name', () => {
    for (const [name, definition] of Object.entries(kindDefinitions)) expect(definition.kind).toBe(name);
  });
});
