import { patientContext } from '../../domain/evaluation/patient-context.js';
import { assessPair, HoldingDays } from '../../domain/matching/change/assess-pair.js';
import { matchChange } from '../../domain/matching/change/match-change.js';
import { reassessAmendment, reassessRecord } from '../../domain/matching/change/reassessment.js';
import { changedSubjects } from '../../domain/matching/change/subjects.js';
import { signatureOf } from '../../domain/matching/change/trial-signature.js';
import type { MatchIndex } from '../../domain/matching/index/match-index.js';
import type { TrialEntry } from '../../domain/matching/index/trial-entry.js';
import { PatientSheet } from '../../domain/matching/patient-sheet.js';
import type { Keyring } from '../../keyring/keyring.js';
import type { PatientsService, StoredPatient } from '../../patients/patients.service.js';
import type { MatchChangeEntity } from '../entities/match-change.entity.js';
import type { MatchResultEntity } from '../entities/match-result.entity.js';
import type { MatchedPatientEntity } from '../entities/matched-patient.entity.js';
import { Pace } from '../pace.js';
import { changeRow, type Occasion, type TrialState } from './change-row.js';
import { startReport } from './rematch-report.js';
import { digest, pseudonymsOf, resultRow, type ResultStore } from './result-store.js';

/** A pair to judge again. */
interface Pair {
  trial: TrialEntry;
  /** The result so far, if there is one. */
  before?: MatchResultEntity;
  /** The state of the trial that it was computed against, where that is not the present one. */
  earlier?: TrialState;
}

/**
 * Brings stored results up to the store of trials, the records and the day, judging again only what each of them can have
 * changed. Interrupted, it can be done again: a result that is up to date changes nothing.
 */
export class Rematch {
  readonly report = startReport();
  /** Changes found, in order. */
  readonly changes: MatchChangeEntity[] = [];
  private readonly states = new Map<TrialEntry, TrialState>();
  private readonly touched = new Set<string>();
  private readonly pace = new Pace();

  constructor(
    private readonly index: MatchIndex,
    private readonly store: ResultStore,
    private readonly patients: PatientsService,
    private readonly keyring: Keyring,
    private readonly day: string,
    /** Engine and vocabulary. */
    private readonly engine: string,
  ) {}

  /** Trials that may be new or amended. */
  async trials(entries: readonly TrialEntry[]): Promise<void> {
    for (const trial of entries) {
      const before = await this.store.matchedTrial(idOf(trial));
      const now = this.stateOf(trial);
      await this.pace.step();
      if (!before) await this.newTrial(trial);
      else if (before.engine === this.engine) {
        const { isEmpty, concerns } = reassessAmendment(before.signature, now.signature);
        if (isEmpty && before.version === now.version) continue;
        if (!isEmpty) await this.amended(trial, before, concerns);
      }
      this.report.trials += 1;
      const row = { trialId: idOf(trial), version: now.version, engine: this.engine, signature: now.signature };
      await this.store.write({ results: [], changes: [], trials: [row] });
    }
  }

  /** Patients who are new, whose record changed, or who were judged by another engine. */
  async records(): Promise<void> {
    const [versions, matched] = [await this.patients.versions(), await this.store.matchedVersions()];
    await this.store.forgetPatients([...matched.keys()].filter((id) => !versions.has(id)));
    const outdated = [...versions].filter(([id, version]) => {
      const known = matched.get(id);
      return known?.recordVersion !== version || known.engine !== this.engine;
    });
    for await (const patient of this.patients.eachOfAll(outdated.map(([id]) => id))) await this.record(patient);
  }

  /** Results that a day can have changed by now. */
  async time(): Promise<void> {
    const due = await this.store.due(this.day);
    const entries = new Map(this.index.trials().map((trial) => [idOf(trial), trial]));
    for await (const patient of this.patients.eachOfAll([...due.keys()])) {
      const pairs = (due.get(patient.id) ?? []).flatMap((before) => {
        const trial = entries.get(before.trialId);
        return trial ? [{ trial, before }] : [];
      });
      await this.judge(patient, this.index, pairs, { day: this.day, cause: 'time' });
    }
  }

  private async newTrial(trial: TrialEntry): Promise<void> {
    const known = [...(await this.store.matchedVersions()).keys()];
    if (known.length === 0) return;
    const { alone, entry } = this.aloneWith(trial);
    for await (const patient of this.patients.eachOfAll(known))
      await this.judge(patient, alone, [{ trial: entry }], { day: this.day, cause: 'newTrial' });
  }

  private async amended(
    trial: TrialEntry,
    earlier: TrialState,
    concerns: (result: MatchResultEntity, spoken: readonly string[]) => boolean,
  ): Promise<void> {
    const { alone, entry } = this.aloneWith(trial);
    // The same version of the registry, and other criteria: only the reading changed.
    const cause = earlier.version === trial.document.trial.version ? 'curation' : 'amendment';
    for await (const rows of this.store.resultsOfTrial(idOf(trial))) {
      const spoken = await this.store.subjectsOf(rows.map(({ patientId }) => patientId));
      const concerned = new Map(
        rows.filter((row) => concerns(row, spoken.get(row.patientId) ?? [])).map((row) => [row.patientId, row]),
      );
      for await (const patient of this.patients.eachOfAll([...concerned.keys()])) {
        const before = concerned.get(patient.id);
        const pair = { trial: entry, earlier, ...(before && { before }) };
        await this.judge(patient, alone, [pair], { day: this.day, cause });
      }
    }
  }

  private async record(patient: StoredPatient): Promise<void> {
    const before = await this.store.matchedPatient(patient.id);
    const kept = await this.store.resultsOfPatient(patient.id);
    const statements = pseudonymsOf(this.keyring, patient);
    const sameEngine = before?.engine === this.engine;
    const changed = changedSubjects(
      new Map(Object.entries(before?.statements ?? {})),
      new Map(Object.entries(statements)),
    );
    const pairs = this.index.trials().flatMap((trial) => {
      const result = kept.get(idOf(trial));
      if (result && sameEngine && !reassessRecord(this.stateOf(trial).signature, changed).concerns(result, changed))
        return [];
      return [{ trial, ...(result && { before: result }) }];
    });
    const row = { patientId: patient.id, recordVersion: patient.version, engine: this.engine, statements };
    // Who was never matched before has no standing that could change.
    const occasion: Occasion | undefined = before && { day: this.day, cause: sameEngine ? 'record' : 'engine' };
    await this.judge(patient, this.index, pairs, occasion, row);
  }

  /** Judges some pairs of a patient and writes what came out; without an occasion nothing counts as a change. */
  private async judge(
    patient: StoredPatient,
    index: MatchIndex,
    pairs: readonly Pair[],
    occasion: Occasion | undefined,
    row?: MatchedPatientEntity,
  ): Promise<void> {
    const results: MatchResultEntity[] = [];
    const changes: MatchChangeEntity[] = [];
    if (pairs.length > 0) {
      const { vocabulary } = index;
      const sheet = new PatientSheet(index, patientContext(patient.profile, { asOf: this.day, vocabulary }));
      const holding = new HoldingDays(sheet);
      for (const { trial, before, earlier } of pairs) {
        await this.pace.step();
        const result = assessPair(trial, sheet, holding);
        if (!result) continue;
        results.push(resultRow(patient.id, idOf(trial), result));
        const change = occasion && matchChange(before, result);
        if (change)
          changes.push(changeRow(patient, idOf(trial), change, occasion, earlier, this.stateOf(trial, index)));
      }
      this.touched.add(patient.id);
    }
    const told = await this.store.write({ results, changes, ...(row && { patients: [row] }) });
    this.changes.push(...told);
    this.report.patientsTouched = this.touched.size;
    this.report.pairsJudged += results.length;
    this.report.changes += told.length;
  }

  /** An index of the one trial: what a patient answers to the others is of no interest. */
  private aloneWith(trial: TrialEntry): { alone: MatchIndex; entry: TrialEntry } {
    const alone = this.index.only([trial]);
    return { alone, entry: alone.trial(trial.key) ?? trial };
  }

  private stateOf(trial: TrialEntry, index = this.index): TrialState {
    let state = this.states.get(trial);
    if (!state) {
      state = { version: trial.document.trial.version, signature: signatureOf(trial, index, digest) };
      this.states.set(trial, state);
    }
    return state;
  }
}

const idOf = (trial: TrialEntry): string => trial.document.trial.id;
