import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startService } from '../support/service.js';

const times = (count: number, make: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join(' ');

/** The requests of graphql-cop (its twelve checks, and field duplication, which it does not run unless asked), redone. */
describe('check 1: what graphql-cop looks for', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService({ seeded: false, env: { NODE_ENV: 'production' } });
  });
  afterAll(() => service.close());

  const post = (body: object) => service.http.post('/graphql').send(body);
  const refusedWith = async (query: string, code: string) => {
    const { status, body } = await post({ query });
    const { data, errors } = body as { data?: unknown; errors: { message: string; extensions: { code: string } }[] };
    expect({ status, data, code: errors[0]?.extensions.code }).toEqual({ status: 400, data: undefined, code });
    return errors;
  };

  it('alias overloading', () =>
    refusedWith(`query cop { ${times(101, (i) => `alias${i}: __typename`)} }`, 'TOO_COMPLEX'));

  it('array-based batching', async () => {
    const { status, body } = await post(Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' })));
    expect(status).toBe(400);
    expect(Array.isArray(body)).toBe(false);
  });

  it('directive overloading', async () => {
    const errors = await refusedWith(`query cop { __typename ${'@aa'.repeat(10)} }`, 'TOO_COMPLEX');
    // Exactly one complaint for each directive is what the tool takes for a service without a limit.
    expect(errors).not.toHaveLength(10);
  });

  it('circular introspection', async () => {
    const { body } = await post({
      query:
        'query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
    });
    expect((body as { data?: unknown }).data).toBeUndefined();
  });

  it('introspection', () =>
    refusedWith('query cop { __schema { types { name fields { name } } } }', 'GRAPHQL_VALIDATION_FAILED'));

  it('field suggestions', async () => {
    const errors = await refusedWith('query cop { trialz { totalCount } }', 'GRAPHQL_VALIDATION_FAILED');
    expect(JSON.stringify(errors)).not.toMatch(/did you mean|trials/i);
  });

  it('GraphiQL', async () => {
    const { text } = await service.http.get('/graphql').set('accept', 'text/html');
    expect(text).not.toMatch(/graphiql|playground|apollo.*sandbox/i);
  });

  it('queries over GET', async () => {
    const { status, text } = await service.http.get('/graphql').query({ query: 'query cop { __typename }' });
    expect(status).toBe(400);
    expect(text).not.toContain('"data"');
  });

  it('mutations over GET', async () => {
    const { status, text } = await service.http.get('/graphql').query({ query: 'mutation cop { __typename }' });
    expect(status).toBe(400);
    expect(text).not.toContain('"data"');
  });

  it('url-encoded POST', async () => {
    const { status, text } = await service.http
      .post('/graphql')
      .type('form')
      .send({ query: 'query cop { __typename }' });
    expect(status).toBe(400);
    expect(text).not.toContain('"data"');
  });

  it('trace mode', async () => {
    const { body } = await post({ query: 'query cop { __typename }' });
    expect(body).toEqual({ data: { __typename: 'Query' } });
  });

  it('unhandled errors', async () => {
    const { text } = await post({ query: 'qwerty cop { abc }' });
    expect(text).not.toMatch(/stacktrace|exception|node_modules| at /i);
  });

  it('field duplication', () => refusedWith(`query cop { ${'__typename '.repeat(500)} }`, 'TOO_COMPLEX'));
});
