import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { projectPath } from '../reference-data/paths.js';

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const fhirServer = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }),
  authorization: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({ kind: z.literal('bearer'), token: z.string() }),
      z.strictObject({
        kind: z.literal('backend'),
        clientId: z.string(),
        privateKey: z.record(z.string(), z.unknown()),
        scope: z.string().optional(),
        origins: z.array(z.string()).optional(),
      }),
    ])
    .default({ kind: 'none' }),
  allowPrivateAddress: z.boolean().optional(),
});
const smartServer = z.strictObject({
  name: z.string().min(1).max(100),
  baseUrl: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1),
  origins: z.array(z.url({ protocol: /^https?$/ })).default([]),
});
const jsonList = <T extends z.ZodType>(item: T) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(z.array(item));
const mebibytes = z.coerce
  .number()
  .positive()
  .transform((value) => Math.round(value * 1024 * 1024));

const perMinute = z.coerce.number().int().positive();

/**
 * Every setting of the service, with its default and meaning. The configuration reference (docs/configuration.md) is
 * generated from here; nothing else reads process.env.
 */
export const environmentSchema = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'])
    .default('development')
    .describe('Development shows the Apollo landing page and detailed start-up notes.'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe(
      'Address to listen on. Beyond loopback every request needs a token: set OIDC_ISSUER or REQUIRE_TOKEN, else the start is refused.',
    ),
  ALLOW_UNPROTECTED: flag
    .default(false)
    .describe('Serve beyond loopback although nobody is asked who they are; only for a network closed by other means.'),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Issuer of the bearer tokens (OpenID Connect or OAuth 2.0). Absent = requests from this machine need no token and act as its coordinator and administrator; `eligo token` mints tokens to try other roles.',
    ),
  OIDC_AUDIENCE: z.string().min(1).default('eligo').describe('What the `aud` of a token must name.'),
  OIDC_JWKS_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Address of the issuer's keys; absent = from its discovery document."),
  OIDC_ROLES_CLAIM: z
    .string()
    .default('roles')
    .describe('Claim with the roles (coordinator, patient, portal, admin); a dot leads into an object.'),
  OIDC_TENANT_CLAIM: z
    .string()
    .default('tenant')
    .describe('Claim with the organisation whose patients are seen; tokens without it belong to `local`.'),
  OIDC_PATIENT_CLAIM: z
    .string()
    .default('patient')
    .describe('Claim with the id of the stored patient that a patient owns.'),
  REQUIRE_TOKEN: flag.default(false).describe('Ask for a token on this machine too, although no issuer is configured.'),
  LOCAL_ISSUER_KEY: z
    .string()
    .default('var/keys/local-issuer.jwk')
    .describe('Key of the local issuer, relative to the project; made when first needed, readable by its owner only.'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('Port to listen on; 0 picks a free one.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, hostname: /.+/ })
    .optional()
    .describe('PostgreSQL connection; absent = embedded SQLite.'),
  SQLITE_PATH: z
    .string()
    .default('var/eligo.sqlite')
    .describe('SQLite file, relative to the project; `:memory:` keeps nothing.'),
  KEY_FILE: z
    .string()
    .optional()
    .describe(
      'Keys of stored patient data and of the audit log, relative to the project; default `var/keys/data.json`, made when first needed, readable by its owner only. Without it the data cannot be read: back it up apart from the database.',
    ),
  CURATION_FOLDER: z
    .string()
    .min(1)
    .default('var/curated')
    .describe(
      'Folder of the eligibility documents that are curated here, relative to the project; laid over those that ship. Keep it in git, so that every correction can be reviewed.',
    ),
  MAX_RECORD_MB: mebibytes.default(10 * 1024 * 1024).describe('Largest patient record accepted, in MiB (default 10).'),
  READS_PER_MINUTE: perMinute
    .optional()
    .describe('Requests that one client may send in a minute (default 1200; 120000 while no token is asked for).'),
  MATCHES_PER_MINUTE: perMinute
    .optional()
    .describe('Matches that one client may ask for in a minute (default 300; 30000 while no token is asked for).'),
  PULLS_PER_MINUTE: perMinute
    .optional()
    .describe('Records that one client may have pulled in a minute (default 10; 1000 while no token is asked for).'),
  MAX_IN_FLIGHT: z.coerce
    .number()
    .int()
    .positive()
    .default(64)
    .describe('Requests that are worked on at once (default 64); more are refused with 503.'),
  BEHIND_TLS_PROXY: flag
    .default(false)
    .describe(
      'One proxy in front ends TLS: answers carry HSTS, and the address of a client is taken from X-Forwarded-For.',
    ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('Least severe level that is logged.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('OpenTelemetry collector (OTLP over HTTP) that spans of requests go to; absent = none are made.'),
  GRAPHQL_INTROSPECTION: flag
    .optional()
    .describe('Whether the schema can be introspected; default: not in production. The SDL ships as schema.graphql.'),
  FHIR_SERVERS: jsonList(fhirServer)
    .default([])
    .describe(
      'FHIR servers that records may be pulled from, as JSON: `[{"baseUrl": "https://...", "authorization": {"kind": "none"}}]`; also `{"kind": "bearer", "token": ...}` and `{"kind": "backend", "clientId": ..., "privateKey": {JWK}}` (SMART Backend Services).',
    ),
  SMART_SERVERS: jsonList(smartServer)
    .default([])
    .describe(
      'FHIR servers where patients can sign in and have their browser read their own record (SMART App Launch, standalone), as JSON: `[{"name": "...", "baseUrl": "https://...", "clientId": "..."}]`; `origins` names further origins of its sign-in. Register the web app there as a public client with the redirect URI `https://<this service>/me`.',
    ),
  FHIR_PULL_SECONDS: z.coerce
    .number()
    .positive()
    .default(15)
    .describe('Longest time that pulling one record may take; what has not come by then makes the record partial.'),
  NCI_API_KEY: z.string().optional().describe('Key for the NCI Clinical Trials Search API.'),
  CTGOV_API_URL: z.url().optional().describe('Base URL of the ClinicalTrials.gov API, for a mirror or a proxy.'),
  NCI_API_URL: z.url().optional().describe('Base URL of the NCI Clinical Trials Search API.'),
  CTIS_API_URL: z.url().optional().describe('Base URL of the public interface of EU CTIS.'),
  REGISTRY_REQUESTS_PER_MINUTE: z.coerce
    .number()
    .positive()
    .default(50)
    .describe('How often each registry is asked at most; ClinicalTrials.gov tolerates about 50 a minute.'),
  MATCH_THREADS: z.coerce
    .number()
    .int()
    .min(0)
    .max(64)
    .optional()
    .describe(
      'Threads that match patients, each with its own copy of the trial index; 0 = matching takes turns with everything else. Default: one less than there are processors, at least 1; 0 in tests.',
    ),
  REMATCH_SECONDS: z.coerce
    .number()
    .min(0)
    .default(60)
    .describe('How often stored results are compared with trials, records and the date; 0 = never.'),
  SYNC_SCHEDULE: z.string().optional().describe('Cron expression for registry synchronisation; absent = no schedule.'),
});

export interface AppConfig {
  matching: { rematchSeconds: number; threads: number };
  environment: 'development' | 'production' | 'test';
  http: { host: string; port: number; allowUnprotected: boolean; behindTlsProxy: boolean };
  identity: {
    issuer?: string;
    audience: string;
    jwksUrl?: string;
    claims: { roles: string; tenant: string; patient: string };
    /** Whether requests from this machine without a token act as its coordinator and administrator. */
    open: boolean;
    localKeyFile: string;
  };
  database: { url?: string; sqlitePath: string };
  curation: {
    /** Documents that are curated here; absolute. */
    folder: string;
  };
  /** Absent = keys in memory, for a database in memory. */
  keyFile?: string;
  limits: {
    recordBytes: number;
    /** What one client may ask for in a minute. */
    perMinute: { reads: number; matches: number; pulls: number };
    inFlight: number;
  };
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  tracing: { endpoint?: string };
  graphql: { introspection: boolean };
  /** Where patients can sign in; their record goes to their browser. */
  smart: { servers: z.infer<typeof smartServer>[] };
  fhir: { servers: z.infer<typeof fhirServer>[]; pullMilliseconds: number };
  registries: {
    nciApiKey?: string;
    ctgovUrl?: string;
    nciUrl?: string;
    ctisUrl?: string;
    requestsPerMinute: number;
    syncSchedule?: string;
  };
}

/** One error that names every setting that is wrong, never the value it had. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const DEFAULT_KEY_FILE = 'var/keys/data.json';

const keyFileOf = (named: string | undefined, inMemory: boolean): string | undefined =>
  named === undefined && inMemory ? undefined : projectPath(named ?? DEFAULT_KEY_FILE);

/** Tests run the sources, which a thread cannot. */
const defaultThreads = (environment: AppConfig['environment']): number =>
  environment === 'test' ? 0 : Math.max(1, availableParallelism() - 1);

/** The typed configuration of an environment. */
export function parseConfig(environment: Record<string, string | undefined>): AppConfig {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(present);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigurationError(`Configuration: ${problems.join('; ')}`);
  }
  const env = parsed.data;
  const sqlitePath = env.SQLITE_PATH === ':memory:' ? env.SQLITE_PATH : projectPath(env.SQLITE_PATH);
  const open = env.OIDC_ISSUER === undefined && !env.REQUIRE_TOKEN;
  // Whoever works on this machine alone shares it with nobody.
  const generosity = open ? 100 : 1;
  return {
    environment: env.NODE_ENV,
    http: {
      host: env.HOST,
      port: env.PORT,
      allowUnprotected: env.ALLOW_UNPROTECTED,
      behindTlsProxy: env.BEHIND_TLS_PROXY,
    },
    identity: {
      issuer: env.OIDC_ISSUER,
      audience: env.OIDC_AUDIENCE,
      jwksUrl: env.OIDC_JWKS_URL,
      claims: { roles: env.OIDC_ROLES_CLAIM, tenant: env.OIDC_TENANT_CLAIM, patient: env.OIDC_PATIENT_CLAIM },
      open,
      localKeyFile: projectPath(env.LOCAL_ISSUER_KEY),
    },
    database: { url: env.DATABASE_URL, sqlitePath },
    curation: { folder: resolve(projectPath('.'), env.CURATION_FOLDER) },
    keyFile: keyFileOf(env.KEY_FILE, env.DATABASE_URL === undefined && sqlitePath === ':memory:'),
    limits: {
      recordBytes: env.MAX_RECORD_MB,
      perMinute: {
        reads: env.READS_PER_MINUTE ?? 1200 * generosity,
        matches: env.MATCHES_PER_MINUTE ?? 300 * generosity,
        pulls: env.PULLS_PER_MINUTE ?? 10 * generosity,
      },
      inFlight: env.MAX_IN_FLIGHT,
    },
    logLevel: env.LOG_LEVEL,
    tracing: { endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT },
    graphql: { introspection: env.GRAPHQL_INTROSPECTION ?? env.NODE_ENV !== 'production' },
    smart: { servers: env.SMART_SERVERS },
    fhir: { servers: env.FHIR_SERVERS, pullMilliseconds: env.FHIR_PULL_SECONDS * 1000 },
    registries: {
      nciApiKey: env.NCI_API_KEY,
      ctgovUrl: env.CTGOV_API_URL,
      nciUrl: env.NCI_API_URL,
      ctisUrl: env.CTIS_API_URL,
      requestsPerMinute: env.REGISTRY_REQUESTS_PER_MINUTE,
      syncSchedule: env.SYNC_SCHEDULE,
    },
    matching: { rematchSeconds: env.REMATCH_SECONDS, threads: env.MATCH_THREADS ?? defaultThreads(env.NODE_ENV) },
  };
}

/** The configuration of this process: `.env` of the project, overridden by the environment, overridden by the caller. */
export function loadConfig(overrides: Record<string, string> = {}): AppConfig {
  const file = projectPath('.env');
  const dotEnv = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  return parseConfig({ ...dotEnv, ...process.env, ...overrides });
}
