import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeDocument, encodeYaml } from '../../src/domain/criteria/codec.js';
import type { EligibilityDocument } from '../../src/domain/criteria/model.js';
import { RematchService } from '../../src/matches/rematch.service.js';
import { CurationFolder } from '../../src/trials/curation-folder.js';
import { TrialStoreService } from '../../src/trials/trial-store.service.js';
import { coded } from '../support/patient-record.js';
import { type RunningService, startService } from '../support/service.js';
import { study } from '../support/study-builder.js';
import { tokenEnv, tokenOf } from '../support/tokens.js';

const trial = 'NCT00000001';
const other = 'NCT00000002';
const today = () => new Date().toISOString().slice(0, 10);
const CRITERIA = 'Inclusion Criteria:\n\n* Melanoma\n* ECOG performance status 0 or 1';
const ecogUpTo = (value: number) => ({ performance: { scale: 'ecog', max: { value, inclusive: true } } });

const woman = (id: string, ecog: number) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { resource: { resourceType: 'Patient', id, gender: 'female', birthDate: '1960-01-01' } },
    {
      resource: {
        resourceType: 'Condition',
        id: 'c',
        subject: { reference: `Patient/${id}` },
        code: coded('icd10|C43.9|Malignant melanoma of skin'),
      },
    },
    {
      resource: {
        resourceType: 'Observation',
        id: 'o',
        status: 'final',
        subject: { reference: `Patient/${id}` },
        effectiveDateTime: today(),
        code: coded('loinc|89247-1|ECOG Performance Status score'),
        valueInteger: ecog,
      },
    },
  ],
});

interface Finding {
  severity: string;
  rule: string;
  criterion: string | null;
  path: string;
  message: string;
}
interface Answer {
  __typename: string;
  why?: string;
  file?: string;
  findings: Finding[];
  before?: Record<string, number>;
  after?: Record<string, number>;
  flips?: { patientId: string; before: string; after: string; deciding: { text: string }[] }[];
}

const FINDINGS = 'findings { severity rule criterion path message }';
const PREVIEW = `query ($curation: CurationInput!) { answer: previewCuration(curation: $curation) { __typename
  ... on CurationPreview { ${FINDINGS} before { certain probable possible certainlyNot } after { certain probable possible certainlyNot }
    flips { patientId before after deciding { text } } }
  ... on CurationRefused { why ${FINDINGS} } } }`;
const SAVE = `mutation ($curation: CurationInput!) { answer: saveCuration(curation: $curation) { __typename
  ... on SavedCuration { file trialId ${FINDINGS} } ... on CurationRefused { why ${FINDINGS} } } }`;

describe('curating over GraphQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'eligo-curation-'));
  let service: RunningService;
  let token: string;
  const ids = new Map<number, string>();

  const ask = async <T>(query: string, variables: Record<string, unknown> = {}, as = token) => {
    const answer = await service.http.post('/graphql').set('authorization', `Bearer ${as}`).send({ query, variables });
    return answer.body as { data: T; errors?: { extensions: { code: string } }[] };
  };
  const eligibility = async () => {
    const { data } = await ask<{ trial: { eligibility: { revision: string; by: string; criteria: { id: string; text: string; basis: string }[] } } }>(
      `{ trial(id: "${trial}") { eligibility { revision by criteria { id text basis } } } }`,
    ); // prettier-ignore
    return data.trial.eligibility;
  };
  const ecogId = async () => (await eligibility()).criteria.find(({ text }) => text.startsWith('ECOG'))?.id ?? '';
  const curation = async (when: unknown, more: object = {}) => ({
    curation: { trial, revision: (await eligibility()).revision, corrections: [{ id: await ecogId(), when }], ...more },
  });
  const answerOf = async (query: string, variables: Record<string, unknown>): Promise<Answer> =>
    (await ask<{ answer: Answer }>(query, variables)).data.answer;
  const changes = async () => {
    const { data } = await ask<{ matchChanges: { nodes: Record<string, unknown>[] } }>(
      `{ matchChanges(first: 50) { nodes { kind cause patientId trialId } } }`,
    );
    return data.matchChanges.nodes;
  };
  const put = (nctId: string, updated: string, criteria = CRITERIA) =>
    service.app
      .get(TrialStoreService)
      .storePage('ctgov', [study({ nctId, updated, criteria })], { fetchedAt: new Date() });

  beforeAll(async () => {
    service = await startService({ seeded: false, env: { ...tokenEnv, CURATION_FOLDER: folder } });
    token = await tokenOf({ subject: 'dr.who@hospital.example', roles: ['coordinator'] });
    for (const ecog of [1, 2, 4]) {
      const { data } = await ask<{ importPatient: { patient: { id: string } } }>(
        `mutation ($bundle: JSON!) { importPatient(bundle: $bundle) { ... on ImportedPatient { patient { id } } } }`,
        { bundle: woman(`p${ecog}`, ecog) },
      );
      ids.set(ecog, data.importPatient.patient.id);
    }
    await put(trial, '2026-01-01');
    await put(other, '2026-01-01');
    await service.app.get(RematchService).catchUp(today());
  });
  afterAll(async () => {
    await service.close();
    rmSync(folder, { recursive: true });
  });

  it('shows whom a corrected reading flips, and keeps nothing of it', async () => {
    const { revision } = await eligibility();
    const preview = await answerOf(PREVIEW, await curation(ecogUpTo(2)));
    expect(preview.flips).toEqual([
      { patientId: ids.get(2), before: 'CERTAINLY_NOT', after: expect.not.stringMatching('CERTAINLY_NOT'), deciding: expect.any(Array) },
    ]); // prettier-ignore
    expect(preview.before?.['certainlyNot']).toBe(2);
    expect(preview.after?.['certainlyNot']).toBe(1);
    expect((await eligibility()).revision).toBe(revision);
    expect(readdirSync(folder)).toEqual([]);
    expect(await changes()).toEqual([]);
  });

  it('refuses what the schema and the linter refuse, and names the place', async () => {
    const notInSchema = await answerOf(SAVE, await curation({ performance: { scale: 'ecog', limit: 2 } }));
    expect(notInSchema).toMatchObject({ __typename: 'CurationRefused', why: 'FINDINGS' });
    expect(notInSchema.findings[0]).toMatchObject({ severity: 'error', rule: 'shape', criterion: await ecogId() });
    expect(notInSchema.findings[0]?.path).toContain('when.performance');
    const empty = { performance: { scale: 'ecog', min: { value: 3, inclusive: true }, max: { value: 1, inclusive: true } } }; // prettier-ignore
    expect(await answerOf(SAVE, await curation(empty))).toMatchObject({
      why: 'FINDINGS',
      findings: [{ severity: 'error', rule: 'emptyRange' }],
    });
    const noSuch = await curation(ecogUpTo(2), { corrections: [{ id: 'x99', when: ecogUpTo(2) }] });
    expect(await answerOf(SAVE, noSuch)).toMatchObject({ why: 'FINDINGS' });
    expect(await answerOf(SAVE, await curation(ecogUpTo(2), { trial: 'NCT99999999' }))).toMatchObject({
      why: 'TRIAL_UNKNOWN',
    });
    expect(await answerOf(SAVE, await curation(ecogUpTo(2), { trial: '../../../etc/passwd' }))).toMatchObject({
      why: 'TRIAL_UNKNOWN',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is for coordinators and administrators; an administrator sees no patient', async () => {
    const admin = await tokenOf({ roles: ['admin'] });
    const patient = await tokenOf({ roles: ['patient'], patient: ids.get(1) ?? '' });
    for (const [as, query, refused] of [
      [patient, PREVIEW, true],
      [patient, SAVE, true],
      [admin, PREVIEW, true],
    ] as const) {
      const { errors } = await ask(query, { curation: { trial: 'x', revision: 'x', corrections: [{ id: 'x', when: {} }] } }, as); // prettier-ignore
      expect(errors?.[0]?.extensions.code === 'FORBIDDEN').toBe(refused);
    }
    const { errors } = await ask(SAVE, { curation: { trial: 'x', revision: 'x', corrections: [{ id: 'x', when: {} }] } }, admin); // prettier-ignore
    expect(errors).toBeUndefined();
  });

  it('keeps a correction as a reviewable file, in force at once in the index and in the stored results of that trial', async () => {
    const before = await eligibility();
    const variables = await curation(ecogUpTo(2));
    const preview = await answerOf(PREVIEW, variables);
    const saved = await answerOf(SAVE, variables);
    expect(saved).toMatchObject({ __typename: 'SavedCuration', file: `${trial}.yaml` });

    const yaml = readFileSync(join(folder, `${trial}.yaml`), 'utf8');
    const decoded = decodeDocument(yaml);
    if ('issues' in decoded) throw new Error(JSON.stringify(decoded.issues));
    expect(encodeYaml(decoded.document)).toBe(yaml);
    expect(decoded.document.by).toEqual({ curator: 'dr.who@hospital.example', reviewed: today() });
    expect(decoded.document.criteria.filter(({ basis }) => basis === 'curated').map(({ when }) => when)).toEqual([
      ecogUpTo(2),
    ]);
    expect(readdirSync(folder)).toEqual([`${trial}.yaml`]);

    const after = await eligibility();
    expect(after.revision).not.toBe(before.revision);
    expect(after.by).toBe(`curator dr.who@hospital.example, ${today()}`);
    const flipped = preview.flips?.map(({ patientId }) => ({ kind: 'BECAME_ELIGIBLE', cause: 'CURATION', patientId, trialId: trial })); // prettier-ignore
    expect(flipped).toHaveLength(1);
    expect(await changes()).toEqual(flipped);
    // Nothing is left for the next round: the other trial and the other patients were not touched.
    expect(await service.app.get(RematchService).catchUp(today())).toMatchObject({ pairsJudged: 0, changes: 0 });
  });

  it('brings back a match that was put away, because what it was judged by has changed', async () => {
    const put = await ask<{ reviewMatch: { review: { changedSince: boolean } } }>(
      `mutation ($review: ReviewInput!) { reviewMatch(review: $review) { review { changedSince } } }`,
      { review: { patient: ids.get(1), trial, state: 'NOT_ELIGIBLE', reason: 'OTHER' } },
    );
    expect(put.data.reviewMatch.review.changedSince).toBe(false);
    const match = async () => {
      const { data } = await ask<{ matchTrials: { putAway: number; nodes: object[] } }>(
        `query ($id: ID!, $trial: ID!) { matchTrials(patient: { id: $id }, filter: { trials: [$trial], hidePutAway: true }) {
          ... on MatchResult { putAway nodes { worklist { state changedSince } } } } }`,
        { id: ids.get(1), trial },
      );
      return data.matchTrials;
    };
    expect(await match()).toEqual({ putAway: 1, nodes: [] });
    expect(await answerOf(SAVE, await curation(ecogUpTo(1)))).toMatchObject({ __typename: 'SavedCuration' });
    expect(await match()).toEqual({ putAway: 0, nodes: [{ worklist: { state: 'NOT_ELIGIBLE', changedSince: true } }] });
  });

  it('does not let one person undo what another corrected meanwhile', async () => {
    const mine = await curation(ecogUpTo(3));
    expect(await answerOf(SAVE, await curation(ecogUpTo(4)))).toMatchObject({ __typename: 'SavedCuration' });
    expect(await answerOf(SAVE, mine)).toMatchObject({ __typename: 'CurationRefused', why: 'OUTDATED' });
  });

  it('is noted in the audit log before and after', async () => {
    const { data } = await ask<{ auditEvents: { nodes: { action: string; actor: string; outcome: string }[] } }>(
      `{ auditEvents(first: 200) { nodes { action actor outcome } } }`,
      {},
      await tokenOf({ roles: ['admin'] }),
    );
    const noted = data.auditEvents.nodes.filter(
      ({ action, actor }) => action === 'curate' && actor.startsWith('dr.who'),
    );
    expect(new Set(noted.map(({ outcome }) => outcome))).toEqual(new Set(['begun', 'done']));
  });

  it('outlives the process, and gives way once the registry changes a word', async () => {
    const next = await startService({ seeded: false, env: { CURATION_FOLDER: folder } });
    const by = async () => {
      const { data } = await next.query<{ trial: { eligibility: { by: string } } }>(`{ trial(id: "${trial}") { eligibility { by } } }`); // prettier-ignore
      return data.trial.eligibility.by;
    };
    const record = (updated: string, criteria: string) =>
      next.app.get(TrialStoreService).storePage('ctgov', [study({ nctId: trial, updated, criteria })], { fetchedAt: new Date() }); // prettier-ignore
    await record('2026-01-01', CRITERIA);
    expect(await by()).toMatch(/^curator dr\.who/);
    await record('2026-02-01', `${CRITERIA}\n* Age 18 years or older`);
    expect(await by()).toMatch(/^structurer/);
    const { data } = await next.query(`{ curationsToReview { trial why } }`);
    expect(data['curationsToReview']).toContainEqual({ trial, why: 'textChanged' });
    await next.close();
  });
});

describe('the folder of what is curated', () => {
  const folder = mkdtempSync(join(tmpdir(), 'eligo-curation-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const document = (id: string): EligibilityDocument => ({
    eligo: 1,
    trial: { registry: 'ctgov', id, version: '1' },
    by: { curator: 'a', reviewed: '2026-11-24' },
    criteria: [],
  });

  it.each(['../escape', '..', '.hidden', 'a/b', 'a\\b', '/etc/passwd', 'NCT1\0', 'NCT1.yaml', '', 'x'.repeat(65)])(
    'writes nothing for the id %j',
    (id) => {
      expect(() => new CurationFolder(join(folder, 'in')).write(document(id))).toThrow(RangeError);
      expect(existsSync(join(folder, 'in'))).toBe(false);
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('names file, line and field of what cannot be read', () => {
    const broken = mkdtempSync(join(tmpdir(), 'eligo-curation-'));
    writeFileSync(join(broken, 'NCT1.yaml'), encodeYaml(document('NCT1')).replace('criteria: []', 'criteria: 7'));
    expect(() => new CurationFolder(broken).read()).toThrow(/NCT1\.yaml, line \d+, criteria: /);
    rmSync(broken, { recursive: true });
  });
});
