import type { Expression } from '../../criteria/model.js';
import type { Reading } from '../reader.js';
import { blanked } from './blanked.js';
import type { ConnectiveWords } from './connective-words.js';
import { breaksIn } from './sentence-breaks.js';

/** Kinds that can be narrowed in words: whoever matches is then borderline (see `restriction` in the language). */
const NARROWABLE: ReadonlySet<string> = new Set(['condition', 'infection', 'priorTherapy', 'medication']);

/** Parameters that count or exclude: fewer matches may then mean more. */
const COUNTING = ['lines', 'only', 'courses', 'restriction'];

/** Openers of a clause that takes only some of what stands before it. */
const OPENER =
  /^ ?(?:, ?|\()?(?:that|which|requiring|needing|necessitating|resulting in|resulting from|leading to|causing|affecting|interfering|preventing|precluding|limiting|impairing|compromising|involving|threatening|predisposing|due to|caused by|secondary to|associated with|related to|attributed to|attributable to|as a result of|as a consequence of|arising from|despite|manifested by|persisting|diagnosed|occurring|for which|in whom|of the|to the|in the|at the|within the)\b/iu;
/** Behind a finding these tell more of it ("syncope of cardiac origin"); behind a treatment they may say when, or what else is asked for. */
const TELLING = /^ ?(?:of|from|with)\b(?! any\b| all\b| or\b| a history\b)/iu;
/** Where such a clause ends at the latest. */
const CLAUSE_END = /[,()[\]:]|\s(?:and\/or|or|and|as well as)\s/giu;
const TIMED =
  /\d|\b(?:days?|weeks?|months?|years?|half-li[fv]es?|prior|before|after|during|concurrent\w*|current\w*)\b/iu;
/** A finding's own time is read, not told. */
const DATED = /\b(?:days?|weeks?|months?|years?|prior|before|after)\b/iu;
const LONGEST_CLAUSE = 110;

/** One to three words right before what was read, the last of them adjacent. */
const ADJACENT = /(?:^|[\s,(/])((?:[a-z][a-z-]{2,} ){1,3})$/iu;
const ADJECTIVE =
  /(?:al|ic|ive|ous|ary|ory|ar|ible|able|oid|grade|like|current|sistent|manent|mittent|sient|malignant|resistant|sustained|generalized|localized|uncomplicated|compensated|cavitating)$/iu;
/** Adjectives that widen, date or question what they stand before, or make it something else. */
const WIDENING =
  /^(?:suitable|eligible|interval|removal|withdrawal|referral|approval|similar|various|numerous|antibiotic|hematopoietic|haematopoietic|autologous|allogeneic|allogenic|radiologic.*|radiographic.*|histolog.*|patholog.*|clinical|neurological|equivalent|total|other|several|frequent|additional|suspected|potential|possible|probable|presumed|previous|familial|unresolved|related|induced|associated|treated|untreated|received|receiving|undergoing|including|regarding|following|having|taking|using|being|planned|planning|scheduled|intended|excluding|resolved|residual|unrelated|non-?.*|pre-?.*|anti-?.*|[a-z]+-related|[a-z]+-induced|[a-z]+-associated|different|medical|normal|abnormal|negative|positive|increased|decreased|reduced|elevated|impaired|considered|completed|failed|discontinued|required|permitted|allowed|controlled|investigational|experimental|maximal|minimal|local|regional|palliative|adjuvant|neoadjuvant)$/iu;
/** "neuropsychiatric disease, autoimmune disease": the adjective belongs to the word before the comma. */
const OTHER_NOUN =
  /^(?:diseases?|disorders?|conditions?|illness(?:es)?|infections?|events?|impairments?|or|and)\b ?(?:,|\/|or\b|and\b)/iu;
const MODERATE_TO = /(?:^|[\s,(])((?:mild|moderate)(?: ?(?:to|or|\/|-|and\/or))? ?)$/iu;

/** "infection requiring antibiotics", "lung disease resulting in dyspnea": the one with the other. */
const CONSEQUENCE =
  /^ ?(?:(?:that|which) (?:requires?|required|has required|is treated with)|requiring|necessitating|resulting in|leading to|causing|treated with) (?:(?:the )?use of |treatment with |therapy with |chronic |daily |an? )?$/iu;

interface Narrowed {
  text: string;
  readings: readonly Reading[];
}

/**
 * Qualifications that no reader knows ("requiring drainage", "that affects the optic nerve", "congenital") narrow what they stand
 * beside. Each becomes the `restriction` of what was read, and its characters blanks, so that offsets stay.
 */
export function withRestrictions(text: string, readings: readonly Reading[], words: ConnectiveWords): Narrowed {
  if (!readings.some(({ expression }) => isNarrowable(expression))) return { text, readings };
  let bare = text;
  const narrowed = [...readings];
  for (let i = 0; i < narrowed.length; i++) {
    const reading = narrowed[i];
    if (!reading || !isNarrowable(reading.expression)) continue;
    const before = narrowed[i - 1]?.end ?? 0;
    const after = narrowed[i + 1]?.start ?? text.length;
    const next = narrowed[i + 1];
    if (
      next &&
      isFollowing(reading.expression, next.expression) &&
      CONSEQUENCE.test(bare.slice(reading.end, next.start))
    )
      bare = blanked(bare, reading.end, next.start);
    const lead = OTHER_NOUN.test(bare.slice(reading.start, reading.end))
      ? undefined
      : leadOf(bare.slice(before, reading.start), reading.expression, words);
    const timeless = isTimeless(reading.expression);
    const gap = bare.slice(reading.end, after);
    const telling = isFinding(reading.expression) && TELLING.test(gap);
    const tail = tailOf(gap, after === text.length, timeless, telling, words);
    if (lead !== undefined) bare = blanked(bare, reading.start - lead.length, reading.start);
    if (tail !== undefined) bare = blanked(bare, reading.end, reading.end + tail.length);
    if (lead === undefined && tail === undefined) continue;
    // Where something is allowed, what is allowed is a matter of its own.
    if (words.gapOf(text).cues.includes('permitted')) return { text, readings };
    let { expression } = reading;
    const listed = text.slice(reading.start, reading.end).includes(',');
    if (tail !== undefined) expression = restricted(expression, saidIn(tail));
    if (lead !== undefined) expression = (listed ? restrictedFirst : restricted)(expression, saidIn(lead));
    narrowed[i] = { ...reading, expression };
    // "angina or heart failure requiring admission" may mean both.
    if (tail !== undefined && !telling)
      for (let k = i - 1; k >= 0 && joinsOnly(text.slice(narrowed[k]?.end, narrowed[k + 1]?.start), words); k--) {
        const earlier = narrowed[k];
        if (!earlier || !isNarrowable(earlier.expression)) break;
        narrowed[k] = { ...earlier, expression: restricted(earlier.expression, saidIn(tail)) };
      }
  }
  return { text: bare, readings: narrowed };
}

const saidIn = (part: string): string => part.replace(/[\s,()]+/gu, ' ').trim();

/** Nothing but a connective or a comma: members of one list. */
export function joinsOnly(gap: string, words: ConnectiveWords): boolean {
  if ([...breaksIn(gap)].length > 0) return false;
  const { cues, unread, timing } = words.gapOf(gap);
  return unread.length + timing.length === 0 && cues.every((cue) => cue === 'or' || cue === 'and');
}

/** Words right before what was read that narrow it. */
function leadOf(gap: string, expression: Expression, words: ConnectiveWords): string | undefined {
  if ('condition' in expression && expression.condition.severity === 'severe') {
    const moderate = MODERATE_TO.exec(gap)?.[1];
    if (moderate !== undefined) return moderate;
  }
  const adjacent = ADJACENT.exec(gap)?.[1];
  if (adjacent === undefined) return undefined;
  const parts = adjacent.trim().split(' ');
  let from = parts.length;
  while (from > 0) {
    const part = parts[from - 1] ?? '';
    if (words.gapOf(part).unread.length === 0) break;
    if (!words.narrows(part) && (!ADJECTIVE.test(part) || WIDENING.test(part))) return undefined;
    from -= 1;
  }
  return from === parts.length ? undefined : `${parts.slice(from).join(' ')} `;
}

/** A clause right behind what was read that narrows it; undefined where it does more than that, or another reading ends it. */
function tailOf(
  gap: string,
  last: boolean,
  timeless: boolean,
  telling: boolean,
  words: ConnectiveWords,
): string | undefined {
  const opener = (telling ? TELLING : OPENER).exec(gap)?.[0];
  if (opener === undefined) return undefined;
  const sentence = [...breaksIn(gap)][0]?.at;
  CLAUSE_END.lastIndex = opener.length;
  const bounded = opener.includes('(') ? gap.indexOf(')') + 1 || undefined : CLAUSE_END.exec(gap)?.index;
  const end = Math.min(sentence ?? gap.length, bounded ?? gap.length);
  // What runs into the next reading says something of both.
  if (end === gap.length && !last) return undefined;
  const clause = gap.slice(0, end);
  if (clause.length > LONGEST_CLAUSE || (!timeless && TIMED.test(clause)) || (telling && DATED.test(clause)))
    return undefined;
  const { cues, unread } = words.gapOf(clause);
  return unread.length > 0 && cues.length === 0 ? clause : undefined;
}

/** A washout is a time of its own, which a reader has to read. */
const isTimeless = (expression: Expression): boolean =>
  !/"(?:priorTherapy|medication)":/u.test(JSON.stringify(expression));

const isFinding = (expression: Expression): boolean => 'condition' in expression || 'infection' in expression;

const isFollowing = (first: Expression, second: Expression): boolean =>
  isFinding(first) &&
  ('condition' in second || 'medication' in second || 'priorTherapy' in second || 'supportiveCare' in second);

function isNarrowable(expression: Expression): boolean {
  if ('any' in expression) return expression.any.every(isNarrowable);
  if ('not' in expression) return isNarrowable(expression.not);
  const [kind, parameters] = Object.entries(expression)[0] ?? [];
  return (
    kind !== undefined &&
    NARROWABLE.has(kind) &&
    !COUNTING.some((name) => (parameters as Record<string, unknown>)[name] !== undefined)
  );
}

/** "intracranial bleeding, stroke": an adjective before a list is of its first member. */
function restrictedFirst(expression: Expression, restriction: string): Expression {
  if ('any' in expression) {
    const [first, ...rest] = expression.any;
    return first ? { any: [restrictedFirst(first, restriction), ...rest] } : expression;
  }
  if ('not' in expression) return { not: restrictedFirst(expression.not, restriction) };
  if ('condition' in expression && expression.condition.anyOf.length > 1) {
    const [first, ...rest] = expression.condition.anyOf;
    if (first === undefined) return expression;
    return {
      any: [
        restricted({ condition: { ...expression.condition, anyOf: [first] } }, restriction),
        { condition: { ...expression.condition, anyOf: rest } },
      ],
    };
  }
  return restricted(expression, restriction);
}

/** A second restriction stands before the first. */
const beside = (said: string, restriction: string | undefined): { restriction: string } => ({
  restriction: restriction === undefined ? said : `${said} ... ${restriction}`,
});

function restricted(expression: Expression, said: string): Expression {
  if ('any' in expression) return { any: expression.any.map((part) => restricted(part, said)) };
  if ('not' in expression) return { not: restricted(expression.not, said) };
  if ('condition' in expression) {
    const { severity, ...rest } = expression.condition;
    // "moderate to severe" asks for no severity of its own.
    const range = severity === 'severe' ? /^(?:mild|moderate)\b/iu.exec(said)?.[0] : undefined;
    if (range !== undefined) return { condition: { ...rest, ...beside(`${range} to severe`, rest.restriction) } };
    return { condition: { ...expression.condition, ...beside(said, rest.restriction) } };
  }
  if ('infection' in expression)
    return { infection: { ...expression.infection, ...beside(said, expression.infection.restriction) } };
  if ('priorTherapy' in expression)
    return { priorTherapy: { ...expression.priorTherapy, ...beside(said, expression.priorTherapy.restriction) } };
  if ('medication' in expression)
    return { medication: { ...expression.medication, ...beside(said, expression.medication.restriction) } };
  return expression;
}
