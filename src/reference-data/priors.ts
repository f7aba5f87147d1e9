import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Priors } from '../domain/matching/priors.js';
import { projectPath } from './paths.js';

const probability = z.number().gt(0).lte(1);
const sections = z.strictObject({ inclusion: probability, exclusion: probability });
const priors = z.strictObject({
  version: z.string(),
  default: sections,
  lowConfidence: probability,
  kinds: z.record(z.string(), sections),
});

/** The published priors of `criteria/priors.yaml`. Throws where the file does not have their shape. */
export const loadPriors = (): Priors => priors.parse(parse(readFileSync(projectPath('criteria/priors.yaml'), 'utf8')));
