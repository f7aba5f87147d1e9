import type { Grade } from '../report.js';

/** One pair of a cohort, as it is written out. */
export interface CohortLine {
  patient: string;
  trial: string;
  grade: Grade;
  /** 0..1. */
  score: number;
  /** The scope that speaks for the trial. */
  scope: string;
  deceased?: boolean;
}

export type CohortFormat = 'ndjson' | 'csv';

/** What stands before the lines; `''` where the format has no heading. */
export const cohortHeading = (format: CohortFormat): string =>
  format === 'csv' ? 'patient,trial,grade,score,scope,deceased\n' : '';

export const writeCohortLine = (line: CohortLine, format: CohortFormat): string =>
  format === 'csv' ? csvLine(line) : jsonLine(line);

const jsonLine = ({ patient, trial, grade, score, scope, deceased }: CohortLine): string =>
  `${JSON.stringify({ patient, trial, grade, score, scope, ...(deceased && { deceased: true }) })}\n`;

/** RFC 4180: quoted where a field holds a quote, a comma or a line break. */
const csvField = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const csvLine = ({ patient, trial, grade, score, scope, deceased }: CohortLine): string =>
  `${[patient, trial, grade, String(score), scope, deceased ? 'true' : ''].map(csvField).join()}\n`;
