import { z } from 'zod';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const probability = z.number().min(0).max(1);
const grade = z.enum(['certain', 'probable', 'possible', 'certainly-not']);

const evidence = z.object({
  resource: z.string(),
  path: z.string().optional(),
  value: z.string(),
  date: z.string().optional(),
  note: z.string().optional(),
});

const criterionResult = z.object({
  id: z.string(),
  scope: z.string(),
  section: z.enum(['inclusion', 'exclusion', 'registry']),
  kinds: z.array(z.string()),
  outcome: z.enum(['PASS', 'FAIL', 'UNKNOWN']),
  reason: z.string().optional(),
  presumed: z.literal(true).optional(),
  recoverable: z.boolean().optional(),
  eligibleFrom: day.optional(),
  basis: z.enum(['curated', 'coded', 'parsed', 'unparsed']),
  confidence: probability,
  text: z.string(),
  span: z.tuple([z.number().int().min(0), z.number().int().min(0)]).optional(),
  evidence: z.array(evidence),
});

const trialMatch = z.object({
  trial: z.object({
    registry: z.string(),
    id: z.string(),
    version: z.string(),
    title: z.string().optional(),
    status: z.string().optional(),
  }),
  grade,
  score: probability,
  recoverable: z.boolean().optional(),
  eligibleFrom: day.optional(),
  review: z.array(z.string()).optional(),
  scopes: z.array(z.object({ id: z.string(), grade, score: probability })).min(1),
  criteria: z.array(criterionResult).optional(),
  wouldSettle: z.array(z.object({ fact: z.string(), kind: z.string(), criteria: z.array(z.string()) })),
  rank: z.record(z.string(), z.union([z.number(), z.string()])),
});

const count = z.number().int().min(0);

/** What `eligo match --format json` prints per patient; schemas/match-report.schema.json is its JSON Schema. */
export const matchReportSchema = z.object({
  patient: z.string(),
  asOf: day,
  engine: z.string(),
  vocabulary: z.string(),
  counts: z.object({ certain: count, probable: count, possible: count, 'certainly-not': count }),
  matches: z.array(trialMatch),
  wouldSettle: z.array(z.object({ fact: z.string(), trials: z.number().int().min(0) })),
  unmapped: z.array(
    z.object({
      system: z.string().optional(),
      code: z.string().optional(),
      text: z.string().optional(),
      resource: z.string(),
      why: z.string(),
    }),
  ),
});
