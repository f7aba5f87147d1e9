import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/api/limits/graphql-limits.js';
import { countStatements } from '../support/count-statements.js';
import { type RunningService, startService } from '../support/service.js';

const nested = (depth: number): string => `{ ${'a { '.repeat(depth)}b${' }'.repeat(depth)} }`;
const aliases = (count: number): string =>
  `{ ${Array.from({ length: count }, (_, i) => `a${i}: __typename`).join(' ')} }`;

const TOO_COMPLEX: [string, string][] = [
  ['101 aliases of __typename', aliases(101)],
  ['one alias too many', aliases(LIMITS.aliases + 1)],
  ['one directive too many', `{ patients ${'@a '.repeat(LIMITS.directives + 1)} { totalCount } }`],
  ['one token too many', `{ patients { ${'totalCount '.repeat(LIMITS.tokens)} } }`],
  ['nesting one too deep', nested(LIMITS.depth + 1)],
  ['a field over and over', `{ patients { ${'totalCount '.repeat(LIMITS.repeats + 1)} } }`],
  ['lists within lists', '{ trials(first: 200) { nodes { sites(first: 200) { facility city state country } } } }'],
  [
    'nesting hidden in fragments',
    `{ patients { ...A } } fragment A on PatientConnection { nodes { profile { facts { ${'source { '.repeat(10)}path${' }'.repeat(10)} } } } }`,
  ],
];

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('check 3: what one operation may ask for', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService({ seeded: false });
  });
  afterAll(() => service.close());

  const refusal = async (query: string) => {
    const { status, errors } = await service.query(query);
    return { status, code: errors?.[0]?.extensions.code, message: errors?.[0]?.message ?? '' };
  };

  it.each(TOO_COMPLEX)(
    '%s is refused as a client error with a stable code, and no resolver runs',
    async (_name, query) => {
      let answer: Awaited<ReturnType<typeof refusal>> | undefined;
      const statements = await countStatements(service.app, async () => {
        answer = await refusal(query);
      });
      expect(answer).toMatchObject({ status: 400, code: 'TOO_COMPLEX' });
      expect(answer?.message).not.toMatch(/did you mean/i);
      expect(statements).toBe(0);
    },
  );

  it('just as much as is allowed is answered', async () => {
    expect((await service.query(aliases(LIMITS.aliases))).data).toMatchObject({ a14: 'Query' });
  });

  it('batches are refused, of any size', async () => {
    for (const size of [1, 11]) {
      const batch = await service.http
        .post('/graphql')
        .send(Array.from({ length: size }, () => ({ query: '{ __typename }' })));
      expect(batch.status).toBe(400);
    }
  });

  it('a page of 99,999,999 is refused by every list', async () => {
    for (const list of ['patients', 'trials', 'reviews']) {
      const { errors } = await service.query(`{ ${list}(first: 99999999) { totalCount } }`);
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it('refusing many such operations leaves nothing behind', async () => {
    const send = async (count: number) => {
      for (let i = 0; i < count; i++) await refusal(TOO_COMPLEX[i % TOO_COMPLEX.length]?.[1] ?? '');
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = await send(100);
    expect((await send(process.env['ELIGO_FULL'] ? 10_000 : 200)) - before).toBeLessThan(20 * 2 ** 20);
  });
});
