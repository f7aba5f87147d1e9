import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../src/cli/run.js';
import type { Profile } from '../../src/domain/patient/profile.js';

class Sink extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}

async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const stdout = new Sink();
  const stderr = new Sink();
  const code = await runCli(['profile', ...args], { stdin: new PassThrough(), stdout, stderr });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

const seeds = ['mcode-jenny-m', 'synthea-colon-stage-3c', 'stu1-trial-matching-02'].map(
  (name) => `seeds/patients/${name}.json`,
);

describe('eligo profile', () => {
  it('writes one profile per record and line, every fact with its source element', async () => {
    const { code, stdout, stderr } = await run(...seeds);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const profiles = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Profile);
    expect(profiles.map((one) => one.patient)).toEqual([
      'cancer-patient-jenny-m',
      '73ccae2b-09be-48be-b6f8-320bc4df146a',
      'mCODETrialMatchingPatientExample02',
    ]);
    for (const { facts } of profiles) {
      expect(facts.length).toBeGreaterThan(8);
      for (const fact of facts)
        expect(fact.source).toEqual({
          resource: expect.stringMatching(/^[A-Za-z]+\//) as string,
          path: expect.stringMatching(/^[A-Za-z]+\./) as string,
        });
    }
  });

  it('gives the same bytes for the same input', async () => {
    expect((await run(...seeds)).stdout).toBe((await run(...seeds)).stdout);
  });

  it('exits 2 and names file and line of a record it cannot read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'eligo-profile-'));
    const file = join(folder, 'two.ndjson');
    writeFileSync(file, '{"resourceType":"Patient","id":"a"}\n{"resourceType":"Bundle"}\n');
    const { code, stdout, stderr } = await run(file);
    expect(code).toBe(2);
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toMatch(/two\.ndjson line 2: the record holds no Patient resource/);
    expect((await run(join(folder, 'none.json'))).code).toBe(2);
    expect((await run()).code).toBe(2);
    rmSync(folder, { recursive: true, force: true });
  });
});
