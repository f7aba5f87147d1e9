import type { Phase, RegistryName, TrialStatus } from '../trial-record.port.js';

export interface Point {
  latitude: number;
  longitude: number;
}

/** What trials to find. Every part narrows; nothing is filtered that is not asked for. */
export interface TrialFilter {
  /** Words of titles, conditions, interventions, summary and criteria; all must occur. `word*` matches beginnings. */
  text?: string;
  /** A cancer type as OncoTree code or name. */
  cancer?: string;
  /** `within` (default): trials that name the type or one below it. `accepting`: also those that name one above it, up to all solid tumours. */
  cancerScope?: 'within' | 'accepting';
  /** A registered condition, whole: "Hypertension" is not "Pulmonary Arterial Hypertension". */
  condition?: string;
  gene?: string;
  /** A drug or a class of drugs that the trial gives. */
  drug?: string;
  phases?: Phase[];
  statuses?: TrialStatus[];
  /** Exactly the trials that take patients today; not those that will, not those by invitation. */
  recruitingOnly?: boolean;
  studyType?: string;
  /** Any site in the country. */
  country?: string;
  /** A site in range that is recruiting. */
  near?: Point & { miles: number };
  /** US ZIP code; with `miles` the same as `near`. */
  zip?: { code: string; miles: number };
  registry?: RegistryName;
  /** In years. Trials without a limit are open at that end. */
  age?: number;
  /** Trials for that sex or for all. */
  sex?: 'female' | 'male';
  /** YYYY-MM-DD */
  updatedSince?: string;
}

export const trialOrders = ['UPDATED', 'DISTANCE', 'RELEVANCE', 'TITLE', 'ID'] as const;
export type TrialOrder = (typeof trialOrders)[number];

/** A search that cannot be answered as asked: an unknown name, a missing point, a cursor of another search. */
export class TrialSearchError extends Error {
  override readonly name = 'TrialSearchError';

  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}
