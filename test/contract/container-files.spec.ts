import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { environmentSchema } from '../../src/config/app-config.js';
import { projectPath } from '../../src/reference-data/paths.js';

const read = (file: string): string => readFileSync(projectPath(file), 'utf8');

interface Instruction {
  name: string;
  args: string;
}

const instructions: Instruction[] = read('Dockerfile')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => ({ name: line.split(' ', 1)[0] ?? '', args: line.slice(line.indexOf(' ') + 1) }));
const args = (name: string): string[] => instructions.filter((one) => one.name === name).map((one) => one.args);
const last = <T>(items: readonly T[], wanted: (item: T) => boolean): number => items.findLastIndex(wanted);

/** The rules of hadolint that can be told from the text (their numbers in brackets), and what we ask beyond. */
describe('the Dockerfile', () => {
  it('pins its bases exactly and builds in stages (DL3006, DL3007)', () => {
    const bases = args('FROM').map((base) => base.split(' ', 1)[0] ?? '');
    expect(bases).toHaveLength(2);
    for (const base of bases) expect(base).toMatch(/^[\w./-]+:\d+\.\d+\.\d+-[a-z-]+$/);
    expect(bases.at(-1)).toMatch(/slim$/);
  });

  it('runs as nobody special, the last thing before it starts (DL3002)', () => {
    expect(args('USER')).toEqual(['node']);
    const user = last(instructions, ({ name }) => name === 'USER');
    expect(last(instructions, ({ name }) => name === 'RUN' || name === 'COPY')).toBeLessThan(user);
  });

  it('starts and checks itself in exec form, once each (DL3025, DL4003, DL3057)', () => {
    expect(args('CMD')).toHaveLength(1);
    expect(JSON.parse(args('CMD')[0] ?? '')).toEqual(['node', 'dist/main.js']);
    expect(args('HEALTHCHECK')).toHaveLength(1);
    expect(args('HEALTHCHECK')[0]).toMatch(/CMD \["node"/);
    expect(args('ENTRYPOINT')).toEqual([]);
  });

  it('copies instead of adding, into absolute folders, without sudo, cd, latest or unpinned packages (DL3000, DL3003, DL3004, DL3008, DL3016, DL3020)', () => {
    expect(args('ADD')).toEqual([]);
    for (const folder of args('WORKDIR')) expect(folder).toMatch(/^\//);
    for (const command of args('RUN'))
      expect(command).not.toMatch(/\bsudo\b|\bcd\b|apt-get|npm (i|install)\b|curl|wget/);
    for (const command of args('RUN').filter((line) => line.includes('npm ci')))
      expect(command).toContain('--no-audit');
  });

  it('carries no secret and copies only what exists', () => {
    expect(read('Dockerfile')).not.toMatch(/password|token=|secret|api_?key/i);
    expect(args('ARG')).toEqual([]);
    for (const line of args('COPY').filter((copy) => copy.includes('--from=build')))
      for (const path of line.split(' ').filter((word) => word.startsWith('/app/')))
        expect({
          path,
          known: /^\/app\/(node_modules|dist|web\/dist|var)$/.test(path) || existsSync(projectPath(path.slice(5))),
        }).toEqual({ path, known: true });
    for (const ignored of ['.git', '.env', 'node_modules', 'var'])
      expect(read('.dockerignore').split('\n')).toContain(ignored);
  });
});

interface Compose {
  services: Record<
    string,
    {
      image?: string;
      environment: Record<string, string>;
      ports?: string[];
      security_opt: string[];
      read_only?: boolean;
      cap_drop?: string[];
      healthcheck?: object;
      depends_on?: object;
    }
  >;
  volumes: Record<string, unknown>;
}

describe('the compose file', () => {
  const compose = parse(read('compose.yaml')) as Compose;
  const { eligo, postgres } = compose.services;

  it('gives the service settings that exist', () => {
    for (const name of Object.keys(eligo?.environment ?? {}))
      expect(Object.keys(environmentSchema.shape)).toContain(name);
  });

  it('pins the database, checks it before the service starts, and holds no password', () => {
    expect(postgres?.image).toMatch(/^postgres:\d+\.\d+-\w+$/);
    expect(postgres?.healthcheck).toBeDefined();
    expect(eligo?.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    expect(postgres?.environment['POSTGRES_PASSWORD']).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
    expect(postgres?.ports).toBeUndefined();
  });

  it('asks everybody for a token, listens on this machine only, and takes every privilege away', () => {
    expect(eligo?.environment['REQUIRE_TOKEN']).toBe('true');
    for (const port of eligo?.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(eligo?.read_only).toBe(true);
    expect(eligo?.cap_drop).toEqual(['ALL']);
    for (const service of Object.values(compose.services))
      expect(service.security_opt).toContain('no-new-privileges:true');
  });
});
