import { Worker } from 'node:worker_threads';
import { chunks } from '../../database/chunks.js';
import type { Profile } from '../../domain/patient/profile.js';
import { ListChanged, type MatchPage, type MatchQuestion } from '../match-page.js';
import type { CataloguedTrial } from '../trial-catalogue.js';
import type { FromThread, ToThread } from './thread-message.js';

/** A thread could not answer, and neither could a second one. */
export class MatchingFault extends Error {
  override readonly name = 'MatchingFault';
}

export interface ThreadOptions {
  size: number;
  /** The built entry of a thread. */
  entry: URL;
  /** All trials as they are now, to fill a thread that takes the place of another. */
  trials: () => Iterable<CataloguedTrial>;
  /** Told of a thread that died, by the name of the error. */
  onDeath: (name: string) => void;
}

/** Most that a thread may keep; one that needs more dies and is replaced. */
const MOST_MEGABYTES = 2048;

/** Room for the short-lived objects of several answers: with less, those of the answer at hand are copied again and again. */
const YOUNG_MEGABYTES = 192;

/** How many threads may die one after the other without an answer in between, before none is started any more. */
const MOST_DEATHS = 3;

/** Threads that answer one question may be put to before it counts as unanswerable. */
const MOST_TRIES = 2;

/** How many trials are sent in one message. */
const TRIALS_AT_ONCE = 20;

interface Asked {
  profile: Profile;
  question: MatchQuestion;
  tries: number;
  resolve: (page: MatchPage) => void;
  reject: (error: Error) => void;
}

interface Thread {
  worker: Worker;
  asked: Map<number, Asked>;
  settling: (() => void)[];
}

/**
 * Threads that match patients, each with its own copy of the index, so that a match holds up no other request. A thread
 * that dies is replaced, and what it was asked is put to another once.
 */
export class MatchThreads {
  private readonly threads = new Set<Thread>();
  private readonly inFlight = new Set<Promise<unknown>>();
  private deaths = 0;
  private questions = 0;
  private closed = false;

  constructor(private readonly options: ThreadOptions) {
    for (let i = 0; i < options.size; i++) this.start();
  }

  /** Whether there is a thread to ask. */
  get isAlive(): boolean {
    return this.threads.size > 0;
  }

  put(trials: readonly CataloguedTrial[]): void {
    this.tellAll({ put: trials });
  }

  remove(keys: readonly string[]): void {
    this.tellAll({ remove: keys });
  }

  /** Once every thread has taken in what it was told and made its index ready. */
  async settle(): Promise<void> {
    await Promise.all(
      [...this.threads].map(
        (thread) =>
          new Promise<void>((resolve) => {
            thread.settling.push(resolve);
            tell(thread, { settle: true });
          }),
      ),
    );
  }

  /** @throws ListChanged; MatchingFault where it could not be answered. */
  ask(profile: Profile, question: MatchQuestion): Promise<MatchPage> {
    const answer = new Promise<MatchPage>((resolve, reject) => {
      this.submit({ profile, question, tries: 0, resolve, reject });
    });
    this.inFlight.add(answer);
    const done = (): void => void this.inFlight.delete(answer);
    answer.then(done, done);
    return answer;
  }

  /** Stops the threads once everything that they were asked is answered. */
  async close(): Promise<void> {
    await Promise.allSettled(this.inFlight);
    this.closed = true;
    await Promise.all([...this.threads].map(({ worker }) => worker.terminate()));
  }

  private submit(asked: Asked): void {
    const [thread] = [...this.threads].sort((a, b) => a.asked.size - b.asked.size);
    if (!thread || asked.tries >= MOST_TRIES) {
      asked.reject(new MatchingFault('no thread could answer'));
      return;
    }
    asked.tries += 1;
    this.questions += 1;
    thread.asked.set(this.questions, asked);
    tell(thread, { ask: this.questions, profile: asked.profile, question: asked.question });
  }

  private start(): Thread {
    const worker = new Worker(this.options.entry, {
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    // Threads alone do not keep a process up that has nothing else to do, or whose start failed.
    worker.unref();
    const thread: Thread = { worker, asked: new Map(), settling: [] };
    let cause = 'exit';
    worker.on('message', (message: FromThread) => this.hear(thread, message));
    worker.on('error', (error: unknown) => (cause = error instanceof Error ? error.name : typeof error));
    worker.on('exit', () => this.lose(thread, cause));
    this.threads.add(thread);
    return thread;
  }

  private hear(thread: Thread, message: FromThread): void {
    if ('settled' in message) {
      thread.settling.shift()?.();
      return;
    }
    const asked = thread.asked.get(message.answer);
    thread.asked.delete(message.answer);
    if ('page' in message) {
      this.deaths = 0;
      asked?.resolve(message.page);
    } else asked?.reject('fault' in message ? new MatchingFault(message.fault) : new ListChanged());
  }

  private lose(thread: Thread, cause: string): void {
    this.threads.delete(thread);
    for (const settled of thread.settling) settled();
    if (this.closed) return;
    this.options.onDeath(cause);
    this.deaths += 1;
    if (this.deaths <= MOST_DEATHS) this.replace();
    for (const asked of thread.asked.values()) this.submit(asked);
  }

  private replace(): void {
    const fresh = this.start();
    for (const some of chunks([...this.options.trials()], TRIALS_AT_ONCE)) tell(fresh, { put: some });
  }

  private tellAll(message: ToThread): void {
    for (const thread of this.threads) tell(thread, message);
  }
}

const tell = ({ worker }: Thread, message: ToThread): void => worker.postMessage(message);
