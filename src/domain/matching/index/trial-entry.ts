import type { Criterion, EligibilityDocument } from '../../criteria/model.js';
import type { CancerLeafRef, BiomarkerRef } from '../specificity.js';

/** What a registry says of a trial beside its criteria; only what ranking and filters read. */
export interface TrialListing {
  title?: string;
  status?: string;
  phase?: string;
  /** `INTERVENTIONAL`, `OBSERVATIONAL`, `EXPANDED_ACCESS`, `OTHER`. */
  studyType?: string;
  /** As ClinicalTrials.gov names it: `TREATMENT`, `PREVENTION`, `DIAGNOSTIC`, ... */
  primaryPurpose?: string;
  /** Day of the registry's last update, `YYYY-MM-DD`. */
  updated?: string;
}

/** One criterion as the matcher sees it. */
export interface CriterionEntry {
  criterion: Criterion;
  /** Id of its condition in the index. */
  condition: number;
  /** The outcome is PASS where the condition is false. */
  negated: boolean;
  /** A FAIL of it excludes: hard, and read with enough confidence. */
  excludes: boolean;
  key: boolean;
  /** States the disease or a biomarker of it: an inclusion that, met, ties the trial to the patient. */
  anchor: boolean;
  prior: number;
}

export interface ScopeEntry {
  id: string;
  open: boolean;
  /** Positions in `TrialEntry.criteria`, those of scope `all` and of parent scopes included. */
  criteria: readonly number[];
  /** One of its criteria is a key. */
  hasKey: boolean;
}

export interface TrialEntry {
  /** `registry:id`. */
  key: string;
  document: EligibilityDocument;
  listing: TrialListing;
  /** Criteria that count: informational ones are left out. Those that most often exclude for good come first. */
  criteria: readonly CriterionEntry[];
  scopes: readonly ScopeEntry[];
  biomarkers: readonly BiomarkerRef[];
  cancers: readonly CancerLeafRef[];
  /** Genes and drug classes that the trial speaks of. */
  subjects: ReadonlySet<string>;
  purposeRank: number;
  phaseRank: number;
  updatedRank: number;
}
