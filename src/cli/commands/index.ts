import type { Command } from '../command.js';

/** Every command that works, in the order of `eligo --help`. Each is loaded only when it is called. */
export const commands: Record<string, () => Promise<Command>> = {
  bench: () => import('./bench.js').then((m) => m.command),
  patient: () => import('./patient.js').then((m) => m.command),
  audit: () => import('./audit.js').then((m) => m.command),
  keys: () => import('./keys.js').then((m) => m.command),
  token: () => import('./token.js').then((m) => m.command),
  serve: () => import('./serve.js').then((m) => m.command),
  match: () => import('./match.js').then((m) => m.command),
  migrate: () => import('./migrate.js').then((m) => m.command),
  sync: () => import('./sync.js').then((m) => m.command),
  seed: () => import('./seed.js').then((m) => m.command),
  cohort: () => import('./cohort.js').then((m) => m.command),
  convert: () => import('./convert.js').then((m) => m.command),
  evaluate: () => import('./evaluate.js').then((m) => m.command),
  lint: () => import('./lint.js').then((m) => m.command),
  structure: () => import('./structure.js').then((m) => m.command),
  concept: () => import('./concept.js').then((m) => m.command),
  profile: () => import('./profile.js').then((m) => m.command),
};
