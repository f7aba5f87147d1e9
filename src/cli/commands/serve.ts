import { parseArgs } from 'node:util';
import { createApp } from '../../api/http/create-app.js';
import { loadConfig } from '../../config/app-config.js';
import { isLoopback } from '../../identity/address.js';
import { createLog } from '../../observability/logger.js';
import { startTracing } from '../../observability/tracing.js';
import { type Command, UsageError } from '../command.js';
import { MatchingService } from '../../matches/matching.service.js';
import { RematchScheduleService } from '../../matches/rematch-schedule.service.js';
import { PatientSeedingService } from '../../patients/patient-seeding.service.js';
import { SeedingService } from '../../registries/seeding.service.js';
import { startUpNotes } from './start-up-notes.js';

export const command: Command = {
  name: 'serve',
  summary: 'serve GraphQL and the page (migrates and seeds an empty database first)',
  usage: `Usage: eligo serve [--port N] [--host ADDRESS] [--no-seed]

Migrates the database, loads the seeds into it if it has none, and serves until it is stopped.
Settings come from the environment; docs/configuration.md lists them.`,
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: { port: { type: 'string' }, host: { type: 'string' }, 'no-seed': { type: 'boolean' } },
    });
    const overrides = { ...(values.port && { PORT: values.port }), ...(values.host && { HOST: values.host }) };
    const config = loadConfig(overrides);
    if (!isLoopback(config.http.host) && config.identity.open && !config.http.allowUnprotected) {
      throw new UsageError(
        `HOST ${config.http.host}: beyond loopback everybody has to say who they are; set OIDC_ISSUER (or REQUIRE_TOKEN=true with tokens of \`eligo token\`); ALLOW_UNPROTECTED=true overrides`,
      );
    }
    const log = createLog(config.logLevel);
    const notes = startUpNotes(io.stderr);
    const stopTracing = await startTracing(config.tracing.endpoint);

    const app = await notes.step('Starting the service', () => createApp(config, log));
    if (!values['no-seed']) {
      await notes.step('Seeding trials', () => app.get(SeedingService).seed(new Date()));
      await notes.step('Seeding patients', () => app.get(PatientSeedingService).seed());
    }
    await notes.step('Loading the trial index', () => app.get(MatchingService).warmUp());
    await app.listen(config.http.port, config.http.host);
    app.get(RematchScheduleService).start();
    notes.ready(await app.getUrl());
    if (!isLoopback(config.http.host) && config.identity.open)
      log.warn('listening beyond loopback without authentication');
    await new Promise<void>((resolve) => app.getHttpServer().once('close', resolve));
    await stopTracing();
    return 0;
  },
};
