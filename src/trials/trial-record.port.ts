import type { StructuringInput } from '../domain/structuring/input.js';

/** What a registry says about one trial, in one shape for all registries. The mappers of src/registries write it. */

export const registryNames = ['ctgov', 'nci', 'ctis'] as const;
export type RegistryName = (typeof registryNames)[number];

export const trialStatuses = [
  'RECRUITING',
  'ENROLLING_BY_INVITATION',
  'NOT_YET_RECRUITING',
  'SUSPENDED',
  'ACTIVE_NOT_RECRUITING',
  'COMPLETED',
  'TERMINATED',
  'WITHDRAWN',
  'NOT_AUTHORISED',
  'EXPANDED_ACCESS',
  'UNKNOWN',
] as const;
/** The common status of a trial or a site, whatever the registry calls it. */
export type TrialStatus = (typeof trialStatuses)[number];

export type AcceptsNow = 'YES' | 'BY_INVITATION' | 'NOT_YET' | 'NO' | 'UNKNOWN';

/** Whether a trial or site of that status takes patients today. "Recruiting only" means exactly YES. */
export const acceptsNow: Record<TrialStatus, AcceptsNow> = {
  RECRUITING: 'YES',
  ENROLLING_BY_INVITATION: 'BY_INVITATION',
  NOT_YET_RECRUITING: 'NOT_YET',
  SUSPENDED: 'NO',
  ACTIVE_NOT_RECRUITING: 'NO',
  COMPLETED: 'NO',
  TERMINATED: 'NO',
  WITHDRAWN: 'NO',
  NOT_AUTHORISED: 'NO',
  EXPANDED_ACCESS: 'NO',
  UNKNOWN: 'UNKNOWN',
};

export const phases = ['NA', 'EARLY_PHASE1', 'PHASE1', 'PHASE2', 'PHASE3', 'PHASE4'] as const;
/** A phase 1/2 trial carries two. */
export type Phase = (typeof phases)[number];

/**
 * `nct`: ClinicalTrials.gov, aliases included; `eudract`, `euct`: the two European numbers; `nci`: NCI CTRP number;
 * `other`: the sponsor's and funders' own. Only the first four ever join records of different registries.
 */
export type IdentifierScheme = 'nct' | 'eudract' | 'euct' | 'nci' | 'isrctn' | 'other';

export interface TrialIdentifier {
  scheme: IdentifierScheme;
  value: string;
}

export interface RecordSite {
  facility?: string;
  city?: string;
  state?: string;
  zip?: string;
  country?: string;
  /** CT.gov gives the centre of the city, NCI the hospital, CTIS nothing. */
  latitude?: number;
  longitude?: number;
  /** Own status, or the one inherited from the trial. */
  status: TrialStatus;
  statusRaw?: string;
  inherited?: true;
}

export interface RecordIntervention {
  name: string;
  type: string;
  otherNames?: string[];
  ncit?: string;
}

export interface RecordArm {
  label: string;
  type?: string;
  description?: string;
  interventions?: string[];
}

export interface TrialRecord {
  registry: RegistryName;
  /** The registry's own number, in upper case. */
  id: string;
  /** The registry's date of this state (YYYY-MM-DD), where it gives one. */
  updated?: string;
  identifiers: TrialIdentifier[];
  title: string;
  officialTitle?: string;
  summary?: string;
  status: TrialStatus;
  statusRaw?: string;
  /** Last time that somebody vouched for the status: partial date. */
  statusVerified?: string;
  studyType?: 'INTERVENTIONAL' | 'OBSERVATIONAL' | 'EXPANDED_ACCESS' | 'OTHER';
  phases: Phase[];
  primaryPurpose?: string;
  sponsor?: string;
  enrollment?: number;
  startDate?: string;
  primaryCompletionDate?: string;
  completionDate?: string;
  conditions: string[];
  keywords: string[];
  interventions: RecordIntervention[];
  arms: RecordArm[];
  sites: RecordSite[];
  /** What the structurer reads. `version` is set by the store. */
  eligibility: Omit<StructuringInput, 'version'>;
  /** Values that no table knows: `field=value`. They fell back and are counted, never thrown. */
  unknownValues: string[];
}
