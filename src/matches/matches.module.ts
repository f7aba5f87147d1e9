import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { PatientsModule } from '../patients/patients.module.js';
import { TrialsModule } from '../trials/trials.module.js';
import { CohortRunsService } from './cohort-runs.service.js';
import { CuratingService } from './curating.service.js';
import { MatchFacetsService } from './match-facets.service.js';
import { MatchingService } from './matching.service.js';
import { ReachService } from './reach.service.js';
import { MatchChangesService } from './match-changes.service.js';
import { RematchScheduleService } from './rematch-schedule.service.js';
import { RematchService } from './rematch.service.js';
import { ReviewEntity } from './reviews/review.entity.js';
import { ReviewNoteEntity } from './reviews/review-note.entity.js';
import { ReviewsService } from './reviews.service.js';
import { TrialIndexService } from './trial-index.service.js';
import { TrialPatientsService } from './trial-patients.service.js';

export { matchEntities } from './entities/index.js';
/** Tables of the worklist, for the one data source. */
export const reviewEntities = [ReviewEntity, ReviewNoteEntity];

@Module({
  imports: [TrialsModule, PatientsModule, EventsModule],
  providers: [
    TrialIndexService,
    MatchingService,
    TrialPatientsService,
    CohortRunsService,
    ReachService,
    MatchFacetsService,
    ReviewsService,
    RematchService,
    MatchChangesService,
    CuratingService,
    RematchScheduleService,
  ],
  exports: [
    CuratingService,
    MatchingService,
    TrialPatientsService,
    CohortRunsService,
    MatchFacetsService,
    ReviewsService,
    RematchService,
    MatchChangesService,
    RematchScheduleService,
  ],
})
export class MatchesModule {}
