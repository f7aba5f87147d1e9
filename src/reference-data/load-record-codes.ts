import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { createRecordCodes, type RecordCodes } from '../domain/patient/record-codes.js';
import { projectPath } from './paths.js';

const schema = z.strictObject({
  elements: z.array(
    z.strictObject({
      element: z.string(),
      codes: z.array(z.string()).min(1),
      attributes: z.record(z.string(), z.string()).optional(),
    }),
  ),
  tables: z.record(
    z.string(),
    z.record(
      z.string(),
      z.strictObject({ codes: z.array(z.string()).optional(), words: z.array(z.string()).optional() }),
    ),
  ),
});

/** The codes and words by which records say what they say (criteria/lexicon/record-codes.yaml), validated. */
export function loadRecordCodes(file = projectPath('criteria/lexicon/record-codes.yaml')): RecordCodes {
  return createRecordCodes(schema.parse(parse(readFileSync(file, 'utf8'))));
}
