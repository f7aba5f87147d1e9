import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { CtmlTrial } from '../../domain/criteria/exchange/ctml/grammar.js';
import { parseCtml } from '../../domain/criteria/exchange/ctml/parse.js';
import type { MatchMinerDocument } from '../../domain/patient/exchange/matchminer/profile.js';
import { projectPath } from '../../reference-data/paths.js';

const read = <T>(name: string): T =>
  JSON.parse(
    gunzipSync(readFileSync(projectPath(`test/conformance/ctml-suite/${name}.json.gz`))).toString('utf8'),
  ) as T;

/** The trials of the suite whose matches are recorded. */
const FILES = [
  'all_closed', 'all_open', 'closed_dose', 'closed_step_arm', 'wildcard_protein_found', 'wildcard_protein_not_found',
  'signatures', 'tmb', 'unstructured_sv', 'structured_sv', 'massive_match_clause',
]; // prettier-ignore

export const SUITE_AS_OF = '2000-07-12';

export interface Suite {
  trials: CtmlTrial[];
  names: Record<string, string[]>;
  clinical: MatchMinerDocument[];
  genomic: MatchMinerDocument[];
}

/** The CTML conformance suite that ships with the tests (Apache-2.0, see its NOTICE). Protocol numbers repeat, so the file names go before. */
export function loadSuite(): Suite {
  const trials = read<Record<string, object>>('trials');
  return {
    trials: FILES.map((file) => ({ ...parseCtml(trials[`${file}.json`]), protocolNo: file })),
    names: read('names'),
    clinical: read('clinical'),
    genomic: read('genomic'),
  };
}
