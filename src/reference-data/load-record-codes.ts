import { z } from 'zod';
import { createRecordCodes, type RecordCodes } from '../domain/patient/record-codes.js';
import { readYaml } from './read-files.js';

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
export function loadRecordCodes(): RecordCodes {
  return createRecordCodes(schema.parse(readYaml('criteria/lexicon/record-codes.yaml')));
}
