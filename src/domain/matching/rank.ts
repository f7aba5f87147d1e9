import type { TrialEntry, TrialListing } from './index/trial-entry.js';
import type { PatientSheet } from './patient-sheet.js';
import { BIOMARKER, OTHER_CANCER } from './specificity.js';

/** Where a trial can be joined, seen from the patient. */
export interface Reach {
  /** Kilometres to the nearest site that recruits; absent where unknown. */
  distanceKm?: number;
  /** A recruiting site lies within what the patient can reach. */
  reachable?: boolean;
}

/** The explained rank, compared left to right in this order of keys. */
export interface Rank {
  [key: string]: number | string;
  /** 0 a recruiting site is reachable, 1 not known, 2 none is. */
  site: number;
  /** 0 certain, 1 probable, 2 possible, 3 certainly-not. */
  grade: number;
  /** 0 treatment, or not told; 1 anything else: an observational study, prevention, diagnostics, a collection of samples. */
  purpose: number;
  /** 0 variant, 1 gene, 2 signature or expression met; 3 the altered gene, or drugs that act on it, are named; 4 none. */
  biomarker: number;
  /** Levels between the patient's cancer and what the trial names; then kinds of it, groups, none, other cancers. */
  cancer: number;
  score: number;
  distanceKm: number;
  /** 0 for phase 3 down to 4 for no phase. */
  phase: number;
  /** Negated day number of the registry's last update, so that newer comes first. */
  updated: number;
  id: string;
}

const UNKNOWN_DISTANCE = 100_000;

/** What is ranked: a trial by the scope that speaks for it. */
export interface Rankable {
  trial: TrialEntry;
  /** Number of the scope in the packed trials. */
  scope: number;
  /** 0 is best, see `gradeRank`. */
  grade: number;
  score: number;
}

export function rankOf({ trial, scope, grade, score }: Rankable, sheet: PatientSheet, reach: Reach): Rank {
  const cancer = sheet.cancerDistance(scope);
  return {
    site: siteOf(reach),
    grade,
    purpose: trial.purposeRank,
    biomarker: biomarkerOf(scope, cancer, sheet),
    cancer,
    score,
    distanceKm: distanceOf(reach),
    phase: trial.phaseRank,
    updated: trial.updatedRank,
    id: trial.key,
  };
}

const siteOf = ({ reachable }: Reach): number => (reachable === undefined ? 1 : reachable ? 0 : 2);

export const distanceOf = ({ distanceKm }: Reach): number =>
  distanceKm === undefined ? UNKNOWN_DISTANCE : Math.round(distanceKm);

/** A biomarker that is asked for in another disease is no match. */
const biomarkerOf = (scope: number, cancer: number, sheet: PatientSheet): number =>
  BIOMARKER.variant - (cancer === OTHER_CANCER ? BIOMARKER.none : sheet.biomarkerMet(scope));

/** More than any grade, purpose, biomarker and cancer distance of a rank; scores have four places. */
const WIDTHS = { grade: 4, purpose: 2, biomarker: 8, cancer: 128, score: 10_001 } as const;

/** All places there are. */
export const PLACES = 3 * WIDTHS.grade * WIDTHS.purpose * WIDTHS.biomarker * WIDTHS.cancer * WIDTHS.score;

/** The rank down to the score as one number, lower is better; distance, phase, date and id come after it. */
export function placeOf(scope: number, grade: number, score: number, sheet: PatientSheet, reach: Reach): number {
  const cancer = sheet.cancerDistance(scope);
  const biomarker = biomarkerOf(scope, cancer, sheet);
  const { purposes, trialOf } = sheet.trials;
  const standing =
    (siteOf(reach) * WIDTHS.grade + grade) * WIDTHS.purpose + (purposes[trialOf[scope] as number] as number);
  const subject = (standing * WIDTHS.biomarker + biomarker) * WIDTHS.cancer + cancer;
  return subject * WIDTHS.score + (WIDTHS.score - 1 - Math.round(score * (WIDTHS.score - 1)));
}

/** What orders two trials whatever the patient: phase, date, id. */
export const byTail = (a: TrialEntry, b: TrialEntry): number =>
  a.phaseRank - b.phaseRank || a.updatedRank - b.updatedRank || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** Scores compare highest first, everything else lowest first. */
export function byRank(a: Rank, b: Rank): number {
  return (
    a.site - b.site ||
    a.grade - b.grade ||
    a.purpose - b.purpose ||
    a.biomarker - b.biomarker ||
    a.cancer - b.cancer ||
    b.score - a.score ||
    a.distanceKm - b.distanceKm ||
    a.phase - b.phase ||
    a.updated - b.updated ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/**
 * Who is matched looks for treatment, so that what is for something else comes after it. A registry that does not tell is
 * given the benefit of the doubt.
 */
export const purposeRank = ({ studyType, primaryPurpose }: TrialListing): number =>
  Number(primaryPurpose === undefined ? studyType === 'OBSERVATIONAL' : primaryPurpose !== 'TREATMENT');

/** Later phases first; combined phases count as the later one. */
export function phaseRank(phase: string | undefined): number {
  if (phase === undefined) return 4;
  if (phase.includes('3') || /\bIII\b/.test(phase)) return 0;
  if (phase.includes('2') || /\bII\b/.test(phase)) return 1;
  if (phase.includes('1') || /\bI\b/.test(phase)) return 2;
  return phase.includes('4') || /\bIV\b/.test(phase) ? 3 : 4;
}

/** Newer first. */
export function updatedRank(updated: string | undefined): number {
  const time = updated === undefined ? NaN : Date.parse(updated);
  return Number.isNaN(time) ? 0 : -Math.floor(time / 86_400_000);
}
