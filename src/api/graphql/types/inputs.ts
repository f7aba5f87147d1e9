import { Field, Float, ID, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsLatitude,
  IsLongitude,
  IsOptional,
  IsPositive,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { JsonScalar } from '../scalars/json.js';
import { GradeValue } from './enums.js';

@InputType({
  description:
    'The patient to match: one that is stored, or a record that is used once and not kept. Give exactly one.',
})
export class PatientInput {
  @Field(() => ID, { nullable: true, description: 'Id of a stored patient.' })
  @IsOptional()
  @MaxLength(128)
  id?: string;

  @Field(() => JsonScalar, { nullable: true, description: 'A FHIR R4 Bundle; nothing of it is stored.' })
  @IsOptional()
  bundle?: unknown;
}

@InputType({ description: 'Where somebody is and how far they can go. Give a ZIP code, or latitude and longitude.' })
export class NearInput {
  @Field(() => Float, { nullable: true, description: 'Latitude in degrees.' })
  @IsOptional()
  @IsLatitude()
  latitude?: number;

  @Field(() => Float, { nullable: true, description: 'Longitude in degrees.' })
  @IsOptional()
  @IsLongitude()
  longitude?: number;

  @Field(() => String, { nullable: true, description: 'US ZIP code, five digits.' })
  @IsOptional()
  @Matches(/^\d{5}$/, { message: 'zip: five digits are expected' })
  zip?: string;

  @Field(() => Float, { description: 'Radius in km.' })
  @IsPositive({ message: 'radiusKm: a positive number is expected' })
  radiusKm!: number;
}

@InputType({
  description:
    'Which matches to return. Every filter in force, defaults included, is named in the metadata of the answer.',
})
export class MatchFilter {
  @Field(() => [GradeValue], { nullable: true, description: 'Grades; default: all but CERTAINLY_NOT.' })
  grades?: string[];

  @Field(() => [String], { nullable: true, description: 'Common statuses, e.g. RECRUITING; default: any.' })
  status?: string[];

  @Field(() => [String], { nullable: true, description: 'Registries: ctgov, nci, ctis; default: any.' })
  @IsOptional()
  @IsIn(['ctgov', 'nci', 'ctis'], { each: true })
  registries?: string[];

  @Field(() => [String], { nullable: true, description: 'Phases, e.g. PHASE2; default: any.' })
  phases?: string[];

  @Field(() => NearInput, { nullable: true, description: 'A recruiting site must lie in range; default: anywhere.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => NearInput)
  near?: NearInput;

  @Field(() => [String], { nullable: true, description: 'A site must lie in one of these countries; default: any.' })
  @IsOptional()
  countries?: string[];

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Leave out matches of a stored patient that the worklist has as not eligible or deferred, unless record or trial changed since; default: false.',
  })
  @IsOptional()
  hidePutAway?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only matches whose every failing criterion may pass later: near misses, with CERTAINLY_NOT; default: false.',
  })
  @IsOptional()
  recoverableOnly?: boolean;

  @Field(() => [ID], { nullable: true, description: 'Only these trials.' })
  trials?: string[];
}
