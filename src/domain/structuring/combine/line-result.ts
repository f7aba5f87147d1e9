import type { Expression, Requirement } from '../../criteria/model.js';

/** What a line was read as. Without an expression nothing in it was understood. */
export interface LineResult {
  expression?: Expression;
  confidence: number;
  review: string[];
  requirement: Requirement;
  /** Words that may carry meaning and that nobody read. */
  unread: string[];
  /** The line says "no" of what is listed under it. */
  negates: boolean;
}

/** Below this a reading never excludes anybody. */
export const belowDecision = 0.75;

/** Keeps a reading's confidence at or under a mark and says why. */
export const lower = (state: LineResult, to: number, why: string): void => {
  if (state.confidence > to) state.confidence = to;
  if (!state.review.includes(why)) state.review.push(why);
};

/** What was left unread keeps a reading from deciding; much of it makes it a hint. */
export function limitUnread(state: LineResult, unread: readonly string[]): void {
  if (unread.length === 0) return;
  const shown = unread.slice(0, 6).join(' ');
  lower(state, Math.max(0.3, belowDecision - 0.05 * (unread.length - 1)), `not read: ${shown}`);
}
