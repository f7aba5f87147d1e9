import { afterEach, expect, it } from 'vitest';
import { MatchChangeEntity } from '../../src/matches/entities/match-change.entity.js';
import { MatchResultEntity } from '../../src/matches/entities/match-result.entity.js';
import { MatchedPatientEntity } from '../../src/matches/entities/matched-patient.entity.js';
import { matchChanged } from '../../src/matches/match-changes.service.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openMatches, type TestMatches } from '../support/match-services.js';
import { coded } from '../support/patient-record.js';
import { study } from '../support/study-builder.js';

const MELANOMA = 'icd10|C43.9|Malignant melanoma of skin';
const BREAST = 'icd10|C50.9|Malignant neoplasm of breast';
const DAY = '2026-11-24';
const trialId = 'NCT00000001';

interface Person {
  id: string;
  cancer?: string;
  ecog?: number;
  birthDate?: string;
}

/** A record with a diagnosis and, where given, an ECOG status of this month. */
const bundle = ({ id, cancer = MELANOMA, ecog, birthDate = '1960-01-01' }: Person) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { resource: { resourceType: 'Patient', id, gender: 'female', birthDate } },
    {
      resource: {
        resourceType: 'Condition',
        id: `c-${id}`,
        subject: { reference: `Patient/${id}` },
        clinicalStatus: coded('http://terminology.hl7.org/CodeSystem/condition-clinical|active'),
        code: coded(cancer),
      },
    },
    ...(ecog === undefined
      ? []
      : [
          {
            resource: {
              resourceType: 'Observation',
              id: `o-${id}`,
              status: 'final',
              subject: { reference: `Patient/${id}` },
              effectiveDateTime: '2026-11-01',
              code: coded('loinc|89247-1|ECOG Performance Status score'),
              valueInteger: ecog,
            },
          },
        ]),
  ],
});

const state = (updated: string, ecog: string, more: object = {}) =>
  study({
    nctId: trialId,
    updated,
    criteria: `Inclusion Criteria:\n\n* Melanoma\n* ECOG performance status ${ecog}`,
    ...more,
  });

describeOnBothDatabases('Stored results', (create) => {
  let services: TestMatches;
  afterEach(() => services.close());

  const put = (record: unknown, at = '2026-11-20') =>
    services.store.storePage('ctgov', [record], { fetchedAt: new Date(`${at}T00:00:00Z`) });
  const importAll = async (people: readonly Person[]) => {
    for (const person of people) await services.patients.import(bundle(person), { tenant: 'default', source: 'seed' });
  };
  const changes = () => services.dataSource.manager.find(MatchChangeEntity, { order: { id: 'ASC' } });
  const gradeOf = async (patientId: string) =>
    (await services.dataSource.manager.findOneByOrFail(MatchResultEntity, { patientId, trialId })).grade;

  it('are touched after an amendment only where it can flip them', async () => {
    services = await openMatches(await create());
    const melanoma = Array.from({ length: 12 }, (_, i) => ({ id: `m${i}`, ...(i < 6 && { ecog: i % 4 }) }));
    const breast = Array.from({ length: 20 }, (_, i) => ({ id: `b${i}`, cancer: BREAST, ecog: 2 }));
    await importAll([...melanoma, ...breast]);
    await put(state('2026-01-01', '0 or 1'));
    const first = await services.rematch.catchUp(DAY);
    expect(first).toMatchObject({ patientsTouched: 32, pairsJudged: 32, changes: 0 });

    await put(state('2026-02-01', '0 to 2'), '2026-11-21');
    const amended = await services.rematch.catchUp(DAY);
    // Not the 20 with another cancer, not the 6 of whom no ECOG is recorded.
    expect(amended).toEqual({ trials: 1, patientsTouched: 6, pairsJudged: 6, changes: 1 });
    expect(await changes()).toMatchObject([
      {
        patientId: 'm2',
        trialId,
        kind: 'becameEligible',
        cause: 'amendment',
        before: 'certainly-not',
        fromVersion: '2026-01-01',
        toVersion: '2026-02-01',
        criteria: [{ text: 'ECOG performance status 0 or 1' }],
        day: DAY,
      },
    ]);
    expect(await gradeOf('m3')).toBe('certainly-not');

    // A new title is no reason to judge anybody.
    await put(state('2026-03-01', '0 to 2', { title: 'Renamed' }), '2026-11-22');
    expect(await services.rematch.catchUp(DAY)).toMatchObject({ patientsTouched: 0, pairsJudged: 0 });
    // Back again: the same people, and the one who came in goes out by the new criterion.
    await put(state('2026-04-01', '0 or 1'), '2026-11-23');
    expect(await services.rematch.catchUp(DAY)).toMatchObject({ patientsTouched: 6, changes: 1 });
    expect((await changes()).at(-1)).toMatchObject({
      patientId: 'm2',
      kind: 'becameIneligible',
      criteria: [{ text: 'ECOG performance status 0 or 1' }],
    });
  });

  it('change by the passing of time on the day foretold, and nobody else is judged', async () => {
    services = await openMatches(await create());
    await importAll([
      { id: 'young', birthDate: '2008-12-01' },
      { id: 'old' },
      { id: 'other', cancer: BREAST, birthDate: '2008-12-01' },
    ]);
    await put(study({ nctId: trialId, minimumAge: '18 Years', criteria: 'Inclusion Criteria:\n\n* Melanoma' }));
    await services.rematch.catchUp(DAY);
    const row = await services.dataSource.manager.findOneByOrFail(MatchResultEntity, { patientId: 'young', trialId });
    expect(row).toMatchObject({ grade: 'certainly-not', changesOn: '2026-12-01' });

    expect(await services.rematch.catchUp('2026-11-30')).toMatchObject({ pairsJudged: 0 });
    expect(await services.rematch.catchUp('2026-12-01')).toMatchObject({
      patientsTouched: 1,
      pairsJudged: 1,
      changes: 1,
    });
    expect(await changes()).toMatchObject([
      { patientId: 'young', kind: 'becameEligible', cause: 'time', day: '2026-12-01' },
    ]);
    expect(await services.rematch.catchUp('2026-12-01')).toMatchObject({ pairsJudged: 0 });
  });

  it('follow a record that changed, with the trials that read what changed in it', async () => {
    services = await openMatches(await create());
    await put(state('2026-01-01', '0 or 1'));
    await put(study({ nctId: 'NCT00000002', criteria: 'Inclusion Criteria:\n\n* Melanoma' }));
    await put(
      study({
        nctId: 'NCT00000003',
        criteria: 'Inclusion Criteria:\n\n* Breast cancer\n* ECOG performance status 0 or 1',
      }),
    );
    await importAll([
      { id: 'm', ecog: 1 },
      { id: 'n', ecog: 1 },
    ]);
    await services.rematch.catchUp(DAY);
    await importAll([{ id: 'm', ecog: 3 }]);
    // Not the trial without an ECOG, nor the one that the cancer rules out.
    expect(await services.rematch.catchUp(DAY)).toMatchObject({ patientsTouched: 1, pairsJudged: 1, changes: 1 });
    expect(await changes()).toMatchObject([{ patientId: 'm', trialId, kind: 'becameIneligible', cause: 'record' }]);
    expect(await gradeOf('n')).not.toBe('certainly-not');
  });

  it('come and go with trials and patients', async () => {
    services = await openMatches(await create());
    await importAll([{ id: 'm', ecog: 1 }]);
    await services.rematch.catchUp(DAY);
    await put(state('2026-01-01', '0 or 1'));
    expect(await services.rematch.catchUp(DAY)).toMatchObject({ trials: 1, pairsJudged: 1, changes: 1 });
    expect(await changes()).toMatchObject([
      { patientId: 'm', kind: 'becameEligible', cause: 'newTrial', before: null },
    ]);
    await services.dataSource.query(`DELETE FROM patient`);
    await services.rematch.catchUp(DAY);
    for (const entity of [MatchResultEntity, MatchChangeEntity, MatchedPatientEntity])
      expect(await services.dataSource.manager.count(entity)).toBe(0);
  });

  it('of another engine are all judged again', async () => {
    services = await openMatches(await create());
    await importAll([
      { id: 'm', ecog: 1 },
      { id: 'n', ecog: 3 },
    ]);
    await put(state('2026-01-01', '0 or 1'));
    await services.rematch.catchUp(DAY);
    await services.dataSource.manager.updateAll(MatchedPatientEntity, { engine: 'eligo 0.0.0 older' });
    await services.dataSource.manager.update(MatchResultEntity, { patientId: 'n' }, { grade: 'possible' });
    expect(await services.rematch.catchUp(DAY)).toMatchObject({ patientsTouched: 2, pairsJudged: 2, changes: 1 });
    expect(await changes()).toMatchObject([
      { patientId: 'n', cause: 'engine', before: 'possible', after: 'certainly-not' },
    ]);
  });

  it('are told to who listens once they are stored', async () => {
    services = await openMatches(await create());
    await importAll([{ id: 'm', ecog: 2 }]);
    await put(state('2026-01-01', '0 or 1'));
    await services.rematch.catchUp(DAY);
    const heard = services.events.subscribe(matchChanged);
    const next = heard.next();
    await put(state('2026-02-01', '0 to 2'), '2026-11-21');
    await services.rematch.catchUp(DAY);
    expect((await next).value).toMatchObject({ patientId: 'm', kind: 'becameEligible' });
    await heard.return();
  });
});
