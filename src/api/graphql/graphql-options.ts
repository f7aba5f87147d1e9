import type { ApolloDriverConfig } from '@nestjs/apollo';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { AuditService } from '../../audit/audit.service.js';
import type { AppConfig } from '../../config/app-config.js';
import { accessMatrix } from '../auth/access-matrix.js';
import { auditSchema } from '../auth/audit-schema.js';
import { authorizationPlugin } from '../auth/authorization.plugin.js';
import { callerOf } from '../auth/caller.js';
import type { GraphqlContext } from '../auth/graphql-context.js';
import { maskErrors } from '../errors/graphql-errors.js';
import { costPlugin } from '../limits/cost.js';
import { LIMITS, limitingRules } from '../limits/graphql-limits.js';
import type { Throttle } from '../limits/throttle.js';
import { throttlePlugin } from '../limits/throttle.plugin.js';
import { noPatientDataInUrls } from './persisted-queries.js';

/** How the GraphQL endpoint is served. The schema is built in memory; schema.graphql is its checked-in print. */
export function graphqlOptions(
  config: AppConfig,
  log: Logger,
  throttle: Throttle,
  audit: AuditService,
): Omit<ApolloDriverConfig, 'driver'> {
  const development = config.environment === 'development';
  return {
    autoSchemaFile: true,
    sortSchema: true,
    graphiql: false,
    introspection: config.graphql.introspection,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    allowBatchedHttpRequests: false,
    formatError: maskErrors(log),
    validationRules: limitingRules(),
    parseOptions: { maxTokens: LIMITS.tokens },
    context: ({ req }: { req: IncomingMessage }): GraphqlContext => ({ caller: callerOf(req) }),
    transformSchema: (schema) => {
      accessMatrix(schema);
      return auditSchema(schema, audit);
    },
    plugins: [
      authorizationPlugin(audit),
      noPatientDataInUrls,
      costPlugin,
      throttlePlugin(throttle),
      development
        ? ApolloServerPluginLandingPageLocalDefault({ footer: false })
        : ApolloServerPluginLandingPageDisabled(),
    ],
  };
}
