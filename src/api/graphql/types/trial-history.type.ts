import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../../auth/access-rule.js';
import { REGISTRY_DATA } from '../../auth/rules.js';
import { TrialCriterion } from './trial.type.js';

@ObjectType({ description: 'One state of a trial as a registry published it. Never changed, never deleted.' })
@Access(REGISTRY_DATA)
export class TrialVersion {
  @Field(() => ID, { description: 'registry:number:version.' })
  id!: string;

  @Field(() => String, { description: 'ctgov, nci or ctis.' })
  registry!: string;

  @Field(() => String, { description: "The registry's date of this state, or digits of the hash where it gives none." })
  version!: string;

  @Field(() => Int, { description: 'Running number within the registry.' })
  sequence!: number;

  @Field(() => String, { description: 'SHA-256 of the record as kept.' })
  sha256!: string;

  @Field(() => Date, { description: 'When it was fetched or loaded.' })
  fetchedAt!: Date;
}

@ObjectType({ description: 'A limit before and after an amendment; null = there was, or is, none.' })
@Access(REGISTRY_DATA)
export class BoundChange {
  @Field(() => String, { description: 'What it limits, e.g. `lab anc`, `age`, `performance ecog`.' })
  of!: string;

  @Field(() => String, { description: 'min or max.' })
  end!: string;

  @Field(() => Float, { nullable: true, description: 'Value before.' })
  before?: number | null;

  @Field(() => Float, { nullable: true, description: 'Value after.' })
  after?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'UCUM unit of the later value, or of the earlier where there is no later.',
  })
  unit?: string | null;
}

@ObjectType({ description: 'One criterion that an amendment added, removed or changed.' })
@Access(REGISTRY_DATA)
export class CriterionChange {
  @Field(() => String, { description: 'added, removed or changed.' })
  change!: string;

  @Field(() => TrialCriterion, { nullable: true, description: 'The criterion before; null if added.' })
  before?: TrialCriterion | null;

  @Field(() => TrialCriterion, { nullable: true, description: 'The criterion after; null if removed.' })
  after?: TrialCriterion | null;

  @Field(() => [BoundChange], { description: 'Limits that differ.' })
  bounds!: BoundChange[];

  @Field(() => [String], {
    description: '`section` or `scope` where it moved; another section turns the meaning round.',
  })
  moved!: string[];
}

@ObjectType({
  description: 'What changed in the criteria between two versions. A better reading of the same words is no change.',
})
@Access(REGISTRY_DATA)
export class TrialAmendment {
  @Field(() => String, { description: 'Earlier version.' })
  from!: string;

  @Field(() => String, { description: 'Later version.' })
  to!: string;

  @Field(() => Date, { description: 'When the later version was fetched.' })
  fetchedAt!: Date;

  @Field(() => Int, { description: 'Criteria whose text stayed the same; they keep their ids.' })
  unchanged!: number;

  @Field(() => [CriterionChange], { description: 'In the order of the later text, removed ones last.' })
  changes!: CriterionChange[];
}

@ObjectType({ description: 'How far the claim that a trial recruits can be trusted today.' })
@Access(REGISTRY_DATA)
export class RecruitmentClaim {
  @Field(() => String, { description: 'YES, BY_INVITATION, NOT_YET, NO or UNKNOWN.' })
  acceptsNow!: string;

  @Field(() => String, { nullable: true, description: 'Month or day on which somebody last vouched for the status.' })
  verified?: string | null;

  @Field(() => Int, { nullable: true, description: 'Days since then.' })
  verifiedAgeDays?: number | null;

  @Field(() => Boolean, { description: 'Whether a claim to recruit should be doubted.' })
  stale!: boolean;

  @Field(() => String, { nullable: true, description: 'unverified, notVerifiedRecently or primaryCompletionPassed.' })
  why?: string | null;
}
