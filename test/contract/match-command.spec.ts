import { readdirSync, readFileSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MatchReport } from '../../src/domain/matching/report.js';
import { projectPath } from '../../src/reference-data/paths.js';
import { eligo } from '../support/run-cli.js';

const folder = projectPath('seeds/patients');
const patients = readdirSync(folder).filter((name) => name.endsWith('.json'));
// Structured once; `match` reads registry records and eligibility documents alike.
const trials = join(mkdtempSync(join(tmpdir(), 'eligo-')), 'documents.ndjson');
const validate = new Ajv2020({ allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(projectPath('schemas/match-report.schema.json'), 'utf8')) as object,
);

const match = (patient: string, ...more: string[]) =>
  eligo(['match', '--patient', join(folder, patient), '--trials', trials, '--as-of', '2026-11-24', ...more]);

describe('eligo match', () => {
  beforeAll(async () => {
    const { stdout } = await eligo(['structure', projectPath('seeds/trials/ctgov.ndjson.gz')]);
    writeFileSync(trials, stdout);
  });

  it.each(patients)('reports %s as the published schema says', async (patient) => {
    const { code, stdout, stderr } = await match(patient, '--top', '3', '--explain');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report: unknown = JSON.parse(stdout);
    validate(report);
    expect(validate.errors).toBeNull();
  });

  it.each([
    ['mcode-john-anyperson.json', 'lung'],
    ['mcode-jenny-m.json', 'breast'],
    ['mcode-brian-l.json', 'leukaemia'],
  ])('finds open trials for %s (%s) and says why others are closed', async (patient) => {
    const { stdout } = await match(patient, '--format', 'table');
    expect(stdout).toMatch(/^ +1\. (certain|probable|possible) /m);
    expect(stdout).toMatch(/Excluded, the first 5:\n.*NCT\d{8}.*\n +FAIL /);
  });

  it('lists excluded trials only with --all, and counts them always', async () => {
    const shown = JSON.parse((await match('mcode-jenny-m.json')).stdout) as MatchReport;
    const all = JSON.parse((await match('mcode-jenny-m.json', '--all')).stdout) as MatchReport;
    expect(shown.matches.some((item) => item.grade === 'certainly-not')).toBe(false);
    expect(all.matches.filter((item) => item.grade === 'certainly-not')).toHaveLength(all.counts['certainly-not']);
    expect(all.counts).toEqual(shown.counts);
  });

  it('gives the same bytes for the same inputs', async () => {
    const twice = await Promise.all([1, 2].map(() => match('mcode-brian-l.json', '--explain')));
    expect(twice[0]?.stdout).toBe(twice[1]?.stdout);
  });

  it.each([
    [['match'], /--patient FILE is needed/],
    [['match', '--patient', 'nowhere.json'], /nowhere\.json/],
    [['match', '--patient', join(folder, patients[0] ?? ''), '--format', 'xml'], /--format xml: one of json, table/],
    [['match', '--patient', join(folder, patients[0] ?? ''), '--as-of', '2026-02-31'], /--as-of 2026-02-31/],
    [['match', '--patient', join(folder, patients[0] ?? ''), '--nonsense'], /nonsense/],
  ])('refuses %j with one clear line and exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await eligo(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('names file and line of a broken trial record', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'eligo-')), 'trials.ndjson');
    writeFileSync(file, '{"protocolSection": {}}\n{"x": 1}\n');
    const { code, stderr } = await eligo(['match', '--patient', join(folder, patients[0] ?? ''), '--trials', file]);
    expect(code).toBe(2);
    expect(stderr).toContain(file);
  });
});
