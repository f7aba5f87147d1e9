import { Injectable } from '@nestjs/common';
import { milesOf, kilometresOf } from '../domain/logic/miles.js';
import type { Reach } from '../domain/matching/rank.js';
import { type Point, TrialSearchService } from '../trials/trial-search.service.js';

const PAGE = 500;

/** Where a patient is and how far they can go: a point, or a US ZIP code. */
export type Near = ({ point: Point } | { zip: string }) & { radiusKm: number };

/** Which trials have a recruiting site in range, and how far the nearest one is. */
@Injectable()
export class ReachService {
  constructor(private readonly search: TrialSearchService) {}

  /** Reach by trial id; trials without a recruiting site in range are absent. @throws TrialSearchError on an unknown ZIP code. */
  async reachOf(near: Near): Promise<Map<string, Reach>> {
    const miles = milesOf(near.radiusKm);
    const filter = 'zip' in near ? { zip: { code: near.zip, miles } } : { near: { ...near.point, miles } };
    const reach = new Map<string, Reach>();
    for (let after: string | undefined; ;) {
      const found = await this.search.search({ filter, first: PAGE, after, orderBy: 'DISTANCE' });
      for (const { trial, miles: distance } of found.nodes) {
        reach.set(trial.id, {
          reachable: true,
          ...(distance !== undefined && { distanceKm: kilometresOf(distance) }),
        });
      }
      if (!found.hasNextPage) return reach;
      after = found.nodes.at(-1)?.cursor;
    }
  }
}
