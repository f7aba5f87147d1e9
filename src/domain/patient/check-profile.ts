import { z } from 'zod';
import type { Profile } from './profile.js';

const fact = z.looseObject({ kind: z.string(), source: z.looseObject({ resource: z.string(), path: z.string() }) });

const shape = z.looseObject({
  patient: z.string(),
  birthDate: z.string().optional(),
  sex: z.enum(['female', 'male', 'other', 'unknown']).optional(),
  deceased: z.boolean().optional(),
  facts: z.array(fact),
  unmapped: z.array(z.unknown()).default([]),
  coverage: z.array(z.string()).optional(),
});

/** Whether a JSON value is meant as a Profile (rather than a FHIR record). */
export const looksLikeProfile = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'patient' in value && 'facts' in value;

/** A Profile that came from outside, or what is wrong with it (`facts.3.source: ...`). */
export function checkProfile(value: unknown): { profile: Profile } | { problem: string } {
  const result = shape.safeParse(value);
  if (result.success) return { profile: result.data as unknown as Profile };
  const [issue] = result.error.issues;
  return { problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a Profile'}` };
}
