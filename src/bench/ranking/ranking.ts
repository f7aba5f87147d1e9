import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { MatchIndex } from '../../domain/matching/index/match-index.js';
import { matchPatient } from '../../domain/matching/match-patient.js';
import { readRecord } from '../../domain/patient/read-record.js';
import { structure } from '../../domain/structuring/structure.js';
import { ENGINE } from '../../reference-data/engine.js';
import { loadLexicons } from '../../reference-data/load-lexicons.js';
import { loadPriors } from '../../reference-data/priors.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import { listingOfRecord } from '../../matches/trial-listing.js';
import { recordReaders } from '../../registries/record-readers.js';
import type { Benchmark, BenchOptions } from '../benchmark.js';
import { registryRecords } from '../structured-trials.js';
import { bm25Peer, type SearchText } from './bm25-peer.js';
import { mean, ndcg, pairwiseAuc, precision } from './metrics.js';
import { topicBundle, TOPICS_AS_OF } from './topic-bundle.js';
import { readJudgments, readTopics, type Topic } from './topics.js';

export const benchmark: Benchmark = {
  name: 'ranking',
  summary: 'TREC Precision Medicine 2017: ranked matches beside SQLite FTS5 BM25',
  run,
};

async function run({ sharedData }: BenchOptions): Promise<Record<string, unknown>> {
  const topics = readTopics(sharedData);
  const judgments = readJudgments(sharedData);
  const wanted = new Set([...judgments.values()].flatMap((trials) => [...trials.keys()]));
  const records = [...fullRecords(sharedData), ...registryRecords(sharedData)];
  const vocabulary = loadVocabulary();
  const index = new MatchIndex(vocabulary, loadPriors());
  const texts = new Map<string, SearchText>();
  for (const record of records) {
    const read = recordReaders.ctgov.map(record);
    const { eligibility, title } = read;
    if (texts.has(eligibility.id)) continue;
    texts.set(eligibility.id, { id: eligibility.id, text: `${title} ${eligibility.text}` });
    if (!wanted.has(eligibility.id)) continue;
    const document = structure({ ...eligibility, version: 'judged' }, vocabulary, loadLexicons());
    index.add(document, listingOfRecord(read));
  }
  const bm25 = await bm25Peer([...texts.values()]);
  const ours = (topic: Topic): string[] =>
    matchPatient(index, readRecord(topicBundle(topic), vocabulary), {
      asOf: TOPICS_AS_OF,
      engine: ENGINE,
      all: true,
    }).matches.map(({ trial }) => trial.id);
  const usable = topics.filter((topic) => [...(judgments.get(topic.number) ?? [])].some(([id, grade]) => grade > 0 && texts.has(id))); // prettier-ignore
  const scored = (rank: (topic: Topic) => string[]) =>
    usable.map((topic) => {
      const judged = judgments.get(topic.number) ?? new Map<string, number>();
      const available = [...judged.keys()].filter((id) => texts.has(id)).sort();
      const ranked = rank(topic).filter((id) => judged.has(id));
      const rest = available.filter((id) => !ranked.includes(id));
      const gains = [...ranked, ...rest].map((id) => judged.get(id) ?? 0);
      return { ndcg: ndcg(gains, 10), precision: precision(gains, 10), auc: pairwiseAuc(gains) };
    });
  const summary = (scores: ReturnType<typeof scored>) => ({
    ndcgAt10: mean(scores.map((score) => score.ndcg)),
    precisionAt10: mean(scores.map((score) => score.precision)),
    pairwiseAuc: mean(scores.map((score) => score.auc)),
  });
  const [eligo, peer] = [summary(scored(ours)), summary(scored(bm25))];
  return {
    what: 'condensed lists (judged trials whose text is there), patients built as mCODE bundles from the topics; precision@10 counts short lists as misses',
    texts: texts.size,
    judgedTrials: index.size,
    topics: usable.length,
    eligo,
    sqliteFts5Bm25: peer,
    ndcgTimesBm25: Math.round((1000 * eligo.ndcgAt10) / peer.ndcgAt10) / 1000,
  };
}

const fullRecords = (sharedData: string): unknown[] =>
  gunzipSync(readFileSync(join(sharedData, 'trials/ctgov-v2-full.ndjson.gz')))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
