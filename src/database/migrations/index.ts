import { Trials1764000000000 } from './1764000000000-trials.js';
import { TrialText1764000000001 } from './1764000000001-trial-text.js';
import { Patients1764000000010 } from './1764000000010-patients.js';
import { Reviews1764000000020 } from './1764000000020-reviews.js';
import { Tenants1764000000030 } from './1764000000030-tenants.js';
import { MatchResults1764000000040 } from './1764000000040-match-results.js';
import { Audit1764000000050 } from './1764000000050-audit.js';

/** Every migration, oldest first. One file each; a released one is never edited. */
export const migrations = {
  Trials1764000000000,
  TrialText1764000000001,
  Patients1764000000010,
  Reviews1764000000020,
  Tenants1764000000030,
  MatchResults1764000000040,
  Audit1764000000050,
};
