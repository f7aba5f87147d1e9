import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectPath } from '../../src/reference-data/paths.js';
import {
  criterionField,
  initialOf,
  resolved,
  type SchemaNode,
  switched,
  type Value,
  variantOf,
  variantName,
} from '../../web/src/curation/schema.js';

const when = criterionField('when');
const variants = resolved(when).anyOf ?? [];
const named = (name: string) => variants.findIndex((variant) => variantName(variant) === name);
const folder = projectPath('criteria/curated/');

/** Every place of a value for which a form would show no input, or an alternative that the value is not. */
function unshown(node: SchemaNode, value: Value, path: string): string[] {
  const { anyOf, type, properties, items, enum: allowed } = resolved(node);
  if (anyOf) return unshown(anyOf[variantOf(anyOf, value)] ?? {}, value, path);
  if (allowed) return typeof value === 'string' && allowed.includes(value) ? [] : [path];
  if (type === 'object')
    return Object.entries(value).flatMap(([key, member]) => {
      const child = properties?.[key];
      return child ? unshown(child, member as Value, `${path}.${key}`) : [`${path}.${key}`];
    });
  if (type === 'array')
    return (value as readonly Value[]).flatMap((member, i) => unshown(items ?? {}, member, `${path}.${i}`));
  return typeof value === (type === 'integer' ? 'number' : type) ? [] : [path];
}

it('has an input for every part of every curated reading', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const { criteria } = parse(readFileSync(`${folder}${file}`, 'utf8')) as { criteria: { id: string; when: Value }[] };
    for (const { id, when: reading } of criteria) expect({ file, id, unshown: unshown(when, reading, '') }).toEqual({ file, id, unshown: [] }); // prettier-ignore
  }
});

it('begins every operator and kind with a value of its own shape', () => {
  expect(variants.length).toBeGreaterThan(40);
  for (const [i, variant] of variants.entries()) {
    const value = initialOf(variant);
    expect({ name: variantName(variant), variant: variantOf(variants, value) }).toEqual({ name: variantName(variant), variant: i }); // prettier-ignore
    expect(unshown(when, value, '')).toEqual([]);
  }
});

it('puts an operator around what stood there, and turns one group into another', () => {
  const sex = { sex: { is: 'female' } };
  expect(switched(variants, named('not'), sex)).toEqual({ not: sex });
  const any = switched(variants, named('any'), sex);
  expect(any).toEqual({ any: [sex] });
  expect(switched(variants, named('all'), any)).toEqual({ all: [sex] });
  expect(switched(variants, named('pregnancy'), sex)).toEqual(initialOf(variants[named('pregnancy')] ?? {}));
});
