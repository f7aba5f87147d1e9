import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Access } from '../../auth/access-rule.js';
import { ADMINISTRATION } from '../../auth/rules.js';
import { JsonScalar } from '../scalars/json.js';
import { connectionOf } from './page-info.js';

@ObjectType({ description: 'What somebody did with patient data. Ids only, nothing of a record.' })
@Access(ADMINISTRATION)
export class AuditEvent {
  @Field(() => ID, { description: 'Running number, without gaps.' })
  id!: string;

  @Field(() => String, { description: 'When, in UTC.' })
  at!: string;

  @Field(() => String, { description: 'Who: the subject of the token.' })
  actor!: string;

  @Field(() => [String], { description: 'In which roles.' })
  roles!: string[];

  @Field(() => String, { description: 'read, match, import, review, curate, export or erase.' })
  action!: string;

  @Field(() => String, { description: 'Field or route, e.g. Query.patient.' })
  operation!: string;

  @Field(() => [ID], { description: 'Stored patients concerned; `*` = all of the tenant; none = a record not kept.' })
  patients!: string[];

  @Field(() => String, { description: 'begun, done, absent, failed or refused.' })
  outcome!: string;

  @Field(() => String, { description: 'Why: HL7 PurposeOfUse.' })
  purpose!: string;

  @Field(() => JsonScalar, { description: 'The same as a FHIR AuditEvent (IHE BALP).' })
  resource!: unknown;
}

@ObjectType({ description: 'A page of the audit log.' })
@Access(ADMINISTRATION)
export class AuditEventConnection extends connectionOf(AuditEvent, 'AuditEvent', ADMINISTRATION) {}
