import { Body, Controller, Get, Header, HttpCode, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { CapabilityStatement } from '@medplum/fhirtypes';
import type { Request, Response } from 'express';
import { Charged } from '../limits/charged.js';
import { Access } from '../auth/access-rule.js';
import { MATCH_RECORD, OPEN } from '../auth/rules.js';
import { today } from '../clock.js';
import { capabilityStatement } from './capability-statement.js';
import { FhirMatchingService } from './fhir-matching.service.js';
import { FhirExceptionFilter } from './fhir-exception.filter.js';
import { sendBytes } from './send-bytes.js';

const FHIR_JSON = 'application/fhir+json; charset=utf-8';

const baseUrlOf = (request: Request): string => `${request.protocol}://${request.get('host') ?? 'localhost'}/fhir`;

/** The FHIR face: the draft CodeX operation `ResearchStudy/$match`. */
@Controller('fhir')
@UseFilters(FhirExceptionFilter)
export class FhirController {
  constructor(private readonly matching: FhirMatchingService) {}

  @Access(OPEN)
  @Get('metadata')
  @Header('content-type', FHIR_JSON)
  metadata(@Req() request: Request): CapabilityStatement {
    return capabilityStatement(baseUrlOf(request));
  }

  @Charged('matches')
  @Access(MATCH_RECORD)
  @Post('ResearchStudy/\\$match')
  @HttpCode(200)
  async match(@Body() body: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    sendBytes(response, FHIR_JSON, await this.matching.match(body, today(), baseUrlOf(request)));
  }
}
