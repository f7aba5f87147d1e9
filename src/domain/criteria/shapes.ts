import { z } from 'zod';
import type { Duration } from './model.js';

/** Shapes that several kinds share. Every object is closed: a misspelt parameter is an error, never ignored. */

export const boundSchema = z.strictObject({ value: z.number(), inclusive: z.boolean() });

export const rangeShape = { min: boundSchema.optional(), max: boundSchema.optional() };

export const rangeSchema = z.strictObject(rangeShape);

const amount = z.number().nonnegative();

export const durationSchema: z.ZodType<Duration> = z.lazy(() =>
  z.union([
    z.strictObject({ value: amount, unit: z.enum(['h', 'd', 'wk', 'mo', 'a']) }),
    z.strictObject({ halfLives: z.number().positive() }),
    z.strictObject({ longerOf: z.array(durationSchema).min(2) }),
    z.strictObject({ shorterOf: z.array(durationSchema).min(2) }),
  ]),
);

export const word = z.string().min(1).max(200);
export const words = z.array(word).min(1);

export const conceptSchema = z.union([
  word,
  z.strictObject({
    code: word,
    system: z.enum(['oncotree', 'ncit', 'group', 'condition', 'text']).optional(),
    ncit: words.optional(),
    name: word.optional(),
  }),
]);
export const concepts = z.array(conceptSchema).min(1);

export const windowShape = {
  within: durationSchema.optional(),
  before: durationSchema.optional(),
};

export const withinShape = { within: durationSchema.optional() };

export const drugShape = { agents: words.optional(), classes: words.optional() };

export const selectionShape = { ...drugShape, modality: word.optional() };

export const selectionSchema = z.strictObject(selectionShape);

export const courseSchema = z.strictObject({
  min: durationSchema.optional(),
  max: durationSchema.optional(),
  cycles: rangeSchema.optional(),
});
