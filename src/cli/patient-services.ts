import { userInfo } from 'node:os';
import type { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { asWord, type AuditOutcome } from '../audit/audit-record.js';
import { type AppConfig, loadConfig } from '../config/app-config.js';
import { withDatabase } from '../database/open-database.js';
import { entities } from '../entities.js';
import { KeyFile } from '../keyring/key-file.js';
import { Keyring } from '../keyring/keyring.js';
import { ReviewsService } from '../matches/reviews.service.js';
import { PatientsService } from '../patients/patients.service.js';

export interface PatientServices {
  config: AppConfig;
  dataSource: DataSource;
  keyFile: KeyFile;
  patients: PatientsService;
  reviews: ReviewsService;
  audit: AuditService;
}

/** Stored patients without a Nest application, for commands that should start quickly. */
export function withPatientServices<T>(work: (services: PatientServices) => Promise<T>): Promise<T> {
  const config = loadConfig();
  return withDatabase(config.database, entities, async (dataSource) => {
    const keyFile = new KeyFile(config.keyFile);
    const keyring = new Keyring(keyFile);
    const patients = new PatientsService(dataSource, keyring, config);
    await patients.onModuleInit();
    const reviews = new ReviewsService(dataSource, keyring);
    return work({ config, dataSource, keyFile, patients, reviews, audit: new AuditService(dataSource, keyring) });
  });
}

/** What somebody does with a stored patient from the command line, for the audit log. */
export const noted = (
  audit: AuditService,
  what: { action: 'export' | 'erase'; tenant: string; patient: string; outcome: AuditOutcome },
): Promise<void> =>
  audit.append({
    at: new Date().toISOString(),
    actor: `cli:${userInfo().username}`,
    roles: 'admin',
    tenant: what.tenant,
    action: what.action,
    operation: `eligo patient ${what.action}`,
    patients: asWord(what.patient),
    outcome: what.outcome,
    purpose: 'PATRQT',
  });
