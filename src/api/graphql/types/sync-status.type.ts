import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../../auth/access-rule.js';
import { OPERATIONS } from '../../auth/rules.js';

@ObjectType({ description: 'A run that brings the store up to a registry, while it is under way.' })
@Access(OPERATIONS)
export class SyncProgress {
  @Field(() => String, { description: 'full, changes, sweep, file or none (not begun).' })
  mode!: string;

  @Field(() => Int, { description: 'Pages stored so far.' })
  pages!: number;

  @Field(() => Int, { description: 'Records seen so far.' })
  seen!: number;

  @Field(() => Int, { nullable: true, description: 'Records in all, where the registry says.' })
  total?: number | null;
}

@ObjectType({ description: 'How one registry stands in the store.' })
@Access(OPERATIONS)
export class SyncStatus {
  @Field(() => String, { description: 'ctgov, nci or ctis.' })
  registry!: string;

  @Field(() => SyncProgress, { nullable: true, description: 'The run under way.' })
  progress?: SyncProgress | null;

  @Field(() => String, {
    nullable: true,
    description: "State of the registry's data that the store mirrors; null = only what came with Eligo or from files.",
  })
  dataTimestamp?: string | null;

  @Field(() => String, { nullable: true, description: 'When a run last came to its end.' })
  completedAt?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Outcome of the last run of this process: completed, upToDate or failed.',
  })
  lastOutcome?: string | null;

  @Field(() => String, { nullable: true, description: 'Why the last run failed, as a code.' })
  lastError?: string | null;
}

@ObjectType({
  description: 'A curated document that is out of force, because the text is not the one that was reviewed.',
})
@Access(OPERATIONS)
export class CurationToReview {
  @Field(() => String, { description: 'File under criteria/curated/ or CURATION_FOLDER.' })
  file!: string;

  @Field(() => String, { description: "The trial's number." })
  trial!: string;

  @Field(() => String, { description: 'Version that was reviewed.' })
  reviewedVersion!: string;

  @Field(() => String, { nullable: true, description: 'Version of today.' })
  currentVersion?: string | null;

  @Field(() => String, { description: 'textChanged, noTextHash or notStored.' })
  why!: string;
}
