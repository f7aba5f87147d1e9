import { Field, Float, InputType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import { NearInput } from './inputs.js';

export const TrialOrderValue = {
  UPDATED: 'UPDATED',
  DISTANCE: 'DISTANCE',
  RELEVANCE: 'RELEVANCE',
  TITLE: 'TITLE',
  ID: 'ID',
} as const;

registerEnumType(TrialOrderValue, {
  name: 'TrialOrder',
  description: 'How a list of trials is ordered.',
  valuesMap: {
    UPDATED: { description: 'Newest registry update first.' },
    DISTANCE: { description: 'Nearest recruiting site first; needs a place.' },
    RELEVANCE: { description: 'Best match of the words first; needs words.' },
    TITLE: { description: 'By title.' },
    ID: { description: 'By identifier.' },
  },
});

@InputType({ description: 'What trials to find. Every part narrows; nothing is filtered that is not asked for.' })
export class TrialFilterInput {
  @Field(() => String, {
    nullable: true,
    description: 'A cancer type, as OncoTree code or name; types below it count.',
  })
  @IsOptional()
  @MaxLength(200)
  cancer?: string;

  @Field(() => String, {
    nullable: true,
    description:
      '`within` (default): trials naming the type or one below; `accepting`: also those naming one above it.',
  })
  @IsOptional()
  @IsIn(['within', 'accepting'])
  cancerScope?: 'within' | 'accepting';

  @Field(() => String, { nullable: true, description: 'A registered condition, whole.' })
  @IsOptional()
  @MaxLength(200)
  condition?: string;

  @Field(() => String, { nullable: true, description: 'A gene, by symbol or alias.' })
  @IsOptional()
  @MaxLength(100)
  gene?: string;

  @Field(() => String, { nullable: true, description: 'A drug or class of drugs that the trial gives.' })
  @IsOptional()
  @MaxLength(200)
  drug?: string;

  @Field(() => [String], { nullable: true, description: 'Phases, e.g. PHASE2.' })
  phases?: string[];

  @Field(() => [String], { nullable: true, description: 'Common statuses.' })
  statuses?: string[];

  @Field(() => Boolean, { nullable: true, description: 'Exactly the trials that take patients today.' })
  recruitingOnly?: boolean;

  @Field(() => String, { nullable: true, description: 'INTERVENTIONAL, OBSERVATIONAL or EXPANDED_ACCESS.' })
  studyType?: string;

  @Field(() => String, { nullable: true, description: 'A country with a site.' })
  country?: string;

  @Field(() => NearInput, { nullable: true, description: 'A recruiting site must lie in range.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => NearInput)
  near?: NearInput;

  @Field(() => String, { nullable: true, description: 'ctgov, nci or ctis.' })
  @IsOptional()
  @IsIn(['ctgov', 'nci', 'ctis'])
  registry?: string;

  @Field(() => Float, { nullable: true, description: 'Age in years; trials without a limit are open at that end.' })
  @IsOptional()
  @Min(0)
  age?: number;

  @Field(() => String, { nullable: true, description: 'female or male; trials for all count.' })
  @IsOptional()
  @IsIn(['female', 'male'])
  sex?: 'female' | 'male';

  @Field(() => String, { nullable: true, description: 'Updated on or after this day, YYYY-MM-DD.' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  updatedSince?: string;
}
