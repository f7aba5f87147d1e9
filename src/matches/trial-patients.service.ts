import { Injectable } from '@nestjs/common';
import { patientContext, type PatientContext } from '../domain/evaluation/patient-context.js';
import { CohortBlock } from '../domain/matching/cohort/cohort-block.js';
import { judgeBlock } from '../domain/matching/cohort/cohort.js';
import { summarize, type TrialSummary } from '../domain/matching/cohort/trial-summary.js';
import { explainPair, type ExplainedPair } from '../domain/matching/explain-pair.js';
import { byGrade } from '../domain/matching/grade.js';
import type { TrialEntry } from '../domain/matching/index/trial-entry.js';
import type { Grade } from '../domain/matching/report.js';
import type { PatientReach } from '../patients/patient-reach.port.js';
import { PatientsService, type StoredPatient } from '../patients/patients.service.js';
import { TrialsService } from '../trials/trials.service.js';
import { Pace } from './pace.js';
import { TrialIndexService } from './trial-index.service.js';

export interface TrialPatientsRequest {
  /** Whom the caller may see. */
  reach: PatientReach;
  asOf: string;
  /** Grades to list; counts and the funnel are over all. */
  grades: readonly Grade[];
  openScopesOnly?: boolean;
  /** Leave out patients who are recorded as deceased. */
  alive?: boolean;
}

/** One stored patient of a trial. */
export interface TrialPatient {
  patient: StoredPatient;
  grade: Grade;
  score: number;
  scope: string;
}

export interface TrialPatients {
  trial: TrialEntry;
  /** Over everybody who was judged, listed or not. */
  summary: TrialSummary;
  /** Best first. */
  listed: TrialPatient[];
  /** Grade and score again, with every criterion and what the verdict hangs on. */
  explain(patient: StoredPatient): ExplainedPair | undefined;
}

/** Which stored patients a trial takes. */
@Injectable()
export class TrialPatientsService {
  constructor(
    private readonly index: TrialIndexService,
    private readonly trials: TrialsService,
    private readonly patients: PatientsService,
  ) {}

  /** Undefined where no trial has the id or number, or it has no document in force. */
  async match(idOrNumber: string, request: TrialPatientsRequest): Promise<TrialPatients | undefined> {
    const [index, stored] = [await this.index.ready(), await this.trials.find(idOrNumber)];
    const known = stored && index.trials().find(({ document }) => document.trial.id === stored.id);
    if (!known) return undefined;
    const alone = index.only([known]);
    const [trial = known] = alone.trials();
    const people: StoredPatient[] = [];
    const contexts: PatientContext[] = [];
    const pace = new Pace();
    const contextOf = ({ profile }: StoredPatient) =>
      patientContext(profile, { asOf: request.asOf, vocabulary: index.vocabulary });
    for await (const patient of this.patients.each(request.reach)) {
      if (request.alive && patient.profile.deceased) continue;
      people.push(patient);
      contexts.push(contextOf(patient));
      await pace.step();
    }
    const scopes = { openScopesOnly: request.openScopesOnly ?? false };
    const block = new CohortBlock(alone, contexts);
    const verdicts = judgeBlock(trial, block, index.priors, scopes);
    const found = new Map(verdicts.map(({ patient, ...verdict }) => [patient, verdict]));
    const excluded = { grade: 'certainly-not' as const, score: 0, scope: trial.scopes[0]?.id ?? 'all' };
    return {
      trial,
      summary: summarize(trial, block, verdicts, scopes),
      listed: people
        .map((patient, i) => ({ patient, ...(found.get(i) ?? excluded) }))
        .filter(({ grade }) => request.grades.includes(grade))
        .sort((a, b) => byGrade(a, b) || (a.patient.id < b.patient.id ? -1 : 1)),
      explain: (patient) => explainPair(trial, contextOf(patient), alone, scopes),
    };
  }
}
