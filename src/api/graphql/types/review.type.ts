import { Field, ID, Int, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsOptional, MaxLength } from 'class-validator';
import { type ReviewReason, reviewReasons, type ReviewState, reviewStates } from '../../../matches/reviews.service.js';
import { Access } from '../../auth/access-rule.js';
import { COHORT, PART } from '../../auth/rules.js';
import { DayScalar } from '../scalars/day.js';
import { connectionOf } from './page-info.js';

const constantCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** The words of a list as the values of a GraphQL enum. */
const enumOf = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [constantCase(name), name]));

export const ReviewStateValue = enumOf(reviewStates);
registerEnumType(ReviewStateValue, {
  name: 'ReviewState',
  description: "Where a coordinator's work on one match stands.",
});

export const ReviewReasonValue = enumOf(reviewReasons);
registerEnumType(ReviewReasonValue, { name: 'ReviewReason', description: 'Why a patient does not take part.' });

@ObjectType({ description: 'One step of the work on a match. Never changed.' })
@Access(COHORT)
export class ReviewNote {
  @Field(() => ID, { description: 'Identifier of the step.' })
  id!: string;

  @Field(() => ReviewStateValue, { description: 'The state that was set.' })
  state!: ReviewState;

  @Field(() => ReviewReasonValue, { nullable: true, description: 'Why not eligible.' })
  reason?: ReviewReason | null;

  @Field(() => String, { nullable: true, description: 'What was noted.' })
  note?: string | null;

  @Field(() => String, { description: 'Who did it.' })
  by!: string;

  @Field(() => Date, { description: 'When.' })
  at!: Date;
}

@ObjectType({ description: 'Where the work on one match stands.' })
@Access(COHORT)
export class Review {
  @Field(() => ID, { description: 'The patient.' })
  patientId!: string;

  @Field(() => ID, { description: 'The trial.' })
  trialId!: string;

  @Field(() => ReviewStateValue, { description: 'Where it stands.' })
  state!: ReviewState;

  @Field(() => ReviewReasonValue, { nullable: true, description: 'Why not eligible.' })
  reason?: ReviewReason | null;

  @Field(() => DayScalar, { nullable: true, description: 'Deferred to this day.' })
  until?: string | null;

  @Field(() => String, { description: 'Who set it.' })
  by!: string;

  @Field(() => Date, { description: 'When.' })
  at!: Date;

  @Field(() => String, { description: 'State of the record that was reviewed.' })
  patientVersion!: string;

  @Field(() => String, { description: 'Version of the trial that was reviewed.' })
  trialVersion!: string;
}

@ObjectType({ description: 'A page of the worklist.' })
@Access(COHORT)
export class ReviewConnection extends connectionOf(Review, 'Review', COHORT) {}

@ObjectType({ description: 'A step that was recorded.' })
@Access(COHORT)
export class RecordedReview {
  @Field(() => Review, { description: 'Where the match stands now.' })
  review!: Review;
}

@ObjectType({ description: 'What was deleted.' })
@Access(PART)
export class Deleted {
  @Field(() => Int, { description: 'Number of patients deleted: 1, or 0 where there was none.' })
  patients!: number;
}

@InputType({ description: 'One step of the work on a match.' })
export class ReviewInput {
  @Field(() => ID, { description: 'The stored patient.' })
  @MaxLength(128)
  patient!: string;

  @Field(() => ID, { description: 'The trial.' })
  @MaxLength(64)
  trial!: string;

  @Field(() => ReviewStateValue, { description: 'The new state.' })
  state!: ReviewState;

  @Field(() => ReviewReasonValue, { nullable: true, description: 'Required with NOT_ELIGIBLE, refused otherwise.' })
  @IsOptional()
  reason?: ReviewReason | null;

  @Field(() => DayScalar, { nullable: true, description: 'With DEFERRED: until when. Refused otherwise.' })
  @IsOptional()
  until?: string | null;

  @Field(() => String, { nullable: true, description: 'A note, up to 4,000 characters.' })
  @IsOptional()
  @MaxLength(4000)
  note?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Read only where nobody is asked for a token: name or initials of who does it.',
    deprecationReason: 'A step is recorded under the subject of the token.',
  })
  @IsOptional()
  @MaxLength(100)
  by?: string | null;
}
