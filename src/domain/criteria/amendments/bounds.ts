import type { Bound, Expression } from '../model.js';

/** A limit that a criterion sets: `lab anc`, minimum, 1500 /mm3. */
export interface StatedBound {
  /** Kind and what it measures, e.g. `lab anc`, `performance ecog`, `age`. */
  of: string;
  end: 'min' | 'max';
  bound: Bound;
  unit?: string;
}

type Parameters = Record<string, unknown>;

const isObject = (value: unknown): value is Parameters =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isBound = (value: unknown): value is Bound =>
  isObject(value) && typeof value['value'] === 'number' && typeof value['inclusive'] === 'boolean';

/** What tells two leaves of one kind apart. */
const subjects = ['analyte', 'measure', 'scale', 'name', 'marker', 'gene', 'agent', 'modality', 'topic', 'type'];

const subjectOf = (parameters: Parameters): string =>
  subjects.flatMap((key) => (typeof parameters[key] === 'string' ? [parameters[key]] : [])).join(' ');

/** Ranges of a leaf, nested ones (`lines`, `score`, `copyNumber`) under their name; a `within` counts as a maximum. */
function* rangesOf(of: string, parameters: Parameters): Generator<StatedBound> {
  const unit = typeof parameters['unit'] === 'string' ? parameters['unit'] : undefined;
  for (const end of ['min', 'max'] as const) {
    const bound = parameters[end];
    if (isBound(bound)) yield { of, end, bound, ...(unit === undefined ? {} : { unit }) };
  }
  for (const [key, value] of Object.entries(parameters)) {
    if (key === 'min' || key === 'max' || !isObject(value)) continue;
    if ((key === 'within' || key === 'before') && typeof value['value'] === 'number')
      yield {
        of: `${of} ${key}`,
        end: key === 'within' ? 'max' : 'min',
        bound: { value: value['value'], inclusive: true },
        ...(typeof value['unit'] === 'string' ? { unit: value['unit'] } : {}),
      };
    else if (key !== 'within' && key !== 'before') yield* rangesOf(`${of} ${key}`, value);
  }
}

/** All limits that an expression sets, in the order in which it states them. */
export function* boundsOf(expression: Expression): Generator<StatedBound> {
  if ('all' in expression) for (const member of expression.all) yield* boundsOf(member);
  else if ('any' in expression) for (const member of expression.any) yield* boundsOf(member);
  else if ('not' in expression) yield* boundsOf(expression.not);
  else if ('atLeast' in expression) for (const member of expression.atLeast.of) yield* boundsOf(member);
  else if ('if' in expression) {
    yield* boundsOf(expression.then);
    if (expression.else) yield* boundsOf(expression.else);
  } else
    for (const [kind, parameters] of Object.entries(expression))
      if (isObject(parameters)) {
        const subject = subjectOf(parameters);
        yield* rangesOf(subject === '' ? kind : `${kind} ${subject}`, parameters);
      }
}
