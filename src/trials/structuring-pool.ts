import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { chunks } from '../database/chunks.js';
import type { StructuringInput } from '../domain/structuring/input.js';
import { structureOne } from './structure-each.js';
import type { Structured, Structurer } from './structurer.port.js';

/** A thread reads the whole vocabulary first, which only many texts repay. */
const worthwhile = 64;
const inputsOfOneTask = 16;
const mostThreads = 4;
/** Threads hold some hundred megabytes; without work they end. */
const idleMs = 10_000;

interface Thread {
  worker: Worker;
  run(inputs: StructuringInput[]): Promise<Structured[]>;
}

/**
 * Structures many texts on all processors, so that a server that synchronizes goes on answering; a few are done here. The
 * answer is the same either way and comes in the order of the inputs.
 */
export class StructuringPool {
  private threads: Thread[] = [];
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly structurer: Pick<Structurer, 'structure'>,
    /** Absent where the program runs from its sources, which a thread cannot load. */
    private readonly entry: URL = new URL('./structuring-worker.js', import.meta.url),
  ) {}

  async structure(inputs: readonly StructuringInput[]): Promise<Structured[]> {
    if (inputs.length < worthwhile || !existsSync(fileURLToPath(this.entry))) return this.here(inputs);
    clearTimeout(this.idle);
    const tasks = chunks(inputs, inputsOfOneTask);
    const results: Structured[][] = [];
    let next = 0;
    try {
      await Promise.all(
        this.started().map(async (thread) => {
          for (let task = next++; task < tasks.length; task = next++)
            results[task] = await thread.run(tasks[task] ?? []);
        }),
      );
      return results.flat();
    } catch {
      // A thread that died says nothing about the texts: they are read here, one by one.
      this.stop();
      return this.here(inputs);
    } finally {
      this.idle = setTimeout(() => this.stop(), idleMs).unref();
    }
  }

  stop(): void {
    for (const { worker } of this.threads) void worker.terminate();
    this.threads = [];
  }

  private async here(inputs: readonly StructuringInput[]): Promise<Structured[]> {
    const results: Structured[] = [];
    for (const input of inputs) {
      results.push(structureOne(this.structurer, input));
      await new Promise((resume) => setImmediate(resume));
    }
    return results;
  }

  private started(): Thread[] {
    const wanted = Math.min(mostThreads, availableParallelism());
    while (this.threads.length < wanted) this.threads.push(threadOf(new Worker(this.entry)));
    return this.threads;
  }
}

/** One task at a time: the answer to the last message is the next message. */
function threadOf(worker: Worker): Thread {
  let settle: { resolve(results: Structured[]): void; reject(error: Error): void } | undefined;
  worker.on('message', (results: Structured[]) => settle?.resolve(results));
  worker.on('error', (error) => settle?.reject(error));
  worker.on('exit', (code) => settle?.reject(new Error(`thread ended with ${code}`)));
  worker.unref();
  return {
    worker,
    run: (inputs) =>
      new Promise<Structured[]>((resolve, reject) => {
        settle = { resolve, reject };
        worker.ref();
        worker.postMessage(inputs);
      }).finally(() => {
        settle = undefined;
        worker.unref();
      }),
  };
}
