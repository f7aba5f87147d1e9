import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  milliseconds: number;
}

/** Sends requests over connections of its own, so that they can be counted and closed. */
export class LoadClient {
  private readonly agent: Agent;

  constructor(
    private readonly url: string,
    connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  graphql(query: string, variables?: object): Promise<Answered> {
    return this.send('POST', '/graphql', JSON.stringify({ query, variables }));
  }

  send(method: 'GET' | 'POST', path: string, body?: string): Promise<Answered> {
    const started = performance.now();
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      const sent = request(new URL(path, this.url), { agent: this.agent, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
            milliseconds: performance.now() - started,
          }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** Runs a number of clients, each with one request after the other, for a while. Gives every answer. */
export async function closedLoop<T>(
  clients: number,
  milliseconds: number,
  one: (n: number) => Promise<T>,
): Promise<T[]> {
  const answers: T[] = [];
  const until = performance.now() + milliseconds;
  let n = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < until) answers.push(await one(n++));
  };
  await Promise.all(Array.from({ length: clients }, client));
  return answers;
}

/** Begins some requests at once, then so many a second, whether or not the earlier ones are answered. Gives every answer. */
export async function openLoop<T>(
  { atOnce, perSecond }: { atOnce: number; perSecond: number },
  milliseconds: number,
  one: () => Promise<T>,
): Promise<T[]> {
  const started = performance.now();
  const answers = Array.from({ length: atOnce }, one);
  for (let passed = 0; passed < milliseconds; passed = performance.now() - started) {
    const due = atOnce + Math.floor((passed * perSecond) / 1000);
    while (answers.length < due) answers.push(one());
    await delay(5);
  }
  return Promise.all(answers);
}

/** The value below which a share of some numbers lie. */
export const quantile = (numbers: readonly number[], share: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? Number.NaN;

/** Growth of y per unit of x by least squares. */
export function slope(points: readonly { x: number; y: number }[]): number {
  const mean = (of: 'x' | 'y') => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean('x'), mean('y')];
  const covariance = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  return covariance / points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
}
