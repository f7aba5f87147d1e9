import type { Criterion, EligibilityDocument, Expression } from '../../domain/criteria/model.js';

/** Parameters that hold a limit: of a range, or of a time. */
const LIMITS: ReadonlySet<string> = new Set(['min', 'max', 'within', 'before']);

/** How much each further copy of a text differs in its limits from the one before. */
const STEP = 0.05;

/**
 * A copy of a document under another id, with all limits of ranges and times changed: another trial of the same kind. What
 * has no limit is shared with the original, so that copies cost no more memory than they must.
 */
export function variedDocument(document: EligibilityDocument, copy: number): EligibilityDocument {
  if (copy === 0) return document;
  const factor = 1 + copy * STEP;
  return {
    ...document,
    trial: { ...document.trial, id: `${document.trial.id}-${copy}` },
    criteria: document.criteria.map((criterion): Criterion => {
      const when = varied(criterion.when, factor) as Expression;
      return when === criterion.when ? criterion : { ...criterion, when };
    }),
  };
}

/** The same object where nothing in it is a limit. */
function varied(node: unknown, factor: number, isLimit = false): unknown {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) {
    const members = node.map((member) => varied(member, factor));
    return members.some((member, i) => member !== node[i]) ? members : node;
  }
  const before = Object.entries(node);
  const after = before.map(([key, value]): [string, unknown] =>
    isLimit && key === 'value' && typeof value === 'number'
      ? [key, Math.ceil(value * factor)]
      : [key, varied(value, factor, LIMITS.has(key))],
  );
  return after.some(([, value], i) => value !== before[i]?.[1]) ? Object.fromEntries(after) : node;
}
