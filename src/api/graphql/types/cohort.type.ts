import { createUnionType, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ArrayMaxSize, IsIn, IsOptional } from 'class-validator';
import { Access } from '../../auth/access-rule.js';
import { COHORT, PART } from '../../auth/rules.js';
import { DayScalar } from '../scalars/day.js';
import { GradeValue } from './enums.js';
import { CriterionResult, GradeCounts, MatchedTrial, ResultMetadata, SettlingFact } from './match.type.js';
import { connectionOf } from './page-info.js';
import { Patient } from './patient.type.js';

@ObjectType({
  description:
    'How many patients a criterion excludes: alone, and of those whom the criteria before it left (CONSORT).',
})
@Access(COHORT)
export class FunnelStep {
  @Field(() => ID, { description: 'Id of the criterion within the trial version.' })
  criterion!: string;

  @Field(() => String, { description: "The criterion in the registry's words." })
  text!: string;

  @Field(() => Int, { description: 'Patients whom it excludes, whatever the others say.' })
  excludes!: number;

  @Field(() => Int, { description: 'Patients whom it excludes and no criterion before it did.' })
  newlyExcluded!: number;

  @Field(() => Int, { description: 'Patients whom neither it nor a criterion before it excluded.' })
  remaining!: number;
}

@ObjectType({ description: 'The funnel of one part of a trial, in the order of its text.' })
@Access(COHORT)
export class Funnel {
  @Field(() => ID, { description: '`all`, or the arm, cohort or phase.' })
  scope!: string;

  @Field(() => [FunnelStep], { description: 'Criteria that can exclude.' })
  steps!: FunnelStep[];
}

@ObjectType({ description: 'One stored patient matched against one trial.' })
@Access(COHORT)
export class PatientMatch {
  @Field(() => Patient, { description: 'The patient.' })
  patient!: unknown;

  @Field(() => GradeValue, { description: 'The verdict.' })
  grade!: string;

  @Field(() => Float, { description: 'Probability that the patient meets every hard criterion, 0..1.' })
  score!: number;

  @Field(() => ID, { description: 'The scope that speaks for the trial.' })
  scope!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether everything that fails may pass later.' })
  recoverable?: boolean;

  @Field(() => String, { nullable: true, description: 'First day on which time alone lifts what fails.' })
  eligibleFrom?: string;

  @Field(() => [CriterionResult], {
    description: 'The criteria on which the verdict hangs: those that exclude, otherwise those that are open.',
  })
  deciding!: CriterionResult[];

  @Field(() => [CriterionResult], { description: 'Every criterion with its outcome and evidence.' })
  criteria!: CriterionResult[];

  @Field(() => [SettlingFact], { description: 'Unknown facts, most decisive first.' })
  wouldSettle!: SettlingFact[];
}

@ObjectType({ description: 'A page of patients of a trial.' })
@Access(COHORT)
export class PatientMatchConnection extends connectionOf(PatientMatch, 'PatientMatch', COHORT) {}

@ObjectType({ description: 'The stored patients of one trial.' })
@Access(COHORT)
export class PatientMatches extends PatientMatchConnection {
  @Field(() => MatchedTrial, { description: 'The trial.' })
  trial!: MatchedTrial;

  @Field(() => GradeCounts, { description: 'Number of patients per grade, listed or not.' })
  counts!: GradeCounts;

  @Field(() => Int, { description: 'Number of patients judged.' })
  patients!: number;

  @Field(() => [Funnel], { description: 'How many patients each criterion excludes, per scope.' })
  funnels!: Funnel[];

  @Field(() => ResultMetadata, { description: 'What the result was computed with.' })
  metadata!: ResultMetadata;
}

@ObjectType({ description: 'No stored trial with criteria has this id or number.' })
@Access(PART)
export class TrialNotFound {
  @Field(() => ID, { description: 'The id asked for.' })
  id!: string;

  @Field(() => String, { description: 'What is wrong.' })
  message!: string;
}

export const MatchPatientsPayload = createUnionType({
  name: 'MatchPatientsPayload',
  description: 'Patients of a trial, best first, or why there are none to tell.',
  types: () => [PatientMatches, TrialNotFound] as const,
  resolveType: (value: object) => ('edges' in value ? PatientMatches : TrialNotFound),
});

@InputType({ description: 'Which patients of a trial to list. Counts and the funnel are over all of them.' })
export class PatientMatchFilter {
  @Field(() => [GradeValue], { nullable: true, description: 'Grades; default: all but CERTAINLY_NOT.' })
  grades?: string[];

  @Field(() => Boolean, { defaultValue: false, description: 'Only parts of the trial that take patients.' })
  openOnly!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Leave out patients who are recorded as deceased.' })
  alive!: boolean;
}

const MOST_IDS = 100_000;

@InputType({ description: 'Which stored patients to judge against which trials. What is absent does not narrow.' })
export class CohortRunInput {
  @Field(() => DayScalar, { nullable: true, description: 'Day to ask about; default: today (UTC).' })
  asOf?: string;

  @Field(() => [ID], { nullable: true, description: 'Only these patients.' })
  @IsOptional()
  @ArrayMaxSize(MOST_IDS)
  patients?: string[];

  @Field(() => [ID], { nullable: true, description: 'Only these trials, by id.' })
  @IsOptional()
  @ArrayMaxSize(MOST_IDS)
  trials?: string[];

  @Field(() => [String], { nullable: true, description: 'Common statuses of trials, e.g. RECRUITING.' })
  status?: string[];

  @Field(() => [String], { nullable: true, description: 'Registries: ctgov, nci, ctis.' })
  @IsOptional()
  @IsIn(['ctgov', 'nci', 'ctis'], { each: true })
  registries?: string[];

  @Field(() => [String], { nullable: true, description: 'Phases, e.g. PHASE2.' })
  phases?: string[];

  @Field(() => GradeValue, { defaultValue: GradeValue.POSSIBLE, description: 'The worst grade to list.' })
  minGrade!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Only parts of trials that take patients.' })
  openOnly!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Leave out patients who are recorded as deceased.' })
  alive!: boolean;
}

export const CohortRunStatusValue = {
  QUEUED: 'queued',
  RUNNING: 'running',
  COMPLETED: 'completed',
  CANCELLED: 'cancelled',
  FAILED: 'failed',
} as const;

registerEnumType(CohortRunStatusValue, {
  name: 'CohortRunStatus',
  description: 'Where a cohort run stands.',
  valuesMap: {
    QUEUED: { description: 'Waits for the run before it.' },
    RUNNING: { description: 'Under way.' },
    COMPLETED: { description: 'Every pair is judged.' },
    CANCELLED: { description: 'Stopped; what was found until then is there.' },
    FAILED: { description: 'Ended by a fault, which `failure` names.' },
  },
});

@ObjectType({ description: 'How far a run is.' })
@Access(COHORT)
export class CohortProgress {
  @Field(() => Int, { description: 'Patients in all.' })
  patients!: number;

  @Field(() => Int, { description: 'Patients whose records have been read.' })
  patientsRead!: number;

  @Field(() => Float, { description: 'Pairs of patient and trial in all.' })
  pairs!: number;

  @Field(() => Float, { description: 'Pairs judged.' })
  pairsJudged!: number;
}

@ObjectType({ description: 'What one trial makes of the cohort.' })
@Access(COHORT)
export class CohortTrial {
  @Field(() => MatchedTrial, { description: 'The trial.' })
  trial!: MatchedTrial;

  @Field(() => Int, { description: 'Patients judged so far.' })
  patients!: number;

  @Field(() => GradeCounts, { description: 'Number of patients per grade.' })
  counts!: GradeCounts;

  @Field(() => [Funnel], { description: 'How many patients each criterion excludes, per scope.' })
  funnels!: Funnel[];
}

@ObjectType({ description: 'One pair that reaches the grade asked for.' })
@Access(COHORT)
export class CohortPair {
  @Field(() => ID, { description: 'The stored patient.' })
  patient!: string;

  @Field(() => ID, { description: 'The trial.' })
  trial!: string;

  @Field(() => GradeValue, { description: 'The verdict.' })
  grade!: string;

  @Field(() => Float, { description: 'Probability that the patient meets every hard criterion, 0..1.' })
  score!: number;

  @Field(() => ID, { description: 'The scope that speaks for the trial.' })
  scope!: string;

  @Field(() => Boolean, { description: 'Whether the record says that the patient has died.' })
  deceased!: boolean;
}

@ObjectType({ description: 'A page of pairs.' })
@Access(COHORT)
export class CohortPairConnection extends connectionOf(CohortPair, 'CohortPair', COHORT) {}

@ObjectType({ description: 'Why a run failed.' })
@Access(COHORT)
export class CohortFailure {
  @Field(() => String, { description: 'tooManyPairs or fault.' })
  code!: string;

  @Field(() => String, { description: 'What to do about it.' })
  message!: string;
}

@ObjectType({
  description: 'Stored patients against trials in force. The last ten runs are kept until the service stops.',
})
@Access(COHORT)
export class CohortRun {
  @Field(() => ID, { description: 'Ask for it again with this.' })
  id!: string;

  @Field(() => CohortRunStatusValue, { description: 'Where it stands.' })
  status!: string;

  @Field(() => CohortProgress, { description: 'How far it is.' })
  progress!: CohortProgress;

  @Field(() => Date, { nullable: true, description: 'When it began.' })
  startedAt?: Date;

  @Field(() => Date, { nullable: true, description: 'When it ended.' })
  endedAt?: Date;

  @Field(() => CohortFailure, { nullable: true, description: 'Why it failed.' })
  failure?: CohortFailure;
}
