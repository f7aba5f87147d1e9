import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { diseaseOf } from '../../domain/structuring/coded/coded-names.js';
import type { StructuringInput } from '../../domain/structuring/input.js';
import { structure } from '../../domain/structuring/structure.js';
import { loadLexicons } from '../../reference-data/load-lexicons.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import { recordReaders } from '../../registries/record-readers.js';
import type { Benchmark, BenchOptions } from '../benchmark.js';
import { geneOf, markersIn, markersOf, namedInText } from './marker-keys.js';
import { emptyScore, figures, type Score } from './score.js';
import { cancersIn, mainTypes } from './cancer-codes.js';

export const benchmark: Benchmark = {
  name: 'nci',
  summary: 'diseases, main types and biomarkers read from the text alone, against the codes of the NCI registry',
  run: (options) => Promise.resolve(run(options)),
};

/** Codes are the truth; the structurer sees the text and nothing coded, no title and no condition names. */
function run({ sharedData, limit }: BenchOptions): Record<string, unknown> {
  const vocabulary = loadVocabulary();
  const lexicons = loadLexicons();
  const records = gunzipSync(readFileSync(join(sharedData, 'trials/nci-full.ndjson.gz')))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, limit)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const diseases = emptyScore();
  const types = emptyScore();
  const biomarkers = emptyScore();
  const notInText: string[] = [];
  let uncoded = 0;
  const uncodable = { diseases: 0, biomarkers: 0 };
  for (const record of records) {
    const { eligibility } = recordReaders.nci.map(record);
    const textOnly: StructuringInput = {
      registry: 'nci',
      id: eligibility.id,
      version: '',
      text: eligibility.text,
      fields: {},
      ...(eligibility.items ? { items: eligibility.items } : {}),
    };
    const document = structure(textOnly, vocabulary, lexicons);
    const read = cancersIn(document);
    const coded = eligibility.coded?.diseases ?? [];
    const truth = new Set<string>();
    for (const disease of coded) {
      const concept = diseaseOf(disease, vocabulary);
      if (!concept) uncodable.diseases += 1;
      else for (const code of [concept.code, ...(concept.alsoCodes ?? [])]) if (code !== 'any') truth.add(code);
    }
    const related = (a: string, b: string): boolean => vocabulary.cancers.isA(a, b) || vocabulary.cancers.isA(b, a);
    score(diseases, document.trial.id, truth, read, related);
    const typesRead = read.map((codes) => [...mainTypes(codes, vocabulary)]);
    score(types, document.trial.id, mainTypes(truth, vocabulary), typesRead, (a, b) => a === b || related(a, b));
    const markers = markersOf(eligibility.coded?.biomarkers ?? [], vocabulary);
    uncodable.biomarkers += markers.unknown;
    const said = markersIn(document);
    const inText = namedInText(eligibility.text, vocabulary, lexicons.clinical);
    const sayable = new Set([...markers.keys].filter((key) => inText.has(geneOf(key))));
    notInText.push(...[...markers.keys].filter((key) => !sayable.has(key)).map((key) => `${document.trial.id} ${key}`));
    // The registry codes few of a trial's markers: a reading can be judged only where its gene is coded at all.
    const judged = [...said].filter((key) => [...markers.keys].some((coded) => geneOf(coded) === geneOf(key)));
    uncoded += said.size - judged.length;
    score(
      biomarkers,
      document.trial.id,
      sayable,
      judged.map((key) => [key]),
      (a, b) => a === b,
    );
  }
  return {
    what: 'text only in; a disease counts as found where the text names it, a broader or a narrower one',
    records: records.length,
    diseases: figures(diseases),
    mainTypes: figures(types),
    biomarkers: {
      ...figures(biomarkers),
      codedButNotInTheText: notInText,
      readOnGenesWithoutCode: uncoded,
    },
    codesWithoutConcept: uncodable,
  };
}

/** Adds one trial: truths found, truths missed, and statements read that nothing coded relates to. */
function score(
  into: Score,
  trial: string,
  truth: ReadonlySet<string>,
  read: readonly (readonly string[])[],
  same: (a: string, b: string) => boolean,
): void {
  if (truth.size === 0) return;
  for (const code of truth) {
    if (read.some((statement) => statement.some((other) => same(code, other)))) into.found += 1;
    else into.missed.push(`${trial} ${code}`);
  }
  for (const statement of read) {
    // "Cancer" of any kind is broader than every code and says nothing that could be wrong.
    if (statement.every((code) => code === 'any')) continue;
    if (statement.some((code) => [...truth].some((other) => same(code, other)))) into.right += 1;
    else into.wrong.push(`${trial} ${statement.slice(0, 4).join(' ')}`);
  }
}
