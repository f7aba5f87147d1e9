import type { Expression, LeafKind, Section } from '../../criteria/model.js';
import { all, any, kindOf, kindsOf } from './expressions.js';
import { withException } from './exceptions.js';
import { empty, type Gap } from './gaps.js';
import type { LineResult } from './line-result.js';
import { belowDecision, lower } from './line-result.js';
import type { Part, Sentence } from './sentences.js';

/** A sentence as read: what it states, and whether it only says what is allowed. */
export interface Clause {
  expression: Expression;
  permits: boolean;
  unread: string[];
  /** Opens with "or": an alternative to the sentence before it. */
  alternative?: boolean;
  /** What it asks of some is asked of them in place of what stands before: "Patients with Gilbert's syndrome may enroll if ...". */
  instead?: boolean;
}

/** `with`: nothing but neutral words between, so the second qualifies the first. */
type Join = 'and' | 'or' | 'list' | 'with' | 'exception';

const EXCEPTIONS = ['except', 'unless', 'if', 'exception'] as const;
const opensException = (gap: Gap): boolean => EXCEPTIONS.some((cue) => gap.cues.includes(cue));

/** Kinds for which a time beside them only says when something was measured or stated. */
const TIMELESS: ReadonlySet<LeafKind | undefined> = new Set([
  'age',
  'lab',
  'vital',
  'scale',
  'performance',
  'lifeExpectancy',
  'measurableDisease',
  'pregnancy',
  'breastfeeding',
  'contraception',
  'attestation',
  'expression',
  'variant',
  'signature',
  'allergy',
]);

/** Words that nobody read; a time beside something that has none of its own is no loss. */
export function unreadOf({ parts, last }: Pick<Sentence, 'parts' | 'last'>): string[] {
  const unread: string[] = [];
  for (let i = 0; i <= parts.length; i++) {
    const [before, after] = [parts[i - 1], parts[i]];
    const gap = after?.gap ?? last;
    const timeless = (before ?? after) !== undefined && isTimeless(before) && isTimeless(after);
    if (!timeless) unread.push(...gap.timing);
    unread.push(...gap.unread);
  }
  return unread;
}

const isTimeless = (part: Part | undefined): boolean => part === undefined || TIMELESS.has(kindOf(part.expression));

/** One sentence: its exceptions, its connectives, its polarity. */
export function clauseOf({ parts, last, conditional }: Sentence, section: Section, state: LineResult): Clause {
  const unread = unreadOf({ parts, last });
  const subgroup = section === 'inclusion' ? subgroupRule(parts, last, state, conditional) : undefined;
  if (subgroup)
    return {
      expression: subgroup,
      permits: false,
      unread,
      instead: parts.some((part) => part.gap.cues.includes('permitted')) || last.cues.includes('permitted'),
    };
  const at = parts.findIndex((part, i) => i > 0 && opensException(part.gap));
  const closing = closingOf(last);
  const head = parts[0]?.gap ?? empty;
  const cut = at > 0 ? at : parts.length;
  const base = statement(parts.slice(0, cut), section, state);
  let expression = base.expression;
  const permits = closing === 'permitted' || parts.some((part) => part.gap.cues.includes('permitted'));
  if (at > 0) {
    const exception = statement(parts.slice(at), section, state);
    const cue = parts[at]?.gap.cues.find((c) => (EXCEPTIONS as readonly string[]).includes(c)) ?? 'exception';
    const clean = unread.length === 0 && !parts.slice(at + 1).some((part) => opensException(part.gap));
    const modelled =
      clean && cue !== 'exception' && !opensException(head)
        ? withException(expression, exception.expression, cue as 'if', permits, section)
        : undefined;
    if (modelled) {
      lower(state, 0.84, 'an exception in the text is modelled');
      return { expression: modelled, permits: permits && cue !== 'if', unread, instead: permits && cue === 'if' };
    }
    expression = tree(
      [
        { expression, join: undefined },
        { expression: exception.expression, join: 'exception' },
      ],
      section,
      state,
    );
  }
  // "... or any other malignancy with a life expectancy of more than 2 years": a value inside an exception.
  const kinds = kindsOf(expression);
  if (kinds.has('priorMalignancy') && [...kinds].some((kind) => numeric.has(kind)))
    lower(state, 0.7, 'a value beside an exception');
  if (at > 0 || opensException(head) || opensException(last))
    lower(state, belowDecision, 'an exception or a condition in the text was not modelled');
  if (permits) {
    if (base.negated || closing === 'prohibited') lower(state, belowDecision, 'what is allowed and what is not');
    return { expression, permits: !base.negated && closing !== 'prohibited', unread };
  }
  return { expression: polarity(expression, closing, head, section, state), permits: false, unread };
}

/** "Patients who are diabetic must have HbA1c >= 6": asks something only of those who have the first. */
function subgroupRule(
  parts: readonly Part[],
  last: Gap,
  state: LineResult,
  conditional: boolean,
): Expression | undefined {
  const [first, second] = parts;
  if (!first || !second || [first.gap, second.gap, last].some((gap) => opensException(gap))) return undefined;
  const kind = kindOf(first.expression);
  if (conditional && second.gap.colon) {
    lower(state, 0.84, 'asks something of some of the patients');
    return { if: first.expression, then: statement(parts.slice(1), 'inclusion', state).expression };
  }
  if (parts.length !== 2) return undefined;
  if (conditional && (second.gap.comma || second.gap.cues.includes('required'))) {
    lower(state, 0.84, 'asks something of some of the patients');
    const denied = negationOf(second.gap) !== undefined;
    return { if: first.expression, then: denied ? { not: second.expression } : second.expression };
  }
  if (kind === undefined || !SUBGROUP.has(kind) || 'not' in first.expression) return undefined;
  if (!second.gap.cues.includes('required') || first.gap.cues.includes('required')) return undefined;
  lower(state, 0.84, 'asks something of some of the patients');
  const negated = negationOf(second.gap) !== undefined;
  return { if: first.expression, then: negated ? { not: second.expression } : second.expression };
}

const SUBGROUP: ReadonlySet<LeafKind> = new Set(['condition', 'infection', 'metastasis', 'medication', 'priorTherapy']);

function statement(
  parts: readonly Part[],
  section: Section,
  state: LineResult,
): { expression: Expression; negated: boolean } {
  const joins = joinsOf(parts, section);
  const negations = parts.map((part) => (governs(part) ? negationOf(part.gap) : undefined));
  const members = groups(parts, joins, negations, section, state);
  return { expression: tree(members, section, state), negated: negations.some((negation) => negation !== undefined) };
}

function joinOf(gap: Gap, section: Section): Join {
  if (gap.cues.includes('or')) return 'or';
  if (gap.cues.includes('and')) return 'and';
  if (gap.cues.includes('including')) return section === 'exclusion' ? 'or' : 'with';
  return gap.comma ? 'list' : 'with';
}

const LISTED: ReadonlySet<LeafKind> = new Set(['priorTherapy', 'medication', 'infection', 'allergy', 'pregnancy']);

/** A comma takes the connective that its list ends with; a list without one is of alternatives where it excludes. */
function joinsOf(parts: readonly Part[], section: Section): Join[] {
  const joins = parts.slice(1).map((part, i) => {
    const join = joinOf(part.gap, section);
    // "heart failure, NYHA class III": the class is of the failure.
    // "may not be receiving X and may not have had Y": two findings of one kind side by side exclude each on its own.
    const [before, own] = [kindOf(parts[i]?.expression ?? part.expression), kindOf(part.expression)];
    if (join === 'with' && section === 'exclusion' && own === before && own !== undefined && LISTED.has(own))
      return 'or';
    const graded = own === 'scale' && before === 'condition';
    return join === 'list' && graded ? 'with' : join;
  });
  for (let i = joins.length - 1; i >= 0; i--) {
    if (joins[i] !== 'list') continue;
    const end = joins.slice(i + 1).find((join) => join !== 'with' && join !== 'list');
    joins[i] = end === 'or' ? 'or' : end === undefined && section === 'exclusion' ? 'or' : 'and';
  }
  return joins;
}

const negationOf = (gap: Gap): 'not' | 'prohibited' | undefined =>
  gap.cues.includes('prohibited') ? 'prohibited' : gap.cues.includes('not') ? 'not' : undefined;

const numeric: ReadonlySet<LeafKind | undefined> = new Set([
  'age',
  'lab',
  'vital',
  'scale',
  'performance',
  'lifeExpectancy',
]);

/** "No impairment, defined as creatinine < 1.5": a value behind words that nobody read is not what is negated. */
const governs = ({ expression, gap }: Part): boolean => !(gap.distant && numeric.has(kindOf(expression)));

const closingOf = (gap: Gap): 'prohibited' | 'permitted' | 'required' | undefined =>
  gap.cues.includes('prohibited')
    ? 'prohibited'
    : gap.cues.includes('permitted')
      ? 'permitted'
      : gap.cues.includes('required')
        ? 'required'
        : undefined;

interface Member {
  expression: Expression;
  join: Join | undefined;
}

/** Gathers what one negation governs: the list that follows it, up to another negation or to something of another kind. */
function groups(
  parts: readonly Part[],
  joins: readonly Join[],
  negations: readonly ('not' | 'prohibited' | undefined)[],
  section: Section,
  state: LineResult,
): Member[] {
  const members: Member[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (!part) continue;
    const join = i > 0 ? joins[i - 1] : undefined;
    const negation = negations[i];
    const denied = deniedWhole(parts, joins, negations, i);
    if (denied) {
      members.push({ expression: denied.expression, join });
      i += denied.qualifiers;
      continue;
    }
    // A turn of phrase at the head of an exclusion ("cannot have"), or one that governs the whole line, is not a "not".
    if (!negation || (negation === 'prohibited' && section === 'exclusion')) {
      members.push({ expression: part.expression, join });
      continue;
    }
    const governed = [part.expression];
    while (i + 1 < parts.length && negations[i + 1] === undefined && reaches(parts[i], parts[i + 1], joins[i])) {
      governed.push(parts[i + 1]?.expression ?? { unstructured: {} });
      i += 1;
    }
    members.push({ expression: { not: any(governed) }, join });
    if (section === 'exclusion')
      lower(state, 0.7, 'a negative statement in a list of exclusions: polarity to be checked');
  }
  return members;
}

/** Kinds that say of what, or of whom, the finding before them is denied. */
const QUALIFYING: ReadonlySet<LeafKind | undefined> = new Set(['condition', 'infection', 'cancer', 'extent', 'stage']);

/**
 * "No antiviral therapy for HIV", "no NYHA class III heart failure": what stands right behind a finding that the sentence denies
 * qualifies it and is denied with it, not asked for.
 */
function deniedWhole(
  parts: readonly Part[],
  joins: readonly Join[],
  negations: readonly ('not' | 'prohibited' | undefined)[],
  at: number,
): { expression: Expression; qualifiers: number } | undefined {
  const part = parts[at];
  if (part?.denies !== true) return undefined;
  const stated = 'not' in part.expression ? part.expression.not : negations[at] === 'not' ? part.expression : undefined;
  if (stated === undefined || ('not' in part.expression && negations[at] !== undefined)) return undefined;
  const of = [stated];
  for (let i = at + 1; i < parts.length && joins[i - 1] === 'with' && negations[i] === undefined; i++) {
    const next = parts[i];
    const kind = next && kindOf(next.expression);
    if (!next || 'not' in next.expression || next.gap.cues.length > 0 || next.gap.unread.length > 0) break;
    if (!QUALIFYING.has(kind) || kind === kindOf(stated)) break;
    of.push(next.expression);
  }
  return of.length === 1 ? undefined : { expression: { not: all(of) }, qualifiers: of.length - 1 };
}

function reaches(from: Part | undefined, to: Part | undefined, join: Join | undefined): boolean {
  if (!from || !to || join === 'exception') return false;
  return join === 'or' || kindOf(from.expression) === kindOf(to.expression);
}

/** Kinds of which an exclusion names several with "and" and means each ("pregnant and lactating women", "HIV and hepatitis B"). */
const EACH: ReadonlySet<LeafKind> = new Set([
  'condition',
  'infection',
  'pregnancy',
  'breastfeeding',
  'allergy',
  'metastasis',
  'cancer',
]);

/** Conjunction binds closer than disjunction; a line that mixes them is for a human to confirm. */
function tree(members: readonly Member[], section: Section, state: LineResult): Expression {
  const joined =
    section === 'exclusion' ? members.map((member, i) => ({ ...member, join: eachOf(members, i) })) : members;
  const ors: Expression[][] = [];
  for (const member of joined) {
    const current = ors.at(-1);
    if (!current || member.join === 'or') ors.push([member.expression]);
    else current.push(member.expression);
  }
  const spoken = joined.some((member) => member.join === 'and');
  if (ors.length > 1 && spoken) lower(state, belowDecision, 'mixes "and" and "or"');
  if (section === 'exclusion' && spoken) lower(state, belowDecision, 'whether "and" asks for all of them');
  // "No liver disease, cirrhosis, or inherited liver disease": what follows a denied finding is hardly asked for.
  const asked = alternativesAfterDenial(joined);
  if (section === 'inclusion' && asked) lower(state, belowDecision, 'whether all alternatives are denied');
  const loose = joined.some(
    (member, i) =>
      member.join === 'with' && [member, joined[i - 1]].some((side) => side !== undefined && isList(side.expression)),
  );
  if (section === 'exclusion' && loose) lower(state, belowDecision, 'what a qualifier binds');
  const alternatives = ors.map(all);
  if (alternatives.length === 1) return alternatives[0] ?? { unstructured: {} };
  // "2.5 x ULN without, or 5 x ULN with liver metastases": what applies under its condition only applies together.
  const conditional = alternatives.every((a) => 'if' in a && a.else === undefined);
  return conditional ? { all: alternatives } : { any: alternatives };
}

const alternativesAfterDenial = (members: readonly Member[]): boolean =>
  members.some((member, i) => {
    const before = members[i - 1];
    return (
      member.join === 'or' &&
      before !== undefined &&
      'not' in before.expression &&
      !('not' in member.expression) &&
      kindOf(before.expression) === kindOf(member.expression)
    );
  });

const isList = (expression: Expression): boolean =>
  'any' in expression || ('condition' in expression && expression.condition.anyOf.length > 1);

function eachOf(members: readonly Member[], index: number): Join | undefined {
  const member = members[index];
  const before = members[index - 1];
  if (member?.join !== 'and' || !before) return member?.join;
  const each = [member, before].every(({ expression }) => [...kindsOf(expression)].every((kind) => EACH.has(kind)));
  return each ? 'or' : 'and';
}

/** The turn that the line's own words give the whole statement. */
function polarity(
  expression: Expression,
  closing: 'prohibited' | 'permitted' | 'required' | undefined,
  head: Gap,
  section: Section,
  state: LineResult,
): Expression {
  if (section === 'exclusion') {
    const asked = closing === 'required' || (head.cues.includes('required') && !head.cues.includes('prohibited'));
    if (asked) lower(state, 0.7, 'a requirement in a list of exclusions: polarity to be checked');
    return asked ? { not: expression } : expression;
  }
  return closing === 'prohibited' ? { not: expression } : expression;
}
