import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Benchmark } from '../benchmark.js';
import type { StructuringInput } from '../../domain/structuring/input.js';
import { structure } from '../../domain/structuring/structure.js';
import { loadLexicons } from '../../reference-data/load-lexicons.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';

interface Study {
  protocolSection: {
    identificationModule: { nctId: string };
    eligibilityModule: { eligibilityCriteria: string };
  };
}

/** Runs the scorer that belongs to the development data; it is Python and reads the corpus itself. */
function scorer(sharedData: string, args: readonly string[], input = ''): string {
  const script = join(sharedData, '../bench/score_numeric.py');
  if (!existsSync(script)) throw new Error(`no scorer at ${script}`);
  const run = spawnSync('python3', [script, ...args], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (run.status !== 0) throw new Error(`python3 ${script}: ${run.error?.message ?? run.stderr}`);
  return run.stdout;
}

const inputOf = ({ protocolSection }: Study): StructuringInput => ({
  registry: 'ctgov',
  id: protocolSection.identificationModule.nctId,
  version: '',
  text: protocolSection.eligibilityModule.eligibilityCriteria,
  fields: {},
});

/** One line of the scorer: `age P 0.9 R 0.9 F1 0.9 gold 933`. */
function figures(line: string): [string, Record<string, number>] {
  const [name = '', , precision, , recall, , f1, , gold] = line.split(/ +/);
  return [name, { precision: Number(precision), recall: Number(recall), f1: Number(f1), gold: Number(gold) }];
}

export const benchmark: Benchmark = {
  name: 'chia',
  summary: 'numeric criteria against the Chia corpus',
  run({ sharedData }) {
    const corpus = resolve(sharedData, 'benchmarks/chia');
    const [vocabulary, lexicons] = [loadVocabulary(), loadLexicons()];
    const studies = scorer(sharedData, ['input', corpus]).trim().split('\n');
    const documents = studies.map((line) => structure(inputOf(JSON.parse(line) as Study), vocabulary, lexicons));
    const scores = scorer(
      sharedData,
      ['score', corpus],
      documents.map((document) => JSON.stringify(document)).join('\n'),
    );
    return Promise.resolve({
      ...Object.fromEntries(scores.trim().split('\n').map(figures)),
      target: { recall: 0.88, f1: 0.88 },
      ruleBasedAnchor: { precision: 0.893, recall: 0.661, f1: 0.76 },
    });
  },
};
