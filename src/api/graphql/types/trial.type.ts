import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../../auth/access-rule.js';
import { PART, REGISTRY_DATA } from '../../auth/rules.js';
import { JsonScalar } from '../scalars/json.js';
import { BasisValue, SectionValue } from './enums.js';
import { connectionOf } from './page-info.js';

@ObjectType({ description: 'A range of UTF-16 offsets into the eligibility text of the registry.' })
@Access(PART)
export class TextSpan {
  @Field(() => Int, { description: 'First character.' })
  start!: number;

  @Field(() => Int, { description: 'One past the last character.' })
  end!: number;
}

@ObjectType({ description: 'One criterion of an eligibility document: the sentence and its reading.' })
@Access(REGISTRY_DATA)
export class TrialCriterion {
  @Field(() => ID, { description: 'Stable within the trial version.' })
  id!: string;

  @Field(() => SectionValue, { description: 'Where it stands.' })
  section!: 'inclusion' | 'exclusion' | 'registry';

  @Field(() => String, { description: '`all`, or the arm, cohort or phase it binds.' })
  scope!: string;

  @Field(() => String, { description: "The registry's own words." })
  text!: string;

  @Field(() => TextSpan, { nullable: true, description: 'Where the words stand; absent for registry fields.' })
  span?: TextSpan | null;

  @Field(() => String, { description: 'hard, soft or informational.' })
  requirement!: string;

  @Field(() => BasisValue, { description: 'How the reading came about.' })
  basis!: 'curated' | 'coded' | 'parsed' | 'unparsed';

  @Field(() => Float, { description: 'Confidence of the reading, 0..1. Below 0.8 it never excludes anybody.' })
  confidence!: number;

  @Field(() => JsonScalar, { description: 'The condition in the criteria language, as the text states it.' })
  when!: unknown;

  @Field(() => [String], { nullable: true, description: 'Why a person should check this reading.' })
  review?: string[];
}

@ObjectType({ description: 'A part of a trial that criteria may bind: an arm, a cohort, a phase.' })
@Access(REGISTRY_DATA)
export class TrialScope {
  @Field(() => ID, { description: 'Referred to by criteria.' })
  id!: string;

  @Field(() => String, { description: 'arm, cohort, doseLevel, phase, step, part or group.' })
  kind!: string;

  @Field(() => String, { description: 'Its name in the text.' })
  title!: string;
}

@ObjectType({ description: 'The structured eligibility criteria of one trial version.' })
@Access(REGISTRY_DATA)
export class Eligibility {
  @Field(() => [TrialScope], { description: 'Parts that criteria may bind besides the whole trial.' })
  scopes!: TrialScope[];

  @Field(() => [TrialCriterion], { description: 'Every criterion, in the order of the text.' })
  criteria!: TrialCriterion[];

  @Field(() => String, { description: 'Who read it: `structurer VERSION`, `curator NAME, DAY` or `converter NAME`.' })
  by!: string;

  @Field(() => String, {
    description: 'Changes whenever the document does; a correction names what it corrects by it.',
  })
  revision!: string;
}

@ObjectType({ description: 'A place where a trial runs.' })
@Access(REGISTRY_DATA)
export class TrialSite {
  @Field(() => String, { nullable: true, description: 'Name of the facility.' })
  facility?: string | null;

  @Field(() => String, { nullable: true, description: 'City.' })
  city?: string | null;

  @Field(() => String, { nullable: true, description: 'State or province.' })
  state?: string | null;

  @Field(() => String, { nullable: true, description: 'Country.' })
  country?: string | null;

  @Field(() => String, { description: "The site's own status, or the study's where the site has none." })
  status!: string;

  @Field(() => String, { description: 'Whether it takes patients: YES, BY_INVITATION, NOT_YET, NO or UNKNOWN.' })
  acceptsNow!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'Latitude in degrees; the centre of the city where the registry gives no better.',
  })
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'Longitude in degrees.' })
  longitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'From the place asked about, where one was given.' })
  distanceKm?: number | null;
}

@ObjectType({ description: 'A registered study, in its newest version.' })
@Access(REGISTRY_DATA)
export class Trial {
  @Field(() => ID, { description: 'Registry identifier, e.g. NCT02296125.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Brief title.' })
  title?: string | null;

  @Field(() => String, { description: 'Common status; only RECRUITING accepts patients now.' })
  status!: string;

  @Field(() => String, { nullable: true, description: 'Month or day on which the registry last verified the record.' })
  statusVerified?: string | null;

  @Field(() => [String], { description: 'Phases.' })
  phases!: string[];

  @Field(() => Float, {
    nullable: true,
    description: 'To the nearest recruiting site, in a list that was asked about a place.',
  })
  distanceKm?: number | null;
}

@ObjectType({ description: 'A value and how many trials have it.' })
@Access(REGISTRY_DATA)
export class FacetValue {
  @Field(() => String, { description: 'The value.' })
  value!: string;

  @Field(() => Int, { description: 'Number of trials.' })
  count!: number;
}

@ObjectType({ description: 'How the trials found are spread over the values of one field.' })
@Access(REGISTRY_DATA)
export class Facet {
  @Field(() => String, { description: 'status, phase, country, registry, studyType or sex.' })
  name!: string;

  @Field(() => [FacetValue], { description: 'Values, most frequent first.' })
  values!: FacetValue[];
}

@ObjectType({ description: 'A page of trials.' })
@Access(REGISTRY_DATA)
export class TrialConnection extends connectionOf(Trial, 'Trial', REGISTRY_DATA) {
  @Field(() => JsonScalar, { description: 'How the names of the filter were understood.' })
  understood!: unknown;
}
