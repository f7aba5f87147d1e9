import { remembered } from '../../logic/remembered.js';
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

/** More than there are patients in a block and trials in an index: each name is put in quotes once. */
const REMEMBERED = 50_000;

const quoted = remembered((text) => JSON.stringify(text), REMEMBERED);

const jsonLine = ({ patient, trial, grade, score, scope, deceased }: CohortLine): string =>
  `{"patient":${quoted(patient)},"trial":${quoted(trial)},"grade":"${grade}","score":${score},"scope":${quoted(scope)}${deceased ? ',"deceased":true' : ''}}\n`; // prettier-ignore

/** RFC 4180: quoted where a field holds a quote, a comma or a line break. */
const csvField = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const csvLine = ({ patient, trial, grade, score, scope, deceased }: CohortLine): string =>
  `${[patient, trial, grade, String(score), scope, deceased ? 'true' : ''].map(csvField).join()}\n`;
