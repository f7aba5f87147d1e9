import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import { vocabularyManifest } from '../../reference-data/vocabulary-version.js';
import type { Benchmark, BenchOptions } from '../benchmark.js';
import { machine } from '../machine.js';
import { scoreNames, type GoldName } from './score-names.js';

export const benchmark: Benchmark = {
  name: 'drug-mapping',
  summary: 'drug names of the preon gold lists against the drug vocabulary (lists are read, never shipped)',
  run: (options) => Promise.resolve(run(options)),
};

const LISTS = ['charite', 'database', 'ctg'] as const;

function run({ sharedData }: BenchOptions): Record<string, unknown> {
  const { drugs, version } = loadVocabulary();
  const agentsOf = (name: string): string[] => {
    const found = drugs.fromText(name);
    return 'concept' in found ? found.concept.map(({ agent }) => agent) : [];
  };
  const lists = Object.fromEntries(
    LISTS.flatMap((list) => {
      const path = join(sharedData, `benchmarks/preon/${list}_drug_goldstandard.csv`);
      return existsSync(path) ? [[list, scoreNames(readGold(path), agentsOf)]] : [];
    }),
  );
  return {
    what: 'strings that share a ChEMBL id must give one and the same agent, strings of different ids different ones',
    machine: machine([]),
    vocabulary: { version, files: vocabularyManifest().length },
    ...lists,
  };
}

/** Rows of a `;`-separated list with a byte-order mark; several names of one row count singly. */
function readGold(path: string): GoldName[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  const columns = head.split(';');
  const at = (row: string[], column: string): string => row[columns.indexOf(column)] ?? '';
  return lines.map((line) => {
    const row = line.split(';');
    return { name: at(row, 'treatment'), id: at(row, 'chembl_id'), drugClass: at(row, 'drug_class') === 'yes' };
  });
}
