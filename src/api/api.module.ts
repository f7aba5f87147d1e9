import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { TerminusModule } from '@nestjs/terminus';
import { AuditModule } from '../audit/audit.module.js';
import { AuditService } from '../audit/audit.service.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { EventsModule } from '../events/events.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { TokenVerifier } from '../identity/token-verifier.js';
import { MatchesModule } from '../matches/matches.module.js';
import { LOG } from '../observability/log.module.js';
import { Metrics } from '../observability/metrics.js';
import { PatientsModule } from '../patients/patients.module.js';
import { RegistriesModule } from '../registries/registries.module.js';
import { TrialsModule } from '../trials/trials.module.js';
import { AuditInterceptor } from './auth/audit.interceptor.js';
import { AccessGuard } from './auth/access.guard.js';
import { CallerIdentification } from './auth/caller.js';
import { controllers } from './controllers.js';
import { FhirMatchingService } from './fhir/fhir-matching.service.js';
import { StudyTextsService } from './fhir/study-texts.service.js';
import { graphqlOptions } from './graphql/graphql-options.js';
import { NotFoundFilter } from './errors/not-found.filter.js';
import { LoadersService } from './graphql/loaders.service.js';
import { resolvers } from './graphql/resolvers/index.js';
import { LimitsModule } from './limits/limits.module.js';
import { ThrottleGuard } from './limits/throttle.guard.js';
import { Throttle } from './limits/throttle.js';
import { SubscriptionServer } from './graphql/subscriptions/subscription-server.service.js';

/** The one place that knows GraphQL and HTTP input. */
@Module({
  imports: [
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      imports: [LimitsModule],
      inject: [APP_CONFIG, LOG, Throttle, AuditService],
      useFactory: graphqlOptions,
    }),
    AuditModule,
    EventsModule,
    IdentityModule,
    LimitsModule,
    TerminusModule,
    PatientsModule,
    RegistriesModule,
    TrialsModule,
    MatchesModule,
  ],
  controllers,
  providers: [
    ...resolvers,
    FhirMatchingService,
    StudyTextsService,
    LoadersService,
    Metrics,
    SubscriptionServer,
    {
      provide: CallerIdentification,
      inject: [TokenVerifier, APP_CONFIG],
      useFactory: (verifier: TokenVerifier, config: AppConfig) => new CallerIdentification(verifier, config),
    },
    { provide: APP_FILTER, useClass: NotFoundFilter },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: ThrottleGuard },
    { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
  ],
})
export class ApiModule {}
