import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EventBus } from '../../src/events/event-bus.js';
import { projectPath } from '../../src/reference-data/paths.js';
import { syncTold } from '../../src/registries/sync.service.js';
import { eligo } from '../support/run-cli.js';
import { type RunningService, startService } from '../support/service.js';
import { RawClient } from '../support/web-socket.js';

const run = promisify(execFile);

interface Example {
  heading: string;
  language: string;
  code: string;
}

/** Every fenced block of the cookbook, under its heading. */
function examples(): Example[] {
  const found: Example[] = [];
  let heading = '';
  for (const [, title, language = '', code = ''] of readFileSync(projectPath('docs/api.md'), 'utf8').matchAll(
    /^## (.+)$|^```(\w+)\n([\s\S]*?)^```$/gm,
  )) {
    if (title !== undefined) heading = title;
    else found.push({ heading, language, code });
  }
  return found;
}

/** What an answer must hold for an example to have worked, by heading. A new example needs an expectation. */
const EXPECTED: Record<string, RegExp> = {
  'Match a record without storing it': /"grade"|match-grade/,
  'Page through results': /"endCursor"/,
  'Explain one criterion': /"outcome":"FAIL"/,
  'Patients of one trial': /"funnels"/,
  'Many patients against many trials': /"csv":"\/cohort-runs\//,
  'Search trials': /"totalCount":[1-9]/,
  Subscribe: /ctgov/,
  'What changed': /"matchChanges":\{"nodes"/,
  'Persist a query': /"__typename":"Query"/,
  'FHIR and CDS Hooks': /"searchset"|"cards"|CapabilityStatement/,
  'Who did what': /"auditEvents"/,
  'Who may ask': /^[\w-]+\.[\w-]+\.[\w-]+\s*$/,
};

describe('the cookbook (docs/api.md)', () => {
  let service: RunningService;
  const localKey = process.env['LOCAL_ISSUER_KEY'];
  beforeAll(async () => {
    process.env['LOCAL_ISSUER_KEY'] = join(mkdtempSync(join(tmpdir(), 'eligo-key-')), 'issuer.jwk');
    service = await startService({ seeded: true });
  });
  afterAll(async () => {
    if (localKey === undefined) delete process.env['LOCAL_ISSUER_KEY'];
    else process.env['LOCAL_ISSUER_KEY'] = localKey;
    await service.close();
  });

  let query = '';
  let endCursor = 'no page was asked for yet';
  const clients: RawClient[] = [];
  afterEach(() => clients.splice(0).forEach((client) => client.close()));

  const here = (code: string): string => code.replaceAll('localhost:3000', service.host);

  async function send(variables?: Record<string, unknown>): Promise<string> {
    const { status, data, errors } = await service.query(query, variables);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    const text = JSON.stringify(data);
    endCursor = /"endCursor":"([^"]+)"/.exec(text)?.[1] ?? endCursor;
    return text;
  }

  async function told<T>(listening: Promise<T>): Promise<T> {
    const bus = service.app.get(EventBus);
    const telling = setInterval(() => bus.publish(syncTold, { registry: 'ctgov' }), 20);
    try {
      return await listening;
    } finally {
      clearInterval(telling);
    }
  }

  async function subscribe(code: string): Promise<string> {
    const client = await RawClient.ready(service.host);
    clients.push(client);
    client.subscribe('1', code);
    return JSON.stringify((await told(client.next('next'))).payload);
  }

  async function tryOut({ language, code }: Example): Promise<string> {
    switch (language) {
      case 'graphql':
        if (code.startsWith('subscription')) return subscribe(code);
        query = code;
        return /^(query|mutation)[^{]*\$/.test(code) ? 'wants variables' : send();
      case 'json':
        return send(JSON.parse(code.replace('END_CURSOR', endCursor)) as Record<string, unknown>);
      case 'js': {
        const child = run(process.execPath, ['--input-type=module', '--eval', here(code)], { cwd: projectPath('.') });
        return (await told(child)).stdout;
      }
      case 'bash': {
        const [, args] = /^npx eligo (.*)$/m.exec(code) ?? [];
        if (args !== undefined) return (await eligo(args.split(' '))).stdout;
        const { stdout } = await run('bash', ['-ec', here(code)], { cwd: projectPath('.'), maxBuffer: 64 * 2 ** 20 });
        expect(stdout).not.toMatch(/"errors":|"OperationOutcome"/);
        return stdout;
      }
      default:
        throw new Error(`nothing runs examples in ${language}`);
    }
  }

  const all = examples();

  it('has an expectation for every heading with examples, and the other way round', () => {
    expect(new Set(all.map(({ heading }) => heading))).toEqual(new Set(Object.keys(EXPECTED)));
  });

  it.each(all.map((example, at) => ({ ...example, at: at + 1 })))(
    '$heading: example $at ($language) works as written',
    async (example) => {
      const answer = await tryOut(example);
      if (answer !== 'wants variables')
        expect(answer.replaceAll(/"\s*:\s*/g, '":')).toMatch(EXPECTED[example.heading] ?? /^never$/);
    },
  );
});
