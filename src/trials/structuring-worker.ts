import { parentPort } from 'node:worker_threads';
import type { StructuringInput } from '../domain/structuring/input.js';
import { loadLexicons } from '../reference-data/load-lexicons.js';
import { loadVocabulary } from '../reference-data/load-vocabulary.js';
import { structureEach } from './structure-each.js';
import { TextStructurer } from './text-structurer.js';

/** The entry of a worker thread: structures what it is sent, in order. */
const structurer = new TextStructurer(loadVocabulary(), loadLexicons());

parentPort?.on('message', (inputs: StructuringInput[]) => {
  parentPort?.postMessage(structureEach(structurer, inputs));
});
