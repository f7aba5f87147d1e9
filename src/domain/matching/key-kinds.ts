import type { LeafKind } from '../criteria/model.js';

/** What must be known before a match may be called probable: cancer, stage or extent, biomarker, age, sex, performance. */
const KEY_KINDS: ReadonlySet<LeafKind> = new Set<LeafKind>([
  'cancer',
  'stage',
  'tnm',
  'extent',
  'variant',
  'expression',
  'signature',
  'age',
  'sex',
  'performance',
]);

export const isKey = (kinds: readonly LeafKind[]): boolean => kinds.some((kind) => KEY_KINDS.has(kind));

/** What ties a trial to a disease: without one of these PASSing, nothing is certain or probable. */
const ANCHOR_KINDS: ReadonlySet<LeafKind> = new Set<LeafKind>([
  'cancer',
  'condition',
  'variant',
  'expression',
  'signature',
]);

export const isAnchor = (kinds: readonly LeafKind[]): boolean => kinds.some((kind) => ANCHOR_KINDS.has(kind));
