import { Module } from '@nestjs/common';
import { PatientEntity } from './patient.entity.js';
import { PatientSeedingService } from './patient-seeding.service.js';
import { PatientsService } from './patients.service.js';

/** Tables of this feature, for the one data source. */
export const patientEntities = [PatientEntity];

@Module({
  providers: [PatientsService, PatientSeedingService],
  exports: [PatientsService, PatientSeedingService],
})
export class PatientsModule {}
