import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { MatchingService } from '../../matches/matching.service.js';
import { TrialsService } from '../../trials/trials.service.js';
import { researchStudy } from './research-study.js';

/** Bytes of text that are kept. */
const KEPT = 64 * 1024 * 1024;

/** Trials as ResearchStudy resources in JSON text (UTF-8), kept as long as the trial is matched in the same state. */
@Injectable()
export class StudyTextsService {
  private readonly kept = new LRUCache<string, Buffer>({ maxSize: KEPT, sizeCalculation: ({ length }) => length });

  constructor(
    private readonly matching: MatchingService,
    private readonly trials: TrialsService,
  ) {}

  /** By trial id; trials that are stored no more are absent. */
  async of(ids: readonly string[]): Promise<Map<string, Buffer>> {
    const states = new Map(ids.map((id) => [id, this.matching.stateOf(id)]));
    const texts = new Map(
      ids.flatMap((id) => {
        const kept = this.kept.get(keyOf(id, states.get(id)));
        return kept === undefined ? [] : [[id, kept] as const];
      }),
    );
    const missing = ids.filter((id) => !texts.has(id));
    if (missing.length === 0) return texts;
    const [trials, sites] = await Promise.all([this.trials.findMany(missing), this.trials.sites(missing)]);
    for (const trial of trials) {
      const text = Buffer.from(JSON.stringify(researchStudy(trial, sites.get(trial.id) ?? [])));
      texts.set(trial.id, text);
      // Without a state nothing would tell that it is outdated.
      const state = states.get(trial.id);
      if (state) this.kept.set(keyOf(trial.id, state), text);
    }
    return texts;
  }
}

const keyOf = (id: string, state: string | undefined): string => `${id} ${state ?? ''}`;
