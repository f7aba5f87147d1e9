/** Longest stretch of work between two looks at the event loop. */
const STRETCH_MS = 8;

/** Lets long work give way: after every few milliseconds the event loop gets its turn. */
export class Pace {
  private since = performance.now();

  async step(): Promise<void> {
    if (performance.now() - this.since < STRETCH_MS) return;
    await new Promise((resume) => setImmediate(resume));
    this.since = performance.now();
  }
}
