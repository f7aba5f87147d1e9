import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { importCtml } from '../../src/domain/criteria/exchange/ctml/import.js';
import { expandedNames } from '../../src/domain/criteria/exchange/ctml/names.js';
import { parseCtml } from '../../src/domain/criteria/exchange/ctml/parse.js';
import type { EligibilityDocument } from '../../src/domain/criteria/model.js';
import {
  profilesFromMatchMiner,
  type MatchMinerDocument,
} from '../../src/domain/patient/exchange/matchminer/profile.js';
import type { Profile } from '../../src/domain/patient/profile.js';

/** A packed file of the CTML conformance suite (test/conformance/ctml-suite/NOTICE.md). */
export const readSuite = <T>(name: string): T => {
  const file = new URL(`../conformance/ctml-suite/${name}.json.gz`, import.meta.url);
  return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as T;
};

/** The day on which the suite compares ages. */
export const SUITE_AS_OF = '2000-07-12';

/** The two patients that the suite's own set-up changes before every test. */
const SET_UP: Record<string, MatchMinerDocument> = {
  '5d2799d86756630d8dd065b8': { ONCOTREE_PRIMARY_DIAGNOSIS_NAME: 'Non-Small Cell Lung Cancer' },
  '5d2799da6756630d8dd066a6': { VITAL_STATUS: 'alive' },
};

export const suiteClinical = (): MatchMinerDocument[] =>
  readSuite<MatchMinerDocument[]>('clinical').map((document) => ({
    ...document,
    ...SET_UP[String(document['SAMPLE_ID'])],
  }));

export const suiteProfiles = (): Profile[] =>
  profilesFromMatchMiner(suiteClinical(), readSuite<MatchMinerDocument[]>('genomic'));

const names = () => expandedNames(readSuite<Record<string, string[]>>('names'));

/** A trial of the suite by the name of its file, without `.json`. */
export function suiteTrial(file: string): EligibilityDocument {
  const trial = readSuite<Record<string, unknown>>('trials')[`${file}.json`];
  return importCtml(parseCtml(trial), names());
}

/** One group of trials that the engine ran together, with its flags and the patients that matched each trial. */
export interface SuiteRun {
  files: string[];
  deceased: boolean;
  closed: boolean;
  matched: Record<string, string[]>;
}

export const suiteRuns = (): SuiteRun[] =>
  Object.entries(readSuite<Record<string, Record<string, string[]>>>('matched-patients')).map(([key, matched]) => {
    const [files = '', deceased, closed] = key.split('|');
    return {
      files: files.split('+'),
      deceased: deceased === 'deceased=True',
      closed: closed === 'closed=True',
      matched,
    };
  });
