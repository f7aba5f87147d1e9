import { Body, Controller, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Charged } from '../limits/charged.js';
import { Access } from '../auth/access-rule.js';
import { MATCH_RECORD } from '../auth/rules.js';
import { today } from '../clock.js';
import { FhirMatchingService } from './fhir-matching.service.js';
import { FhirError } from './operation-outcome.js';
import { sendBytes } from './send-bytes.js';

/**
 * `POST /getClinicalTrial`: the contract of the mCODE matching services, so that their SMART app works unchanged. A Bundle
 * goes in (one entry may be Parameters), a searchset with scores comes out; errors are `{error}`. Unlike theirs, answers
 * are sent as JSON, FHIR media types are accepted, and no exception text leaks.
 */
@Controller('getClinicalTrial')
export class ClinicalTrialController {
  constructor(private readonly matching: FhirMatchingService) {}

  @Charged('matches')
  @Access(MATCH_RECORD)
  @Post()
  @HttpCode(200)
  @Header('access-control-allow-origin', '*')
  async match(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const type = request.get('content-type') ?? '';
    const answer = type.includes('application/fhir+json') ? 'application/fhir+json' : 'application/json';
    try {
      const base = `${request.protocol}://${request.get('host') ?? 'localhost'}/fhir`;
      sendBytes(response, answer, await this.matching.match(body, today(), base));
    } catch (error) {
      if (!(error instanceof FhirError)) throw error;
      response.status(error.status).json({ error: error.message });
    }
  }
}
