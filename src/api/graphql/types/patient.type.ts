import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Access } from '../../auth/access-rule.js';
import { PATIENT_MATCH, PATIENT_RECORD } from '../../auth/rules.js';
import { JsonScalar } from '../scalars/json.js';
import { connectionOf } from './page-info.js';

@ObjectType({ description: 'The element of the record that a fact was read from.' })
@Access(PATIENT_MATCH)
export class FactSource {
  @Field(() => String, { description: 'Reference of the FHIR resource, `Type/id`.' })
  resource!: string;

  @Field(() => String, { description: 'Path of the element, e.g. Observation.valueCodeableConcept.' })
  path!: string;
}

@ObjectType({ description: 'One dated, typed statement of the record.' })
@Access(PATIENT_MATCH)
export class Fact {
  @Field(() => String, { description: 'Type of the fact: cancer, stage, variant, lab, therapy, ...' })
  kind!: string;

  @Field(() => String, { description: 'The fact in one line, for people.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Clinically relevant date, as precise as recorded.' })
  date?: string | null;

  @Field(() => FactSource, { description: 'Where it was read.' })
  source!: FactSource;

  @Field(() => JsonScalar, { description: 'Every field of the fact, as in the Profile contract.' })
  data!: unknown;
}

@ObjectType({ description: 'Something in the record that could not be placed, and why.' })
@Access(PATIENT_MATCH)
export class UnmappedEntry {
  @Field(() => String, { nullable: true, description: 'Code system.' })
  system?: string;

  @Field(() => String, { nullable: true, description: 'Code.' })
  code?: string;

  @Field(() => String, { nullable: true, description: 'Display or text as recorded.' })
  text?: string;

  @Field(() => String, { description: 'Reference of the FHIR resource.' })
  resource!: string;

  @Field(() => String, { description: 'Why it has no mapping.' })
  why!: string;
}

@ObjectType({ description: 'The normalized patient: facts with their sources, and what could not be mapped.' })
@Access(PATIENT_MATCH)
export class Profile {
  @Field(() => [Fact], { description: 'Every fact, older ones too.' })
  facts!: Fact[];

  @Field(() => [UnmappedEntry], { description: 'What the record says and Eligo could not place.' })
  unmapped!: UnmappedEntry[];
}

@ObjectType({ description: 'A stored patient.' })
@Access(PATIENT_RECORD)
export class Patient {
  @Field(() => ID, { description: 'Identifier within Eligo.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Birth date as recorded; may be a year or a month only.' })
  birthDate?: string | null;

  @Field(() => String, { nullable: true, description: 'Administrative gender of the record.' })
  sex?: string | null;

  @Field(() => Boolean, { description: 'Whether the record says that the patient has died.' })
  deceased!: boolean;

  @Field(() => [String], { description: 'Primary cancers, for lists.' })
  cancers!: string[];
}

@ObjectType({ description: 'Everything that is kept about one patient.' })
@Access(PATIENT_RECORD)
export class ExportedPatient {
  @Field(() => ID, { description: 'Identifier within Eligo.' })
  id!: string;

  @Field(() => String, { description: 'Where the record came from: upload, seed, or a FHIR server.' })
  source!: string;

  @Field(() => Date, { description: 'When it came in this state.' })
  importedAt!: Date;

  @Field(() => String, { description: 'SHA-256 of the record.' })
  version!: string;

  @Field(() => JsonScalar, { description: 'The FHIR record as it came.' })
  record!: unknown;

  @Field(() => [JsonScalar], { description: 'Every step of the work on matches, with notes, oldest first.' })
  reviews!: unknown[];
}

@ObjectType({ description: 'A page of patients.' })
@Access(PATIENT_RECORD)
export class PatientConnection extends connectionOf(Patient, 'Patient', PATIENT_RECORD) {}
