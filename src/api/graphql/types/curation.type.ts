import { createUnionType, Field, Float, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsIn, IsOptional, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Access } from '../../auth/access-rule.js';
import { COHORT, CURATION } from '../../auth/rules.js';
import { JsonScalar } from '../scalars/json.js';
import { GradeValue } from './enums.js';
import { CriterionResult, GradeCounts } from './match.type.js';

@InputType({ description: 'One criterion read anew; its words, section and place stay.' })
export class CriterionCorrectionInput {
  @Field(() => ID, { description: 'Id of the criterion.' })
  @MaxLength(200)
  id!: string;

  @Field(() => JsonScalar, { description: 'The condition in the criteria language (criteria/schema.json).' })
  when!: unknown;

  @Field(() => String, { nullable: true, description: 'hard, soft or informational; default: as before.' })
  @IsOptional()
  @IsIn(['hard', 'soft', 'informational'], { message: 'requirement: hard, soft or informational is expected' })
  requirement?: 'hard' | 'soft' | 'informational';

  @Field(() => Float, { nullable: true, description: 'How sure the reading is, 0..1; below 0.8 it never excludes.' })
  @IsOptional()
  @Min(0, { message: 'confidence: 0 to 1 is expected' })
  @Max(1, { message: 'confidence: 0 to 1 is expected' })
  confidence?: number;

  @Field(() => [String], { nullable: true, description: 'Why a person should still look at it.' })
  @IsOptional()
  @ArrayMaxSize(20)
  @MaxLength(1000, { each: true })
  review?: string[];
}

@InputType({ description: 'Corrected readings of one trial.' })
export class CurationInput {
  @Field(() => ID, { description: 'NCT, NCI, EU CT or EudraCT number.' })
  @MaxLength(128)
  trial!: string;

  @Field(() => String, { description: '`Eligibility.revision` of what was corrected.' })
  @MaxLength(64)
  revision!: string;

  @Field(() => [CriterionCorrectionInput], { description: 'The criteria that are read anew, 1 to 200.' })
  @ArrayMinSize(1, { message: 'corrections: at least one is expected' })
  @ArrayMaxSize(200, { message: 'corrections: 200 at most' })
  @ValidateNested({ each: true })
  @Type(() => CriterionCorrectionInput)
  corrections!: CriterionCorrectionInput[];
}

@ObjectType({ description: 'What is wrong, or looks wrong, with a corrected reading.' })
@Access(CURATION)
export class CurationFinding {
  @Field(() => String, { description: 'error or warning; with an error nothing is taken.' })
  severity!: string;

  @Field(() => String, {
    description: 'Stable code of the rule, as `eligo lint` names it; `shape` = not in the schema.',
  })
  rule!: string;

  @Field(() => ID, { nullable: true, description: 'Id of the criterion, where it is about one.' })
  criterion?: string | null;

  @Field(() => String, { description: 'Place in the document, e.g. `criteria.3.when.lab.unit`.' })
  path!: string;

  @Field(() => String, { description: 'What is wrong, in words.' })
  message!: string;
}

@ObjectType({ description: 'A stored patient whose grade a corrected reading changes.' })
@Access(COHORT)
export class CurationFlip {
  @Field(() => ID, { description: 'Id of the patient.' })
  patientId!: string;

  @Field(() => GradeValue, { description: 'The grade as the criteria are read now.' })
  before!: string;

  @Field(() => GradeValue, { description: 'The grade with the correction.' })
  after!: string;

  @Field(() => [CriterionResult], { description: 'The criteria on which the new grade hangs.' })
  deciding!: CriterionResult[];
}

@ObjectType({ description: 'What a corrected reading would change for the stored patients. Nothing of it is kept.' })
@Access(COHORT)
export class CurationPreview {
  @Field(() => [CurationFinding], { description: 'Warnings of the linter.' })
  findings!: CurationFinding[];

  @Field(() => GradeCounts, { description: 'Patients per grade as the criteria are read now.' })
  before!: GradeCounts;

  @Field(() => GradeCounts, { description: 'Patients per grade with the correction.' })
  after!: GradeCounts;

  @Field(() => [CurationFlip], { description: 'Patients whose grade changes.' })
  flips!: CurationFlip[];
}

@ObjectType({ description: 'A correction that is in force, kept as a file that can be reviewed.' })
@Access(CURATION)
export class SavedCuration {
  @Field(() => String, { description: 'Name of the file in the folder of what is curated here (CURATION_FOLDER).' })
  file!: string;

  @Field(() => ID, { description: 'Id of the trial.' })
  trialId!: string;

  @Field(() => [CurationFinding], { description: 'Warnings of the linter.' })
  findings!: CurationFinding[];
}

export const CurationRefusalValue = {
  TRIAL_UNKNOWN: 'trialUnknown',
  OUTDATED: 'outdated',
  FINDINGS: 'findings',
} as const;

registerEnumType(CurationRefusalValue, {
  name: 'CurationRefusalReason',
  description: 'Why a correction was not taken.',
  valuesMap: {
    TRIAL_UNKNOWN: { description: 'No stored trial with criteria has this id or number.' },
    OUTDATED: { description: 'The document changed since it was read: read it again.' },
    FINDINGS: { description: 'The schema or the linter refuses it; the findings say where and why.' },
  },
});

@ObjectType({ description: 'A correction that was not taken.' })
@Access(CURATION)
export class CurationRefused {
  @Field(() => CurationRefusalValue, { description: 'Why.' })
  why!: string;

  @Field(() => [CurationFinding], { description: 'What the schema and the linter say.' })
  findings!: CurationFinding[];
}

const isRefused = (value: object): boolean => 'why' in value;

export const PreviewCurationPayload = createUnionType({
  name: 'PreviewCurationPayload',
  description: 'What a correction would change, or why it cannot be taken.',
  types: () => [CurationPreview, CurationRefused] as const,
  resolveType: (value: object) => (isRefused(value) ? CurationRefused : CurationPreview),
});

export const SaveCurationPayload = createUnionType({
  name: 'SaveCurationPayload',
  description: 'The correction as it was kept, or why it was not taken.',
  types: () => [SavedCuration, CurationRefused] as const,
  resolveType: (value: object) => (isRefused(value) ? CurationRefused : SavedCuration),
});
