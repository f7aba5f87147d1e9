import type { Profile } from '../../domain/patient/profile.js';
import type { MatchPage, MatchQuestion } from '../match-page.js';
import type { CataloguedTrial } from '../trial-catalogue.js';

/** What a matching thread is told, in order. */
export type ToThread =
  | { put: readonly CataloguedTrial[] }
  | { remove: readonly string[] }
  /** Nothing more changes for now: what answers need can be made ready; `settled` comes back. */
  | { settle: true }
  | { ask: number; profile: Profile; question: MatchQuestion };

/** What it tells. A fault has a name only: its message may quote a record. */
export type FromThread =
  | { settled: true }
  | { answer: number; page: MatchPage }
  | { answer: number; listChanged: true }
  | { answer: number; fault: string };
