import { createUnionType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../../auth/access-rule.js';
import { PART, PATIENT_MATCH } from '../../auth/rules.js';
import { JsonScalar } from '../scalars/json.js';
import { BasisValue, GradeValue, OutcomeValue, SectionValue } from './enums.js';
import { PageInfo } from './page-info.js';
import { UnmappedEntry } from './patient.type.js';
import { Review } from './review.type.js';
import { TextSpan } from './trial.type.js';

@ObjectType({ description: 'A fact that an outcome rests on.' })
@Access(PATIENT_MATCH)
export class Evidence {
  @Field(() => String, { description: 'Reference of the FHIR resource.' })
  resource!: string;

  @Field(() => String, { nullable: true, description: 'Path of the element.' })
  path?: string;

  @Field(() => String, { description: 'The value as recorded.' })
  value!: string;

  @Field(() => String, { nullable: true, description: 'Date of the fact.' })
  date?: string;

  @Field(() => String, { nullable: true, description: 'How the value was used, e.g. a default reference range.' })
  note?: string;
}

@ObjectType({ description: 'The outcome of one criterion for one patient, with what it rests on.' })
@Access(PATIENT_MATCH)
export class CriterionResult {
  @Field(() => ID, { description: 'Id of the criterion within the trial version.' })
  id!: string;

  @Field(() => String, { description: '`all`, or the scope it binds.' })
  scope!: string;

  @Field(() => SectionValue, { description: 'Where the criterion stands.' })
  section!: 'inclusion' | 'exclusion' | 'registry';

  @Field(() => [String], { description: 'Kinds of leaves in the reading.' })
  kinds!: string[];

  @Field(() => OutcomeValue, { description: 'PASS, FAIL or UNKNOWN.' })
  outcome!: 'PASS' | 'FAIL' | 'UNKNOWN';

  @Field(() => String, { nullable: true, description: 'Why it is unknown: missing, notTested, stale, unparsed, ...' })
  reason?: string;

  @Field(() => Boolean, { nullable: true, description: 'True where absence in a covered domain was read as no.' })
  presumed?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether a failing criterion may pass later.' })
  recoverable?: boolean;

  @Field(() => String, { nullable: true, description: 'First day on which time alone lets it pass.' })
  eligibleFrom?: string;

  @Field(() => BasisValue, { description: 'How the reading came about.' })
  basis!: 'curated' | 'coded' | 'parsed' | 'unparsed';

  @Field(() => Float, { description: 'Confidence of the reading, 0..1.' })
  confidence!: number;

  @Field(() => String, { description: "The registry's own words." })
  text!: string;

  @Field(() => TextSpan, { nullable: true, description: 'Where the words stand in the eligibility text.' })
  span?: TextSpan | null;

  @Field(() => [Evidence], { description: 'The facts that decided it.' })
  evidence!: Evidence[];
}

@ObjectType({ description: 'The trial of a match.' })
@Access(PATIENT_MATCH)
export class MatchedTrial {
  @Field(() => ID, { description: 'Registry identifier.' })
  id!: string;

  @Field(() => String, { description: 'Registry.' })
  registry!: string;

  @Field(() => String, { description: 'Version that was evaluated.' })
  version!: string;

  @Field(() => String, { nullable: true, description: 'Brief title.' })
  title?: string;

  @Field(() => String, { nullable: true, description: 'Common status.' })
  status?: string;
}

@ObjectType({ description: 'The verdict on one part of a trial.' })
@Access(PATIENT_MATCH)
export class ScopeMatch {
  @Field(() => ID, { description: '`all` or the scope.' })
  id!: string;

  @Field(() => GradeValue, { description: 'Its grade.' })
  grade!: string;

  @Field(() => Float, { description: 'Its score.' })
  score!: number;
}

@ObjectType({ description: 'An unknown fact that would settle something about a trial.' })
@Access(PATIENT_MATCH)
export class SettlingFact {
  @Field(() => String, { description: 'What to find out.' })
  fact!: string;

  @Field(() => String, { description: 'Kind of criterion that asks for it.' })
  kind!: string;

  @Field(() => [ID], { description: 'Criteria it would decide.' })
  criteria!: string[];
}

@ObjectType({ description: 'One trial matched against one patient.' })
@Access(PATIENT_MATCH)
export class TrialMatch {
  @Field(() => MatchedTrial, { description: 'The trial.' })
  trial!: MatchedTrial;

  @Field(() => GradeValue, { description: 'The verdict.' })
  grade!: string;

  @Field(() => Float, { description: 'Probability that the patient meets every hard criterion, 0..1.' })
  score!: number;

  @Field(() => Boolean, { nullable: true, description: 'Whether everything that fails may pass later.' })
  recoverable?: boolean;

  @Field(() => String, { nullable: true, description: 'First day on which time alone lifts what fails.' })
  eligibleFrom?: string;

  @Field(() => [String], { nullable: true, description: 'What a person should check.' })
  review?: string[];

  @Field(() => [ScopeMatch], { description: 'Verdicts on arms, cohorts and phases.' })
  scopes!: ScopeMatch[];

  @Field(() => [CriterionResult], { description: 'Every criterion with its outcome and evidence.' })
  criteria!: CriterionResult[];

  @Field(() => [SettlingFact], { description: 'Unknown facts, most decisive first.' })
  wouldSettle!: SettlingFact[];

  @Field(() => Review, { nullable: true, description: 'Where the work on it stands, for a stored patient.' })
  worklist?: Review;

  @Field(() => JsonScalar, { description: 'The rank tuple, part by part.' })
  rank!: unknown;
}

@ObjectType({ description: 'A match and its cursor.' })
@Access(PATIENT_MATCH)
export class TrialMatchEdge {
  @Field(() => TrialMatch, { description: 'The match.' })
  node!: TrialMatch;

  @Field(() => String, { description: 'Opaque position; pass as `after`.' })
  cursor!: string;
}

@ObjectType({ description: 'Number of trials per grade, before paging.' })
@Access(PATIENT_MATCH)
export class GradeCounts {
  @Field(() => Int, { description: 'Certain matches.' })
  certain!: number;

  @Field(() => Int, { description: 'Probable matches.' })
  probable!: number;

  @Field(() => Int, { description: 'Possible matches.' })
  possible!: number;

  @Field(() => Int, { description: 'Excluded trials.' })
  certainlyNot!: number;
}

@ObjectType({ description: 'An unknown fact and how many trials it would settle.' })
@Access(PATIENT_MATCH)
export class SettlingFactOverTrials {
  @Field(() => String, { description: 'What to find out.' })
  fact!: string;

  @Field(() => Int, { description: 'Number of trials it would settle.' })
  trials!: number;
}

@ObjectType({ description: 'What a result was computed with; the same inputs give the same result.' })
@Access(PART)
export class ResultMetadata {
  @Field(() => String, { description: 'Engine version.' })
  engine!: string;

  @Field(() => String, { description: 'Vocabulary version.' })
  vocabulary!: string;

  @Field(() => String, { description: 'Day the question was asked about.' })
  asOf!: string;

  @Field(() => [String], { description: 'Every filter in force, defaults included.' })
  filters!: string[];
}

@ObjectType({ description: 'Ranked matches of one patient.' })
@Access(PATIENT_MATCH)
export class MatchResult {
  @Field(() => ID, { description: 'The patient.' })
  patient!: string;

  @Field(() => Boolean, { description: 'Whether the record says that the patient has died.' })
  deceased!: boolean;

  @Field(() => [TrialMatchEdge], { description: 'The matches with their cursors, best first.' })
  edges!: TrialMatchEdge[];

  @Field(() => [TrialMatch], { description: 'The matches alone.' })
  nodes!: TrialMatch[];

  @Field(() => PageInfo, { description: 'Where this page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'Number of matches over all pages.' })
  totalCount!: number;

  @Field(() => GradeCounts, { description: 'Number of trials per grade.' })
  counts!: GradeCounts;

  @Field(() => [SettlingFactOverTrials], { description: 'What to find out next, most useful first.' })
  wouldSettle!: SettlingFactOverTrials[];

  @Field(() => Int, { description: 'Number of matches left out because the worklist has them as put away.' })
  putAway!: number;

  @Field(() => [UnmappedEntry], { description: 'What of the record could not be placed.' })
  unmapped!: UnmappedEntry[];

  @Field(() => ResultMetadata, { description: 'What the result was computed with.' })
  metadata!: ResultMetadata;
}

@ObjectType({ description: 'The record cannot be read as one patient.' })
@Access(PART)
export class InvalidRecord {
  @Field(() => String, { description: 'Stable code: notFhir, noPatient, severalPatients, tooLarge, ...' })
  code!: string;

  @Field(() => String, { description: 'What is wrong and where.' })
  message!: string;
}

@ObjectType({ description: 'No stored patient has this id.' })
@Access(PART)
export class PatientNotFound {
  @Field(() => ID, { description: 'The id asked for.' })
  id!: string;

  @Field(() => String, { description: 'What is wrong.' })
  message!: string;
}

export const MatchTrialsPayload = createUnionType({
  name: 'MatchTrialsPayload',
  description: 'Ranked matches, or why the patient cannot be matched.',
  types: () => [MatchResult, InvalidRecord, PatientNotFound] as const,
  resolveType: (value: object) => ('edges' in value ? MatchResult : 'code' in value ? InvalidRecord : PatientNotFound),
});
