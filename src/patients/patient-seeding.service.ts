import { Injectable } from '@nestjs/common';
import { patientSeeds } from '../reference-data/patient-seeds.js';
import { PatientsService } from './patients.service.js';

/** Whoever works on this machine. */
const SEED_TENANT = 'local';

/** Fills the store with the example patients under seeds/patients. A second run changes nothing. */
@Injectable()
export class PatientSeedingService {
  constructor(private readonly patients: PatientsService) {}

  async seed(): Promise<void> {
    for (const record of patientSeeds()) await this.patients.import(record, { tenant: SEED_TENANT, source: 'seed' });
  }
}
