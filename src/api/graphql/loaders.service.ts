import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { EligibilityDocument } from '../../domain/criteria/model.js';
import { matchKey, type MatchOfReview, type ReviewNote, ReviewsService } from '../../matches/reviews.service.js';
import type { PatientReach } from '../../patients/patient-reach.port.js';
import { PatientsService, type StoredPatient } from '../../patients/patients.service.js';
import type { Point } from '../../trials/trial-search.service.js';
import { EligibilityTextService } from '../../trials/eligibility-text.service.js';
import {
  type PlacedSite,
  type Trial,
  type TrialAmendment,
  type TrialSite,
  TrialsService,
  type TrialVersion,
} from '../../trials/trials.service.js';

type Load<Of, V> = (keys: readonly Of[]) => Promise<ReadonlyMap<string, V>>;

/**
 * Loads for all parents of a page at once. Nothing is kept between loads: a context may live as long as a WebSocket, and an
 * answer must not be older than the question.
 */
const batched = <V, Of = string>(
  load: Load<Of, V>,
  keyOf: (of: Of) => string = String,
): DataLoader<Of, V | undefined> =>
  new DataLoader<Of, V | undefined>(
    async (asked) => {
      const distinct = [...new Map(asked.map((of) => [keyOf(of), of])).values()];
      const found = await load(distinct);
      return asked.map((of) => found.get(keyOf(of)));
    },
    { cache: false },
  );

const idOf = ({ id }: Trial): string => id;

/** What fields are loaded with during one request. */
class Loaders {
  readonly trials: DataLoader<string, Trial | undefined>;
  readonly sites: DataLoader<string, TrialSite[] | undefined>;
  readonly versions: DataLoader<string, TrialVersion[] | undefined>;
  readonly amendments: DataLoader<Trial, TrialAmendment[] | undefined>;
  readonly documents: DataLoader<Trial, EligibilityDocument | undefined>;
  /** By version. */
  readonly texts: DataLoader<string, string | undefined>;
  readonly reviewNotes: DataLoader<MatchOfReview, ReviewNote[] | undefined>;
  private patientsOf?: DataLoader<string, StoredPatient | undefined>;
  private readonly near = new Map<string, DataLoader<string, PlacedSite[] | undefined>>();

  constructor(
    private readonly stored: TrialsService,
    texts: EligibilityTextService,
    private readonly storedPatients: PatientsService,
    reviews: ReviewsService,
  ) {
    this.reviewNotes = batched((matches: readonly MatchOfReview[]) => reviews.notesOf(matches), matchKey);
    this.trials = batched(async (ids) => new Map((await stored.findMany(ids)).map((trial) => [trial.id, trial])));
    this.sites = batched((ids) => stored.sites(ids));
    this.versions = batched((ids) => stored.versionsOf(ids));
    this.amendments = batched((trials: readonly Trial[]) => stored.amendmentsOf(trials), idOf);
    this.documents = batched((trials: readonly Trial[]) => stored.documentsOf(trials), idOf);
    this.texts = batched((ids) => texts.ofVersions(ids));
  }

  /** Sites by their distance from a place; one loader for each place that the operation names. */
  sitesNear(point: Point): DataLoader<string, PlacedSite[] | undefined> {
    const key = `${point.latitude} ${point.longitude}`;
    const loader = this.near.get(key) ?? batched((ids) => this.stored.sitesByDistance(ids, point));
    this.near.set(key, loader);
    return loader;
  }

  /** Patients that the caller may see; an operation has one caller. */
  patients(reach: PatientReach): DataLoader<string, StoredPatient | undefined> {
    return (this.patientsOf ??= batched((ids) => this.storedPatients.getMany(ids, reach)));
  }
}

/** Gives each request its loaders. */
@Injectable()
export class LoadersService {
  private readonly loaders = new WeakMap<object, Loaders>();

  constructor(
    private readonly trials: TrialsService,
    private readonly texts: EligibilityTextService,
    private readonly patients: PatientsService,
    private readonly reviews: ReviewsService,
  ) {}

  /** By the context of the operation. */
  of(context: object): Loaders {
    const known = this.loaders.get(context) ?? new Loaders(this.trials, this.texts, this.patients, this.reviews);
    this.loaders.set(context, known);
    return known;
  }
}
