import { z } from 'zod';
import { kindDefinitions } from './kinds/index.js';
import type { Criterion, EligibilityDocument, Expression, LeafKind } from './model.js';
import { word } from './shapes.js';

const expressions = z.array(z.lazy(() => expressionSchema));

const leafSchemas = (Object.keys(kindDefinitions) as LeafKind[]).map((kind) =>
  z.strictObject({ [kind]: kindDefinitions[kind].schema }),
);

/** An expression: an operator, or one leaf of any kind. */
export const expressionSchema: z.ZodType<Expression> = z.union([
  z.strictObject({ all: expressions }),
  z.strictObject({ any: expressions }),
  z.strictObject({ not: z.lazy(() => expressionSchema) }),
  z.strictObject({ atLeast: z.strictObject({ n: z.int().nonnegative(), of: expressions }) }),
  z.strictObject({
    if: z.lazy(() => expressionSchema),
    then: z.lazy(() => expressionSchema),
    else: z.lazy(() => expressionSchema).optional(),
  }),
  ...leafSchemas,
]) as unknown as z.ZodType<Expression>;

const offset = z.int().nonnegative();

const criterionShape = {
  id: word,
  section: z.enum(['inclusion', 'exclusion', 'registry']),
  scope: word,
  span: z.tuple([offset, offset]).optional(),
  text: z.string().max(20_000),
  display: z.string().max(20_000).optional(),
  requirement: z.enum(['hard', 'soft', 'informational']),
  basis: z.enum(['curated', 'coded', 'parsed', 'unparsed']),
  confidence: z.number().min(0).max(1),
  review: z.array(z.string()).optional(),
};

const scopeSchema = z.strictObject({
  id: word,
  kind: z.enum(['arm', 'cohort', 'doseLevel', 'phase', 'step', 'part', 'group']),
  title: z.string(),
  parent: word.optional(),
  open: z.boolean().optional(),
});

const trialSchema = z.strictObject({
  registry: word,
  id: word,
  version: word,
  textSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  title: z.string().optional(),
  status: z.string().optional(),
});

const bySchema = z.union([
  z.strictObject({ structurer: word }),
  z.strictObject({ curator: word, reviewed: z.iso.date() }),
  z.strictObject({ converter: word }),
]);

const documentShape = {
  eligo: z.literal(1),
  trial: trialSchema,
  by: bySchema,
  scopes: z.array(scopeSchema).optional(),
};

const criterionSchema: z.ZodType<Criterion> = z.strictObject({ ...criterionShape, when: expressionSchema });

/** The whole language; criteria/schema.json is made from it. */
export const documentSchema: z.ZodType<EligibilityDocument> = z
  .strictObject({ ...documentShape, criteria: z.array(criterionSchema) })
  .meta({ title: 'Eligo eligibility document, version 1', $id: 'https://eligo.dev/schema/eligibility-document-1.json' });

/** The document with its expressions left unread: they are checked one by one, for messages that name the very place. */
export const documentFrame = z.strictObject({
  ...documentShape,
  criteria: z.array(z.strictObject({ ...criterionShape, when: z.unknown() })),
});

/** criteria/schema.json (JSON Schema, draft 2020-12). */
export const jsonSchema = (): unknown => z.toJSONSchema(documentSchema, { target: 'draft-2020-12', reused: 'ref' });
