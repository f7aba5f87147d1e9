import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { json } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { AppModule } from '../../app.module.js';
import type { AppConfig } from '../../config/app-config.js';
import { NestLog } from '../../observability/logger.js';
import { Metrics } from '../../observability/metrics.js';
import { CallerIdentification } from '../auth/caller.js';
import { bodyErrors } from '../errors/body-errors.js';
import { onlyPersistedOverGet } from '../graphql/persisted-queries.js';
import { sheddingOverload } from '../limits/overload.js';
import { Throttle } from '../limits/throttle.js';
import { throttling } from '../limits/throttling.js';
import { identifyCaller } from './identify-caller.js';
import { noStore } from './no-store.js';
import { requestMetrics } from './request-metrics.js';
import { requestSpans } from './request-spans.js';
import { webApp } from './web-app.js';

const JSON_TYPES = ['application/json', 'application/fhir+json', 'application/*+json'];

/** The HTTP application, ready to listen; used by `eligo serve` and by the end-to-end tests alike. */
export async function createApp(config: AppConfig, log: Logger): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(config, log), {
    bodyParser: false,
    logger: new NestLog(log),
  });
  app.disable('x-powered-by');
  // The landing page of the development server loads its own scripts; the strict policy stays on everywhere else.
  app.use(
    helmet({
      contentSecurityPolicy: config.environment === 'development' ? false : undefined,
      strictTransportSecurity: config.http.behindTlsProxy && { maxAge: 63_072_000, includeSubDomains: true },
    }),
  );
  if (config.http.behindTlsProxy) app.set('trust proxy', 1);
  app.use(noStore);
  app.use(requestSpans);
  app.use(requestMetrics(app.get(Metrics)));
  app.use(sheddingOverload(config.limits.inFlight));
  app.use(identifyCaller(app.get(CallerIdentification)));
  app.use(throttling(app.get(Throttle)));
  app.use('/graphql', onlyPersistedOverGet);
  app.use(json({ limit: config.limits.recordBytes, type: JSON_TYPES }));
  app.use(bodyErrors);
  app.use(webApp(config.smart.servers));
  app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: false }));
  app.enableShutdownHooks();
  return app;
}
