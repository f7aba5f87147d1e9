import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsOptional, MaxLength } from 'class-validator';
import { Access } from '../../auth/access-rule.js';
import { COHORT } from '../../auth/rules.js';
import { DayScalar } from '../scalars/day.js';
import { GradeValue } from './enums.js';
import { connectionOf } from './page-info.js';

export const ChangeKindValue = {
  BECAME_ELIGIBLE: 'becameEligible',
  BECAME_INELIGIBLE: 'becameIneligible',
  GRADE_CHANGED: 'gradeChanged',
} as const;

registerEnumType(ChangeKindValue, {
  name: 'MatchChangeKind',
  description: "What a patient's standing with a trial became.",
  valuesMap: {
    BECAME_ELIGIBLE: { description: 'Nothing excludes any more; of a new trial: a certain or probable match.' },
    BECAME_INELIGIBLE: { description: 'A criterion excludes now.' },
    GRADE_CHANGED: { description: 'Another grade, not excluded before nor after.' },
  },
});

export const ChangeCauseValue = {
  AMENDMENT: 'amendment',
  CURATION: 'curation',
  NEW_TRIAL: 'newTrial',
  RECORD: 'record',
  TIME: 'time',
  ENGINE: 'engine',
} as const;

registerEnumType(ChangeCauseValue, {
  name: 'MatchChangeCause',
  description: 'Why a match was looked at again.',
  valuesMap: {
    AMENDMENT: { description: "The trial's criteria changed." },
    CURATION: { description: 'The reading of its criteria was corrected; the text stayed.' },
    NEW_TRIAL: { description: 'The trial is new.' },
    RECORD: { description: "The patient's record changed." },
    TIME: { description: 'A date passed: a birthday, the end of a washout, a result that became too old.' },
    ENGINE: { description: 'Another version of the engine or of the vocabulary.' },
  },
});

@ObjectType({ description: 'A criterion as it read when it made the difference.' })
@Access(COHORT)
export class ChangedCriterion {
  @Field(() => ID, { description: 'Id of the criterion; of the earlier version where that excluded.' })
  id!: string;

  @Field(() => String, { description: "The registry's own words." })
  text!: string;
}

@ObjectType({ description: "A patient's standing with a trial that changed: an alert until it is acknowledged." })
@Access(COHORT)
export class MatchChange {
  @Field(() => ID, { description: 'Identifier; sorts by time.' })
  id!: string;

  @Field(() => String, { description: 'Day for which the new verdict holds.' })
  day!: string;

  @Field(() => ID, { description: 'Id of the patient.' })
  patientId!: string;

  @Field(() => ID, { description: 'Id of the trial.' })
  trialId!: string;

  @Field(() => ChangeKindValue, { description: 'What it became.' })
  kind!: string;

  @Field(() => ChangeCauseValue, { description: 'Why.' })
  cause!: string;

  @Field(() => GradeValue, { nullable: true, description: 'The grade before; null for a new trial.' })
  before?: string | null;

  @Field(() => GradeValue, { description: 'The grade after.' })
  after!: string;

  @Field(() => String, { nullable: true, description: 'Trial version before an amendment.' })
  fromVersion?: string | null;

  @Field(() => String, { description: 'Trial version of the new verdict.' })
  toVersion!: string;

  @Field(() => [ChangedCriterion], { description: 'The criteria that made the difference.' })
  criteria!: ChangedCriterion[];

  @Field(() => Date, { nullable: true, description: 'When it was acknowledged.' })
  acknowledgedAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'By whom.' })
  acknowledgedBy?: string | null;
}

@ObjectType({ description: 'A page of changes.' })
@Access(COHORT)
export class MatchChangeConnection extends connectionOf(MatchChange, 'MatchChange', COHORT) {}

@InputType({ description: 'Which changes; what is absent does not narrow.' })
export class MatchChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only this patient.' })
  @IsOptional()
  @MaxLength(128)
  patient?: string;

  @Field(() => ID, { nullable: true, description: 'Only this trial.' })
  @IsOptional()
  @MaxLength(128)
  trial?: string;

  @Field(() => [ChangeKindValue], { nullable: true, description: 'Only these kinds.' })
  kinds?: string[];

  @Field(() => [ChangeCauseValue], { nullable: true, description: 'Only these causes.' })
  causes?: string[];

  @Field(() => DayScalar, { nullable: true, description: 'From this day on.' })
  since?: string;

  @Field(() => DayScalar, { nullable: true, description: 'Up to this day.' })
  until?: string;

  @Field(() => Boolean, { nullable: true, description: 'Only those that are, or are not, acknowledged.' })
  acknowledged?: boolean;
}
