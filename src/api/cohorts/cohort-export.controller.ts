import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { ConflictException, Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { CohortFormat } from '../../domain/matching/cohort/cohort-line.js';
import { type Principal, reachOf } from '../../identity/principal.js';
import { CohortRunsService } from '../../matches/cohort-runs.service.js';
import { Access } from '../auth/access-rule.js';
import { RouteRequester } from '../auth/requester.js';
import { EXPORT_COHORT } from '../auth/rules.js';

const TYPES: Record<CohortFormat, string> = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' };

/** The pairs of a cohort run as a file. The URL holds the random id of the run and nothing of a patient. */
@Controller('cohort-runs')
export class CohortExportController {
  constructor(private readonly cohorts: CohortRunsService) {}

  @Access(EXPORT_COHORT)
  @Get(':id/pairs.csv')
  csv(@Param('id') id: string, @RouteRequester() requester: Principal, @Res() response: Response): Promise<void> {
    return this.send(id, requester, 'csv', response);
  }

  @Access(EXPORT_COHORT)
  @Get(':id/pairs.ndjson')
  ndjson(@Param('id') id: string, @RouteRequester() requester: Principal, @Res() response: Response): Promise<void> {
    return this.send(id, requester, 'ndjson', response);
  }

  private async send(id: string, requester: Principal, format: CohortFormat, response: Response): Promise<void> {
    const run = this.cohorts.get(id, reachOf(requester));
    if (!run) throw new NotFoundException('there is no such run, or it is not kept any more');
    if (!run.hasEnded) throw new ConflictException('the run has not ended');
    response.attachment(`pairs.${format}`).type(TYPES[format]);
    await pipeline(Readable.from(this.cohorts.export(run, format)), response);
  }
}
