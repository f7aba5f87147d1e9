import type { Benchmark } from '../benchmark.js';
import { structure } from '../../domain/structuring/structure.js';
import { structurerOf } from '../../domain/structuring/structurer.js';
import { segment } from '../../domain/structuring/outline/segment.js';
import { readTrial } from '../../domain/structuring/read-trial.js';
import type { StructuringInput } from '../../domain/structuring/input.js';
import { loadLexicons } from '../../reference-data/load-lexicons.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import { LineCoverage, TypeCoverage } from './coverage.js';
import { hostileTexts } from './hostile-texts.js';
import { partitionFaults } from './partition.js';
import { isTreatmentLike, readTexts, type Collection } from './texts.js';

const [vocabulary, lexicons] = [loadVocabulary(), loadLexicons()];
const run = (input: StructuringInput) => structure(input, vocabulary, lexicons);

/** Every text once: no crash, no lost character. */
function partition(texts: Record<Collection, StructuringInput[]>): Record<string, unknown> {
  const { headings } = structurerOf(vocabulary, lexicons);
  return Object.fromEntries(
    Object.entries(texts).map(([name, inputs]) => {
      const crashes: string[] = [];
      const faults: string[] = [];
      let lines = 0;
      for (const input of inputs) {
        try {
          const found = segment(input, headings);
          lines += found.length;
          faults.push(
            ...partitionFaults(
              input.text,
              found.map((line) => line.span),
            ).map((fault) => `${input.id}: ${fault}`),
          );
          run(input);
        } catch (error) {
          crashes.push(`${input.id}: ${String(error)}`);
        }
      }
      return [
        name,
        {
          texts: inputs.length,
          lines,
          crashes: crashes.length,
          lostCharacters: faults.length,
          examples: [...crashes, ...faults].slice(0, 5),
        },
      ];
    }),
  );
}

/** Milliseconds for 100 kB of each hostile text, the worst of three. */
function hostile(): Record<string, number> {
  return Object.fromEntries(
    Object.entries(hostileTexts(100_000)).map(([name, text]) => {
      const times = [1, 2, 3].map(() => {
        const start = performance.now();
        run({ registry: 'ctgov', id: 'hostile', version: '', text, fields: {} });
        return performance.now() - start;
      });
      return [name, Math.round(Math.max(...times))];
    }),
  );
}

/** Trials structured before the rate is taken: an engine compiles what runs often while it runs. */
const WARM_UP = 1500;

/**
 * Lines per second of trials that were not structured before, for as long as asked for. `forgetful`: nothing is known of the lines
 * of earlier trials.
 */
function rate(inputs: readonly StructuringInput[], seconds: number, forgetful: boolean): Record<string, number> {
  const { headings, memory } = structurerOf(vocabulary, lexicons);
  const start = performance.now();
  let trials = 0;
  for (const input of inputs) {
    if (forgetful) memory.forget();
    run(input);
    trials += 1;
    if (performance.now() - start > seconds * 1000) break;
  }
  const elapsed = (performance.now() - start) / 1000;
  const lines = inputs.slice(0, trials).reduce((sum, input) => sum + segment(input, headings).length, 0);
  return {
    trials,
    lines,
    linesPerSecond: Math.round(lines / elapsed),
    trialsPerSecond: Math.round(trials / elapsed),
  };
}

/** The first seconds of a process, then a warm one: with what it knows of the lines of earlier trials, and without. */
function throughput(inputs: readonly StructuringInput[], seconds: number): Record<string, unknown> {
  const cold = rate(inputs.slice(0, 300), seconds, false);
  for (const input of inputs.slice(300, WARM_UP)) run(input);
  const rest = inputs.slice(WARM_UP);
  const half = Math.ceil(rest.length / 2);
  return {
    ...rate(rest.slice(0, half), seconds, false),
    targetLinesPerSecond: 20_000,
    withoutMemoryOfLines: rate(rest.slice(half), seconds, true),
    firstTrialsOfAProcess: cold,
    memoryMb: Math.round(process.memoryUsage().rss / 2 ** 20),
  };
}

function coverage(inputs: readonly StructuringInput[]): Record<string, unknown> {
  const structurer = structurerOf(vocabulary, lexicons);
  const [types, lines] = [new TypeCoverage(), new LineCoverage()];
  for (const input of inputs) {
    const { criteria } = run(input);
    types.add(input, criteria);
    lines.add(readTrial(input, structurer), criteria);
  }
  return { trials: inputs.length, lines: lines.report(), perType: types.report() };
}

export const benchmark: Benchmark = {
  name: 'structuring',
  summary: 'segmentation, throughput and coverage of the structurer on the registry texts of the development data',
  run({ seconds, sharedData, limit }) {
    const texts = readTexts(sharedData);
    const treatmentLike = [...texts.full, ...texts.criteria].filter(isTreatmentLike).slice(0, limit);
    return Promise.resolve({
      throughput: throughput([...texts.full, ...texts.criteria], Math.max(seconds, 5)),
      hostileMsPer100kB: hostile(),
      segmentation: partition(texts),
      treatmentLike: coverage(treatmentLike),
    });
  },
};
