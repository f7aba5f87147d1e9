import { Injectable } from '@nestjs/common';
import { kilometresOf } from '../../domain/logic/miles.js';
import { RecordError } from '../../domain/patient/record-error.js';
import type { Profile } from '../../domain/patient/profile.js';
import { MatchingService } from '../../matches/matching.service.js';
import { PatientsService } from '../../patients/patients.service.js';
import type { Near } from '../../matches/reach.service.js';
import { TrialSearchError } from '../../trials/trial-search.service.js';
import { matchBundle } from './match-bundle.js';
import { type FhirMatchRequest, readMatchRequest } from './match-request.js';
import { FhirError } from './operation-outcome.js';
import { StudyTextsService } from './study-texts.service.js';

const PAGE = 100;

/** Words of the family's clients for a phase and a recruitment status, to ours. */
const PHASES: Record<string, string[]> = {
  'early-phase-1': ['EARLY_PHASE1'],
  'phase-1': ['PHASE1'],
  'phase-1-phase-2': ['PHASE1', 'PHASE2'],
  'phase-2': ['PHASE2'],
  'phase-2-phase-3': ['PHASE2', 'PHASE3'],
  'phase-3': ['PHASE3'],
  'phase-4': ['PHASE4'],
  'n-a': ['NA'],
};
const STATUSES: Record<string, string[]> = {
  active: ['RECRUITING', 'ENROLLING_BY_INVITATION'],
  recruiting: ['RECRUITING'],
  approved: ['NOT_YET_RECRUITING'],
  'closed-to-accrual': ['ACTIVE_NOT_RECRUITING'],
  completed: ['COMPLETED'],
};

const wordKey = (word: string): string =>
  word
    .trim()
    .toLowerCase()
    .replace(/[\s_/]+/g, '-');

function oneOf(table: Record<string, string[]>, name: string, value: string | undefined): string[] | undefined {
  if (value === undefined) return undefined;
  const found = table[wordKey(value)] ?? table[wordKey(value).replace(/^phase-?/, 'phase-')];
  // A filter that is not understood is refused, never ignored.
  if (!found) throw new FhirError(400, 'not-supported', `${name}: one of ${Object.keys(table).join(', ')} is expected`);
  return found;
}

/** What the family's own form proposes where only a ZIP code is given, in miles. */
const DEFAULT_RADIUS = 25;

const nearOf = ({ zipCode, travelRadius }: FhirMatchRequest): Near | undefined =>
  zipCode === undefined ? undefined : { zip: zipCode, radiusKm: kilometresOf(travelRadius ?? DEFAULT_RADIUS) };

function asBadRequest(error: unknown): never {
  if (error instanceof TrialSearchError) throw new FhirError(400, 'invalid', `${error.field}: ${error.message}`);
  throw error;
}

/** The CodeX matching operation over the same engine as GraphQL. Nothing of the record is stored. */
@Injectable()
export class FhirMatchingService {
  constructor(
    private readonly matching: MatchingService,
    private readonly patients: PatientsService,
    private readonly studies: StudyTextsService,
  ) {}

  /** The searchset as JSON text in UTF-8. @throws FhirError with the HTTP status and the issue. */
  async match(body: unknown, asOf: string, baseUrl: string): Promise<Buffer> {
    const request = readMatchRequest(body);
    const profile = this.profileOf(request);
    const status = oneOf(STATUSES, 'recruitmentStatus', request.recruitmentStatus);
    const phases = oneOf(PHASES, 'phase', request.phase);
    const near = nearOf(request);
    const { total, matches } = await this.matching
      .matchAsSearches(profile, {
        asOf,
        ...(status && { status }),
        ...(phases && { phases }),
        ...(near && { near }),
        first: PAGE,
      })
      .catch(asBadRequest);
    const texts = await this.studies.of(matches.map(({ trial }) => trial));
    const studies = matches.flatMap(({ trial, search }) => {
      const study = texts.get(trial);
      return study ? [{ id: trial, study, search }] : [];
    });
    return matchBundle(studies, total, baseUrl);
  }

  private profileOf({ record }: FhirMatchRequest): Profile {
    try {
      return this.patients.read(record);
    } catch (error) {
      if (error instanceof RecordError) throw new FhirError(400, 'invalid', error.message);
      throw error;
    }
  }
}
