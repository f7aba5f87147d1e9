import type { Benchmark } from './benchmark.js';

/** Every benchmark by name; each is loaded only when it is run. */
export const benchmarks: Record<string, () => Promise<Benchmark>> = {
  seeds: () => import('./seeds.js').then((m) => m.benchmark),
  'cancer-mapping': () => import('./cancers/cancer-mapping.js').then((m) => m.benchmark),
  growth: () => import('./growth/growth.js').then((m) => m.benchmark),
  match: () => import('./match/match.js').then((m) => m.benchmark),
  cohort: () => import('./cohort/cohort.js').then((m) => m.benchmark),
  ranking: () => import('./ranking/ranking.js').then((m) => m.benchmark),
  ctml: () => import('./ctml/ctml.js').then((m) => m.benchmark),
  ingest: () => import('./ingest/ingest.js').then((m) => m.ingest),
  evaluation: () => import('./evaluation.js').then((m) => m.benchmark),
  extraction: () => import('./extraction/extraction.js').then((m) => m.benchmark),
  nci: () => import('./nci/nci.js').then((m) => m.benchmark),
  'drug-mapping': () => import('./drugs/drug-mapping.js').then((m) => m.benchmark),
  structuring: () => import('./structuring/structuring.js').then((m) => m.benchmark),
  chia: () => import('./chia/chia.js').then((m) => m.benchmark),
};
