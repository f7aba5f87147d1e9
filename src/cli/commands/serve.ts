import { parseArgs } from 'node:util';
import { createApp } from '../../api/http/create-app.js';
import { loadConfig } from '../../config/app-config.js';
import { createLog } from '../../observability/logger.js';
import { type Command, UsageError } from '../command.js';
import { MatchingService } from '../../matches/matching.service.js';
import { PatientSeedingService } from '../../patients/patient-seeding.service.js';
import { SeedingService } from '../../registries/seeding.service.js';
import { startUpNotes } from './start-up-notes.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

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
    if (!LOOPBACK.has(config.http.host) && !config.http.allowUnprotected) {
      throw new UsageError(
        `HOST ${config.http.host}: nobody is asked who they are yet, so only loopback is served; ALLOW_UNPROTECTED=true overrides`,
      );
    }
    const log = createLog(config.logLevel);
    const notes = startUpNotes(io.stderr);

    const app = await notes.step('Starting the service', () => createApp(config, log));
    if (!values['no-seed']) {
      await notes.step('Seeding trials', () => app.get(SeedingService).seed(new Date()));
      await notes.step('Seeding patients', () => app.get(PatientSeedingService).seed());
    }
    await notes.step('Loading the trial index', () => app.get(MatchingService).warmUp());
    await app.listen(config.http.port, config.http.host);
    notes.ready(await app.getUrl());
    if (!LOOPBACK.has(config.http.host)) log.warn('listening beyond loopback without authentication');
    await new Promise<void>((resolve) => app.getHttpServer().once('close', resolve));
    return 0;
  },
};
