import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import type { Profile } from '../domain/patient/profile.js';
import { MatchFacetsService } from './match-facets.service.js';
import { type MatchPage, matchPage, type MatchQuestion } from './match-page.js';
import { unpackTexts } from './packed-texts.js';
import { Pace } from './pace.js';
import { type Near, ReachService } from './reach.service.js';
import { MatchThreads } from './threads/match-threads.js';
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

/** A match as the `search` element of a FHIR searchset, JSON text in UTF-8. */
export interface MatchAsSearch {
  trial: string;
  search: Uint8Array;
}

/** Where threads find their code; they run what is built. */
const ENTRY = new URL('./threads/match-thread.js', import.meta.url);

/** How often an answer is begun anew because the trials changed under it, before it is made without a pause. */
const RESTARTS = 2;

/** Matches profiles against every trial in force. */
@Injectable()
export class MatchingService implements OnApplicationShutdown {
  private readonly log = new Logger('Matching');
  private readonly threads: MatchThreads | undefined;

  constructor(
    private readonly index: TrialIndexService,
    private readonly reach: ReachService,
    private readonly matchFacets: MatchFacetsService,
    @Inject(APP_CONFIG) config: AppConfig,
  ) {
    const { threads: size } = config.matching;
    if (size === 0) return;
    const onDeath = (name: string): void => this.log.error(`a matching thread died: ${name}`);
    this.threads = new MatchThreads({ size, entry: ENTRY, trials: () => index.present(), onDeath });
    index.watchedBy(this.threads);
  }

  /** What is being matched is answered first. */
  async onApplicationShutdown(): Promise<void> {
    await this.threads?.close();
  }

  /** Compiles all documents in force. */
  async warmUp(): Promise<void> {
    await this.index.ready();
  }

  /** Whether an answer needs no wait. */
  get isReady(): boolean {
    return this.index.isReady;
  }

  /** Names the state in which a trial is matched: it changes whenever anything of the trial does. */
  stateOf(trialId: string): string | undefined {
    return this.index.stampOf(trialId);
  }

  /** A page of the matches that were asked for, ranked. @throws ListChanged; TrialSearchError on an unknown ZIP code. */
  async match(profile: Profile, { near, countries, ...asked }: MatchRequest): Promise<MatchPage> {
    const catalogue = await this.index.complete();
    const reach = near && (await this.reach.reachOf(near));
    const within = countries && (await this.matchFacets.inCountries(countries));
    const question = { ...asked, ...(reach && { reach }), ...(within && { within }) };
    return this.threads?.isAlive ? this.threads.ask(profile, question) : answer(catalogue, profile, question);
  }

  /** The same, each match written as a `search` element. @throws as `match` */
  async matchAsSearches(
    profile: Profile,
    request: Omit<MatchRequest, 'details' | 'asSearches'>,
  ): Promise<{ total: number; matches: MatchAsSearch[] }> {
    const { total, searches } = await this.match(profile, { ...request, details: {}, asSearches: true });
    const texts = searches ? unpackTexts(searches.elements) : [];
    return { total, matches: texts.map((search, i) => ({ trial: searches?.trials[i] as string, search })) };
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
