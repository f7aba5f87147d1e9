/** What work comes to that may pause, done without a pause. */
export function toTheEnd<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
