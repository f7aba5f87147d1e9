import { Module } from '@nestjs/common';
import { TrialsModule } from '../trials/trials.module.js';
import { MatchingService } from './matching.service.js';

@Module({
  imports: [TrialsModule],
  providers: [MatchingService],
  exports: [MatchingService],
})
export class MatchesModule {}
