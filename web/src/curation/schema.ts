import language from '../../../criteria/schema.json' with { type: 'json' };

/** As much of JSON Schema as criteria/schema.json uses for readings. */
export interface SchemaNode {
  $ref?: string;
  type?: string;
  enum?: readonly string[];
  anyOf?: readonly SchemaNode[];
  properties?: Readonly<Record<string, SchemaNode>>;
  required?: readonly string[];
  items?: SchemaNode;
  minItems?: number;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
}

export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

interface Root extends SchemaNode {
  $defs: Readonly<Record<string, SchemaNode>>;
}

const root = language as unknown as Root;

/** The node that a reference leads to. @throws Error where the schema has no such definition */
export function resolved(node: SchemaNode): SchemaNode {
  if (node.$ref === undefined) return node;
  const target = root.$defs[node.$ref.replace('#/$defs/', '')];
  if (!target) throw new Error(`the schema has no ${node.$ref}`);
  return resolved(target);
}

const property = (node: SchemaNode, name: string): SchemaNode => {
  const found = resolved(node).properties?.[name];
  if (!found) throw new Error(`the schema has no ${name}`);
  return found;
};

/** A field of a criterion, e.g. `when`. */
export const criterionField = (name: string): SchemaNode =>
  property(resolved(property(root, 'criteria')).items ?? {}, name);

const isObject = (value: Value | undefined): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && !Array.isArray(value);

/** The least that a form can begin with; what is required is there, what is not is absent. */
export function initialOf(unresolved: SchemaNode): Value {
  const node = resolved(unresolved);
  if (node.anyOf) return initialOf(node.anyOf[0] ?? {});
  if (node.enum) return node.enum[0] ?? '';
  switch (node.type) {
    case 'object':
      return Object.fromEntries((node.required ?? []).map((name) => [name, initialOf(node.properties?.[name] ?? {})]));
    case 'array':
      return node.items && (node.minItems ?? 0) > 0 ? [initialOf(node.items)] : [];
    case 'boolean':
      return true;
    case 'number':
    case 'integer':
      return node.minimum ?? 0;
    default:
      return '';
  }
}

/** Whether a value has the shape of a node, as far as its own keys go. */
function fits(unresolved: SchemaNode, value: Value): boolean {
  const node = resolved(unresolved);
  if (node.anyOf) return node.anyOf.some((variant) => fits(variant, value));
  if (node.type === 'object')
    return (
      isObject(value) &&
      (node.required ?? []).every((name) => name in value) &&
      Object.keys(value).every((name) => name in (node.properties ?? {}))
    );
  if (node.type === 'array') return Array.isArray(value);
  if (node.type === 'integer') return typeof value === 'number';
  return typeof value === node.type;
}

/** Which of the alternatives a value is; the first where it is none. */
export const variantOf = (variants: readonly SchemaNode[], value: Value): number =>
  Math.max(
    0,
    variants.findIndex((variant) => fits(variant, value)),
  );

/** The one property of an object that can have no other: an operator or a kind of the language. */
export function soleProperty(unresolved: SchemaNode): { name: string; node: SchemaNode } | undefined {
  const node = resolved(unresolved);
  const [entry, another] = Object.entries(node.properties ?? {});
  return node.type === 'object' && entry && !another && node.required?.length === 1
    ? { name: entry[0], node: entry[1] }
    : undefined;
}

/** What an alternative is called. */
export function variantName(unresolved: SchemaNode): string {
  const node = resolved(unresolved);
  return node.type === 'object' ? (node.required ?? Object.keys(node.properties ?? {})).join(', ') : (node.type ?? '');
}

/**
 * The value to go on with once another alternative is chosen. An operator takes in what stood there before, so that
 * "not" or "any" can be put around a reading without writing it again.
 */
export function switched(variants: readonly SchemaNode[], to: number, before: Value): Value {
  const chosen = variants[to] ?? {};
  const sole = soleProperty(chosen);
  if (sole) {
    const inner = resolved(sole.node);
    const held = heldBy(variants, before);
    if (inner.anyOf === variants) return { [sole.name]: before };
    if (inner.type === 'array' && resolved(inner.items ?? {}).anyOf === variants)
      return { [sole.name]: held ?? [before] };
  }
  return initialOf(chosen);
}

/** The members of a group, so that "all" becomes "any" without another level. */
function heldBy(variants: readonly SchemaNode[], value: Value): readonly Value[] | undefined {
  const sole = soleProperty(variants[variantOf(variants, value)] ?? {});
  const members = sole && isObject(value) ? value[sole.name] : undefined;
  const isGroup = sole && resolved(resolved(sole.node).items ?? {}).anyOf === variants;
  return isGroup && Array.isArray(members) ? (members as readonly Value[]) : undefined;
}

/** `measurableDisease` -> `measurable disease`. */
export const wordsOf = (name: string): string =>
  name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
