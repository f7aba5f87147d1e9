import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export const isBuilt = existsSync('dist/cli.js');
if (!isBuilt) console.warn('SKIPPED, LOUDLY: tests of the running program need a build; run npm run build first.');

/** The service as it ships, in a process of its own, on files of its own. */
export interface ServiceProcess {
  url: string;
  child: ChildProcess;
  /** Holds the database; the keys are in another one. */
  folder: string;
  /** Everything that was printed so far. */
  output(): string;
  /** Resident memory in bytes. */
  memory(): number;
  /** Open file descriptors. */
  descriptors(): number;
  query<T>(query: string, variables?: Record<string, unknown>): Promise<{ status: number; data: T; text: string }>;
  stop(): Promise<number | null>;
}

export async function startServiceProcess(
  options: { env?: Record<string, string>; folder?: string; seeded?: boolean; through?: readonly string[] } = {},
): Promise<ServiceProcess> {
  const keys = mkdtempSync(join(tmpdir(), 'eligo-keys-'));
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'eligo-process-'));
  const args = [process.execPath, 'dist/cli.js', 'serve', '--port', '0', ...(options.seeded ? [] : ['--no-seed'])];
  const [command = '', ...rest] = [...(options.through ?? []), ...args];
  const child = spawn(command, rest, {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: '',
      SQLITE_PATH: join(folder, 'eligo.sqlite'),
      KEY_FILE: join(keys, 'data.json'),
      LOCAL_ISSUER_KEY: join(keys, 'issuer.jwk'),
      LOG_LEVEL: 'debug',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const take = (piece: Buffer) => (printed += piece.toString('utf8'));
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const address = () => /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
  while (address() === undefined && child.exitCode === null) await delay(20);
  const url = address();
  if (url === undefined) throw new Error(`the service did not start: ${printed}`);
  const status = () => readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return {
    url,
    child,
    folder,
    output: () => printed,
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(status())?.[1] ?? 0) * 1024,
    descriptors: () => readdirSync(`/proc/${child.pid}/fd`).length,
    async query<T>(query: string, variables?: Record<string, unknown>) {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const text = await answer.text();
      return { status: answer.status, text, data: (JSON.parse(text) as { data: T }).data };
    },
    async stop() {
      child.kill('SIGTERM');
      const code = await ended;
      rmSync(keys, { recursive: true, force: true });
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}
