import { Module } from '@nestjs/common';
import { PatientsModule } from '../patients/patients.module.js';
import { TrialsModule } from '../trials/trials.module.js';
import { CohortRunsService } from './cohort-runs.service.js';
import { MatchingService } from './matching.service.js';
import { ReachService } from './reach.service.js';
import { TrialIndexService } from './trial-index.service.js';
import { TrialPatientsService } from './trial-patients.service.js';

@Module({
  imports: [TrialsModule, PatientsModule],
  providers: [TrialIndexService, MatchingService, TrialPatientsService, CohortRunsService, ReachService],
  exports: [MatchingService, TrialPatientsService, CohortRunsService],
})
export class MatchesModule {}
