import { Inject } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';
import type { AppConfig } from '../../../config/app-config.js';
import { APP_CONFIG } from '../../../config/config.module.js';
import { Access } from '../../auth/access-rule.js';
import { CONNECTIONS } from '../../auth/rules.js';
import { SmartServer } from '../types/smart.type.js';

/** Where patients can get their own record from. */
@Resolver()
export class SmartResolver {
  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  @Access(CONNECTIONS)
  @Query(() => [SmartServer], {
    description: 'FHIR servers where patients can sign in; their record goes to their browser and not through here.',
  })
  smartServers(): SmartServer[] {
    return this.config.smart.servers;
  }
}
