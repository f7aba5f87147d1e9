import type { Truth } from '../logic/truth.js';

/** What records say of a severity (FHIR `Condition.severity`), from the least on. */
const SEVERITIES = ['mild', 'moderate', 'severe'];

/**
 * Whether a recorded severity is the one asked for: true where the words are the same, false where it is a lesser one. A greater
 * one, none, and words that stand on no scale ("significant") are for a person to compare: unknown.
 */
export function severityTruth(severity: string | undefined, asked: string): Truth {
  if (severity === undefined) return 'unknown';
  const [recorded, wanted] = [severity.toLowerCase(), asked.toLowerCase()];
  if (recorded === wanted) return 'true';
  const [rank, least] = [SEVERITIES.indexOf(recorded), SEVERITIES.indexOf(wanted)];
  return rank >= 0 && rank < least ? 'false' : 'unknown';
}
