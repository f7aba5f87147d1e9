import {
  Args,
  createUnionType,
  Field,
  ID,
  Int,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { describeFact } from '../../../domain/patient/describe.js';
import type { Profile as DomainProfile } from '../../../domain/patient/profile.js';
import { RecordError } from '../../../domain/patient/record-error.js';
import { type Principal, reachOf } from '../../../identity/principal.js';
import { FhirError, PatientsService, type StoredPatient } from '../../../patients/patients.service.js';
import { Access } from '../../auth/access-rule.js';
import { Charged } from '../../limits/charged.js';
import { Requester } from '../../auth/requester.js';
import {
  ERASE_PATIENT,
  EXPORT_PATIENT,
  LIST_PATIENTS,
  PATIENT_RECORD,
  READ_PATIENT,
  READ_RECORD,
  STORE_PATIENT,
} from '../../auth/rules.js';
import { decodeCursor, encodeCursor, pageSize } from '../cursor.js';
import { CohortRunsService } from '../../../matches/cohort-runs.service.js';
import { ReviewsService } from '../../../matches/reviews.service.js';
import { JsonScalar } from '../scalars/json.js';
import { InvalidRecord } from '../types/match.type.js';
import { page, type Connection } from '../types/page-info.js';
import { Deleted } from '../types/review.type.js';
import { ExportedPatient, Patient, PatientConnection, Profile } from '../types/patient.type.js';

@ObjectType({ description: 'A record that was stored.' })
@Access(PATIENT_RECORD)
export class ImportedPatient {
  @Field(() => Patient, { description: 'The stored patient.' })
  patient!: StoredPatient;
}

export const ImportPatientPayload = createUnionType({
  name: 'ImportPatientPayload',
  description: 'The stored patient, or why the record cannot be read.',
  types: () => [ImportedPatient, InvalidRecord] as const,
  resolveType: (value: object) => ('patient' in value ? ImportedPatient : InvalidRecord),
});

@ObjectType({ description: 'The FHIR server did not give the record.' })
@Access(PATIENT_RECORD)
export class PullFailed {
  @Field(() => String, { description: 'Stable code: notAllowed, notFound, unauthorized, timeout, tooLarge, ...' })
  failure!: string;

  @Field(() => String, { description: 'What went wrong; never a token, a URL query or a body.' })
  message!: string;
}

export const PullPatientPayload = createUnionType({
  name: 'PullPatientPayload',
  description: 'The stored patient, or why it could not be had.',
  types: () => [ImportedPatient, InvalidRecord, PullFailed] as const,
  resolveType: (value: object) =>
    'patient' in value ? ImportedPatient : 'failure' in value ? PullFailed : InvalidRecord,
});

export const ReadRecordPayload = createUnionType({
  name: 'ReadRecordPayload',
  description: 'What the record says, or why it cannot be read.',
  types: () => [Profile, InvalidRecord] as const,
  resolveType: (value: object) => ('facts' in value ? Profile : InvalidRecord),
});

const toProfile = ({ facts, unmapped }: DomainProfile): Profile => ({
  facts: facts.map((fact) => ({
    kind: fact.kind,
    text: describeFact(fact),
    date: fact.date,
    source: fact.source,
    data: fact,
  })),
  unmapped,
});

/** What a RecordError looks like to a portal; anything else is a fault and is thrown on. */
export function asInvalidRecord(error: unknown): InvalidRecord {
  if (error instanceof RecordError) return { code: error.code, message: error.message };
  throw error;
}

@Resolver(() => Patient)
export class PatientsResolver {
  constructor(
    private readonly patients: PatientsService,
    private readonly reviews: ReviewsService,
    private readonly cohorts: CohortRunsService,
  ) {}

  @Access(LIST_PATIENTS)
  @Query(() => PatientConnection, { name: 'patients', description: 'Stored patients, by id.' })
  async list(
    @Requester() requester: Principal,
    @Args('first', { type: () => Int, defaultValue: 20, description: 'Page size, 1 to 200.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the item before the page.' })
    after?: string,
  ): Promise<Connection<StoredPatient>> {
    const { items, total, more } = await this.patients.list(
      reachOf(requester),
      pageSize(first),
      after ? decodeCursor(after) : undefined,
    );
    return page(
      items.map((node) => ({ node, cursor: encodeCursor(node.id) })),
      total,
      more,
    );
  }

  @Access(READ_PATIENT)
  @Query(() => Patient, { name: 'patient', nullable: true, description: 'One stored patient, or null.' })
  async one(
    @Requester() requester: Principal,
    @Args('id', { type: () => ID, description: 'Id within Eligo.' }) id: string,
  ): Promise<StoredPatient | null> {
    return (await this.patients.get(id, reachOf(requester))) ?? null;
  }

  @Access(STORE_PATIENT)
  @Mutation(() => ImportPatientPayload, {
    description: 'Stores a FHIR Bundle of one patient. The same patient of the same source replaces the older record.',
  })
  async importPatient(
    @Requester() { tenant }: Principal,
    @Args('bundle', { type: () => JsonScalar, description: 'A FHIR R4 Bundle.' }) bundle: unknown,
  ): Promise<{ patient: StoredPatient } | InvalidRecord> {
    try {
      return { patient: await this.patients.import(bundle, { tenant, source: 'upload' }) };
    } catch (error) {
      return asInvalidRecord(error);
    }
  }

  @Access(READ_RECORD)
  @Query(() => ReadRecordPayload, {
    description: 'Reads a FHIR Bundle of one patient into facts; nothing of it is stored.',
  })
  readRecord(
    @Args('bundle', { type: () => JsonScalar, description: 'A FHIR R4 Bundle.' }) bundle: unknown,
  ): Profile | InvalidRecord {
    try {
      return toProfile(this.patients.read(bundle));
    } catch (error) {
      return asInvalidRecord(error);
    }
  }

  @Access(EXPORT_PATIENT)
  @Query(() => ExportedPatient, {
    nullable: true,
    description: 'Everything that is kept about one patient, to take away; null where there is none.',
  })
  async exportPatient(
    @Requester() requester: Principal,
    @Args('id', { type: () => ID, description: 'Id within Eligo.' }) id: string,
  ): Promise<ExportedPatient | null> {
    const patient = await this.patients.get(id, reachOf(requester));
    if (!patient) return null;
    const record = await this.patients.record(id, reachOf(requester));
    const { source, importedAt, version } = patient;
    return { id, source, importedAt, version, record, reviews: await this.reviews.notes(id) };
  }

  @Access(ERASE_PATIENT)
  @Mutation(() => Deleted, {
    description: 'Deletes a patient with the record and all work on their matches, for good.',
  })
  async deletePatient(
    @Requester() requester: Principal,
    @Args('id', { type: () => ID, description: 'Id within Eligo.' }) id: string,
  ): Promise<Deleted> {
    const erased = await this.patients.erase(id, reachOf(requester));
    if (erased) await this.cohorts.forgetErased();
    return { patients: erased ? 1 : 0 };
  }

  @Charged('pulls')
  @Access(STORE_PATIENT)
  @Mutation(() => PullPatientPayload, {
    description: 'Pulls the record of one patient from an allowed FHIR server and stores it.',
  })
  async pullPatient(
    @Requester() { tenant }: Principal,
    @Args('server', { type: () => String, description: 'Base URL of a server that the configuration allows.' })
    server: string,
    @Args('id', { type: () => ID, description: 'Id of the Patient resource there.' }) id: string,
  ): Promise<{ patient: StoredPatient } | InvalidRecord | PullFailed> {
    try {
      return { patient: await this.patients.pull(server, id, tenant) };
    } catch (error) {
      if (error instanceof FhirError) return { failure: error.code, message: error.message };
      return asInvalidRecord(error);
    }
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Why the record is incomplete, where a server gave only part of it.',
  })
  partial(@Parent() patient: StoredPatient): string | undefined {
    return patient.profile.partial?.why;
  }

  @ResolveField(() => String, { nullable: true, description: 'Birth date as recorded; may be a year or a month only.' })
  birthDate(@Parent() patient: StoredPatient): string | undefined {
    return patient.profile.birthDate;
  }

  @ResolveField(() => String, { nullable: true, description: 'Administrative gender of the record.' })
  sex(@Parent() patient: StoredPatient): string | undefined {
    return patient.profile.sex;
  }

  @ResolveField(() => Boolean, { description: 'Whether the record says that the patient has died.' })
  deceased(@Parent() patient: StoredPatient): boolean {
    return patient.profile.deceased ?? false;
  }

  @ResolveField(() => [String], { description: 'Primary cancers, for lists.' })
  cancers(@Parent() patient: StoredPatient): string[] {
    const names = patient.profile.facts.flatMap((fact) =>
      fact.kind === 'cancer' && fact.role === 'primary' ? [fact.concept.name] : [],
    );
    return [...new Set(names)];
  }

  @ResolveField(() => Profile, { description: 'The normalized record.' })
  profile(@Parent() patient: StoredPatient): Profile {
    return toProfile(patient.profile);
  }
}
