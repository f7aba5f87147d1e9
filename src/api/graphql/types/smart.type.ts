import { Field, ObjectType } from '@nestjs/graphql';
import { Access } from '../../auth/access-rule.js';
import { CONNECTIONS } from '../../auth/rules.js';

@ObjectType({
  description:
    'A FHIR server where patients can sign in (SMART App Launch, standalone) and have their own record read by their browser.',
})
@Access(CONNECTIONS)
export class SmartServer {
  @Field(() => String, { description: 'What patients know it by.' })
  name!: string;

  @Field(() => String, { description: 'Base URL of its FHIR R4 interface; also the `aud` of a launch.' })
  baseUrl!: string;

  @Field(() => String, { description: 'Id of this web app at that server: a public client without a secret.' })
  clientId!: string;

  @Field(() => [String], { description: 'Further origins that its sign-in may have.' })
  origins!: string[];
}
