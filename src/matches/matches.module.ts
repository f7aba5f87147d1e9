import { Module } from '@nestjs/common';
import { TrialsModule } from '../trials/trials.module.js';
import { MatchingService } from './matching.service.js';
import { ReachService } from './reach.service.js';

@Module({
  imports: [TrialsModule],
  providers: [MatchingService, ReachService],
  exports: [MatchingService],
})
export class MatchesModule {}
