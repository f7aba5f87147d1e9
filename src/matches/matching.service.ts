import { Injectable } from '@nestjs/common';
import type { Profile } from '../domain/patient/profile.js';
import { MatchFacetsService } from './match-facets.service.js';
import { type MatchPage, matchPage, type MatchQuestion } from './match-page.js';
import { Pace } from './pace.js';
import { type Near, ReachService } from './reach.service.js';
import type { TrialCatalogue } from './trial-catalogue.js';
import { TrialIndexService } from './trial-index.service.js';

export { ListChanged, keyOfMatch, type MatchPage } from './match-page.js';
export type { DetailedMatch } from '../domain/matching/patient-matches.js';

/** Which matches to tell, and what of each. */
export interface MatchRequest extends Omit<MatchQuestion, 'within' | 'reach'> {
  /** A site must lie in one of them. */
  countries?: readonly string[];
  /** A recruiting site must lie in range; the distance counts for the rank. */
  near?: Near;
}

/** How often an answer is begun anew because the trials changed under it, before it is made without a pause. */
const RESTARTS = 2;

/** Matches profiles against every trial in force. */
@Injectable()
export class MatchingService {
  constructor(
    private readonly index: TrialIndexService,
    private readonly reach: ReachService,
    private readonly matchFacets: MatchFacetsService,
  ) {}

  /** Compiles all documents in force. */
  async warmUp(): Promise<void> {
    await this.index.ready();
  }

  /** Whether an answer needs no wait. */
  get isReady(): boolean {
    return this.index.isReady;
  }

  /** A page of the matches that were asked for, ranked. @throws ListChanged; TrialSearchError on an unknown ZIP code. */
  async match(profile: Profile, { near, countries, ...asked }: MatchRequest): Promise<MatchPage> {
    const catalogue = await this.index.complete();
    const reach = near && (await this.reach.reachOf(near));
    const within = countries && (await this.matchFacets.inCountries(countries));
    return answer(catalogue, profile, { ...asked, ...(reach && { reach }), ...(within && { within }) });
  }
}

async function answer(catalogue: TrialCatalogue, profile: Profile, question: MatchQuestion): Promise<MatchPage> {
  for (let restarts = 0; ; restarts++) {
    const page = await tryAnswer(catalogue, profile, question, restarts < RESTARTS);
    if (page) return page;
  }
}

/** Undefined where the trials changed during a pause. */
async function tryAnswer(
  catalogue: TrialCatalogue,
  profile: Profile,
  question: MatchQuestion,
  pausing: boolean,
): Promise<MatchPage | undefined> {
  const { revision } = catalogue.index;
  const pace = new Pace();
  const work = matchPage(catalogue, profile, question);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (!pausing) continue;
    await pace.step();
    if (catalogue.index.revision !== revision) return undefined;
  }
}
