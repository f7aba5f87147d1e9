import { z } from 'zod';
import { ownValue } from '../domain/logic/own-value.js';

/**
 * Parts of wire schemas. Registries add fields, send null for absent ones and numbers as strings; a value of an
 * unexpected type is dropped rather than costing the record, since only identity and text are indispensable.
 */
export const optionalText = z
  .string()
  .transform((value) => value.trim())
  .transform((value) => (value === '' ? undefined : value))
  .nullish()
  .catch(undefined)
  .transform((value) => value ?? undefined);

export const optionalNumber = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d{1,15}(\.\d{1,10})?$/)
      .transform(Number),
  ])
  .nullish()
  .catch(undefined)
  .transform((value) => value ?? undefined);

export const optionalFlag = z
  .union([
    z.boolean(),
    z.enum(['YES', 'NO', 'Yes', 'No', 'true', 'false']).transform((value) => ['YES', 'Yes', 'true'].includes(value)),
  ])
  .nullish()
  .catch(undefined)
  .transform((value) => value ?? undefined);

/** A list in which unreadable members are left out; absent or null = empty. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(undefined)
    .transform((values) =>
      (values ?? []).flatMap((value): z.output<T>[] => {
        const parsed = item.safeParse(value);
        return parsed.success ? [parsed.data] : [];
      }),
    );

export const textList = listOf(z.string().min(1));

/** Looks a wire value up; a value that no table knows falls back and is noted as `field=value`. */
export function known<T>(
  table: Record<string, T>,
  value: string | undefined,
  field: string,
  notes: string[],
): T | undefined {
  if (value === undefined) return undefined;
  const mapped = ownValue(table, value);
  if (mapped === undefined) notes.push(`${field}=${value.slice(0, 80)}`);
  return mapped;
}
