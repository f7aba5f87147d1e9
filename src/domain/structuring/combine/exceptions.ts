import type { Expression, LeafKind, PriorTherapyParameters, Section, TherapySelection } from '../../criteria/model.js';
import { kindsOf } from './expressions.js';

/** Kinds of which a patient can have several at once: "except X" takes X out of the list, it does not excuse the rest. */
const COUNTED: ReadonlySet<LeafKind> = new Set([
  'priorTherapy',
  'medication',
  'condition',
  'infection',
  'priorMalignancy',
  'cancer',
  'variant',
]);

/**
 * A statement with its exception: "A unless B" excludes those with A and not B, or asks for A or B; "A is allowed if B" excludes
 * those with A and not B. Undefined where the exception takes members out of a set that a patient may have several of.
 */
export function withException(
  base: Expression,
  exception: Expression,
  cue: 'except' | 'unless' | 'if',
  permits: boolean,
  section: Section,
): Expression | undefined {
  // A limit that has a condition of its own has taken care of its exception.
  if ([base, exception].some((part) => JSON.stringify(part).includes('"if":'))) return undefined;
  const kinds = kindsOf(base);
  if (cue === 'if') {
    if (!permits) return undefined;
    return section === 'exclusion' ? { all: [base, { not: exception }] } : { if: base, then: exception };
  }
  const shared = [...kindsOf(exception)].some((kind) => kinds.has(kind) && COUNTED.has(kind));
  if (cue === 'except' && shared) return takenOut(base, exception);
  if (shared) return undefined;
  if (section === 'exclusion') return { all: [base, { not: exception }] };
  if ('not' in base) return { not: { all: [base.not, { not: exception }] } };
  return cue === 'unless' ? { any: [base, exception] } : { all: [base, { not: exception }] };
}

/** "Prior systemic therapy except hydroxyurea": the exception becomes part of the one leaf it restricts. */
function takenOut(base: Expression, exception: Expression): Expression | undefined {
  if ('not' in base) {
    const inner = takenOut(base.not, exception);
    return inner && { not: inner };
  }
  if ('priorTherapy' in base) {
    const selections = selectionsOf(exception);
    return (
      selections && {
        priorTherapy: { ...base.priorTherapy, except: [...(base.priorTherapy.except ?? []), ...selections] },
      }
    );
  }
  if ('condition' in base && 'condition' in exception) {
    const { is, within, grade, severity } = exception.condition;
    if (is !== undefined || within !== undefined || grade !== undefined || severity !== undefined) return undefined;
    return {
      condition: { ...base.condition, except: [...(base.condition.except ?? []), ...exception.condition.anyOf] },
    };
  }
  return undefined;
}

/** The bare treatments of an exception; undefined where it says more than their names. */
function selectionsOf(exception: Expression): TherapySelection[] | undefined {
  const parts = 'any' in exception ? exception.any : [exception];
  const selections: TherapySelection[] = [];
  for (const part of parts) {
    if (!('priorTherapy' in part)) return undefined;
    const { agents, classes, modality, ...rest }: Partial<PriorTherapyParameters> = part.priorTherapy;
    if (Object.keys(rest).some((key) => key !== 'ongoing')) return undefined;
    selections.push({
      ...(agents ? { agents } : {}),
      ...(classes ? { classes } : {}),
      ...(modality ? { modality } : {}),
    });
  }
  return selections;
}

/**
 * A sentence that says what is allowed, behind one that excludes: "Brain metastases. Patients with treated stable metastases are
 * eligible." Undefined where it takes members out of a set that a patient may have several of and names more than them.
 */
export function withPermission(base: Expression, permitted: Expression, section: Section): Expression | undefined {
  return withException(base, permitted, sameTreatment(base, permitted) ? 'except' : 'unless', false, section);
}

const sameTreatment = (base: Expression, permitted: Expression): boolean =>
  kindsOf(base).has('priorTherapy') && kindsOf(permitted).has('priorTherapy');
