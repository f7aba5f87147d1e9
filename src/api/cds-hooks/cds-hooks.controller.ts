import {
  BadRequestException,
  Body,
  Controller,
  Get,
  HttpCode,
  Post,
  PreconditionFailedException,
} from '@nestjs/common';
import { z } from 'zod';
import { RecordError } from '../../domain/patient/record-error.js';
import { type DetailedMatch, MatchingService } from '../../matches/matching.service.js';
import { PatientsService } from '../../patients/patients.service.js';
import { Charged } from '../limits/charged.js';
import { Access } from '../auth/access-rule.js';
import { MATCH_RECORD, OPEN } from '../auth/rules.js';
import { today } from '../clock.js';

const SERVICE = 'eligo-trial-match';
const CARDS = 3;

/** What the EHR fetches for us before it calls: everything a profile is read from. */
const PREFETCH = {
  patient: 'Patient/{{context.patientId}}',
  conditions: 'Condition?patient={{context.patientId}}',
  observations: 'Observation?patient={{context.patientId}}',
  medications: 'MedicationRequest?patient={{context.patientId}}',
  procedures: 'Procedure?patient={{context.patientId}}',
  allergies: 'AllergyIntolerance?patient={{context.patientId}}',
} as const;

const resource = z.looseObject({ resourceType: z.string() });
const request = z.looseObject({
  hook: z.literal('patient-view'),
  hookInstance: z.string(),
  context: z.looseObject({ patientId: z.string() }),
  prefetch: z.record(z.string(), resource.nullable()).optional(),
});

interface Card {
  summary: string;
  detail: string;
  indicator: 'info';
  source: { label: string; url?: string };
  links: { label: string; url: string; type: 'absolute' }[];
}

/** Resources of the prefetch, search results unpacked. */
const unpacked = (prefetch: Record<string, z.infer<typeof resource> | null>): unknown[] =>
  Object.values(prefetch).flatMap((value) => {
    if (value === null) return [];
    if (value.resourceType !== 'Bundle') return [value];
    const entries = Array.isArray(value['entry']) ? (value['entry'] as { resource?: unknown }[]) : [];
    return entries.map((entry) => entry.resource);
  });

function card({ trial, grade, score, wouldSettle = [] }: DetailedMatch): Card {
  const open = wouldSettle.slice(0, 3).map(({ fact }) => `- ${fact}`);
  const summary = `${grade} match: ${trial.title ?? trial.id}`;
  return {
    summary: summary.length > 139 ? `${summary.slice(0, 138)}…` : summary,
    detail: [`${trial.id}, score ${score.toFixed(2)}`, ...(open.length > 0 ? ['', 'To find out:', ...open] : [])].join(
      '\n',
    ),
    indicator: 'info',
    source: { label: 'Eligo' },
    links: trial.id.startsWith('NCT')
      ? [{ label: 'Registry record', url: `https://clinicaltrials.gov/study/${trial.id}`, type: 'absolute' }]
      : [],
  };
}

/** CDS Hooks 2.0: discovery, and a patient-view service that answers with the best trials. */
@Controller('cds-services')
export class CdsHooksController {
  constructor(
    private readonly matching: MatchingService,
    private readonly patients: PatientsService,
  ) {}

  @Access(OPEN)
  @Get()
  discovery() {
    return {
      services: [
        {
          hook: 'patient-view',
          id: SERVICE,
          title: 'Clinical trials that may fit',
          description: 'Matches the mCODE record of the patient in view against recruiting oncology trials',
          prefetch: PREFETCH,
        },
      ],
    };
  }

  @Charged('matches')
  @Access(MATCH_RECORD)
  @Post(SERVICE)
  @HttpCode(200)
  async patientView(@Body() body: unknown): Promise<{ cards: Card[] }> {
    const asked = request.safeParse(body);
    if (!asked.success) throw new BadRequestException('a CDS Hooks request for patient-view is expected');
    const { prefetch } = asked.data;
    // Without a prefetch we would have to call back into the EHR; 412 tells it what is missing (CDS Hooks 2.0, section 8).
    if (!prefetch?.['patient']) throw new PreconditionFailedException('prefetch.patient is needed');
    const { matches } = await this.matching.match(this.profileOf(unpacked(prefetch)), {
      asOf: today(),
      status: ['RECRUITING'],
      first: CARDS,
      details: { wouldSettle: true },
    });
    return { cards: matches.map(card) };
  }

  private profileOf(resources: unknown[]) {
    try {
      return this.patients.read(resources);
    } catch (error) {
      if (error instanceof RecordError) throw new BadRequestException(error.message);
      throw error;
    }
  }
}
