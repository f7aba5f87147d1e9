import type { Writable } from 'node:stream';

const EXAMPLE = `{ matchTrials(patient: { id: "cancer-patient-john-anyperson" }, first: 3) {
  ... on MatchResult { counts { probable possible certainlyNot }
    nodes { trial { id title } grade score criteria { outcome text evidence { resource value } } } } } }`;

/** What `npm start` tells a newcomer: how long each step took, where to look, and one query to paste. */
export function startUpNotes(out: Writable) {
  const begun = performance.now();
  const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
  return {
    async step<T>(what: string, work: () => Promise<T>): Promise<T> {
      const started = performance.now();
      const result = await work();
      out.write(`${what}: ${seconds(started)}\n`);
      return result;
    },
    ready(url: string): void {
      out.write(`
Eligo is ready after ${seconds(begun)}.
  Page     ${url}/
  GraphQL  ${url}/graphql   (the schema is schema.graphql)

Paste this query there:
${EXAMPLE}

`);
    },
  };
}
