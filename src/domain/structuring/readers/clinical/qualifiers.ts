import type { Expression, MedicationParameters } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';
import { allOf, anyOf, asideEnd, skip } from './grammar.js';
import { medicinesFrom } from './medications.js';

/** What a clause behind a condition adds to it. */
export interface Qualified {
  expression: Expression;
  to: number;
  confidence: number;
}

const FACTS = ['condition', 'infection', 'drug', 'cancer', 'gene', 'metastasis', 'modality', 'medication'] as const;
const JUDGEMENT = ['investigatorJudgement', 'compliance', 'socialSituation', 'swallowing'];

/**
 * Clauses behind a condition: "that required steroids" (both must hold), "requiring treatment" (it is active), "that would
 * limit compliance" (which only a person can judge). Without one the condition stays as it is.
 */
export function qualified(line: ClinicalLine, condition: Expression, index: number): Qualified {
  const required = requirement(line, condition, index);
  const start: Qualified = required ?? { expression: condition, to: index, confidence: 1 };
  return judgement(line, start) ?? start;
}

function requirement(line: ClinicalLine, condition: Expression, index: number): Qualified | undefined {
  const at = skip(line, index, 'filler');
  if (!line.is(at, 'requirement')) return undefined;
  const i = skip(line, at + 1, 'filler', 'route');
  const direct = medicinesFrom(line, i);
  // "pneumonitis that required steroids": whether it did, no list of medicines of today says.
  if (direct && /required/u.test(line.items[at]!.text) && 'condition' in condition) {
    const restriction = line.text.slice(line.start(at), line.end(direct.to));
    return { expression: { condition: { ...condition.condition, restriction } }, to: direct.to, confidence: 0.9 };
  }
  if (direct) return { expression: both(condition, direct), to: direct.to, confidence: 0.9 };
  let to = i;
  while (line.is(to, 'requirementTail') || line.is(to, 'filler') || (line.is(to, 'connector') && to > i)) to += 1;
  while (to > i && (line.is(to - 1, 'filler') || line.is(to - 1, 'connector'))) to -= 1;
  if (to === i) return undefined;
  const time = line.items[to]?.time;
  let within: MedicationParameters['within'];
  if (time) {
    if (time.relation === 'within') within = time.duration;
    to += 1;
  }
  // "systemic treatment in the past 2 years (i.e., with use of corticosteroids)": the definition names the medicines.
  const aside = asideEnd(line, to);
  if (aside > to) {
    const named = medicinesFrom(
      line,
      skip(line, to + 1, 'idEst', 'including', 'filler', 'currentWord', 'priorWord', ','),
    );
    if (named) return { expression: both(condition, named, within), to: aside, confidence: 0.88 };
  }
  return { expression: within === undefined ? condition : withWithin(condition, within), to, confidence: 0.85 };
}

const both = (
  condition: Expression,
  medicines: { expression: (within?: MedicationParameters['within']) => Expression },
  within?: MedicationParameters['within'],
): Expression => allOf([condition, medicines.expression(within)]);

/** "psychiatric illness/social situations that would limit compliance": either of them. */
const SOCIAL =
  /^[\s,]*(?:(?:\/|and\/or|or|and)\s*)?(?:[a-z]+,? ){0,5}social (?:situation|circumstance|condition|issue)/iu;

/** "interstitial lung disease that is symptomatic or may interfere with ...": the state alone is enough. */
const STATE_OR =
  /^,? (?:(?:that|which|who) )?(?:is|are|has been) (symptomatic|active|uncontrolled)\b ?(?:,? or|and\/or)\b/iu;

function withAlternativeState(condition: Expression, behind: string, topic: string): Expression | undefined {
  const state = STATE_OR.exec(behind)?.[1]?.toLowerCase() as 'symptomatic' | 'active' | 'uncontrolled' | undefined;
  if (state === undefined || !('condition' in condition)) return undefined;
  return anyOf([{ condition: { ...condition.condition, is: state } }, allOf([condition, { attestation: { topic } }])]);
}

/** A need for treatment within a time is the condition's own time. */
function withWithin(expression: Expression, within: NonNullable<MedicationParameters['within']>): Expression {
  if ('condition' in expression) return { condition: { ...expression.condition, within } };
  if ('infection' in expression) return { infection: { ...expression.infection, within } };
  if ('any' in expression) return { any: expression.any.map((part) => withWithin(part, within)) };
  return expression;
}

/** "that, in the investigator's opinion, would interfere ...": read with the condition, up to the end of the sentence. */
function judgement(line: ClinicalLine, start: Qualified): Qualified | undefined {
  if (!line.has('attestation')) return undefined;
  const end = line.sentenceEnd(start.to);
  let topic: string | undefined;
  for (let i = start.to; i < end; i++) {
    const found = line.tag(i, 'attestation');
    if (found !== undefined && JUDGEMENT.includes(found)) topic ??= found;
    const item = line.items[i]!;
    if (
      item.tags['exceptionWord'] !== undefined ||
      item.tags['permission'] !== undefined ||
      item.tags['exclusionVerb'] !== undefined
    )
      return undefined;
    if (
      FACTS.some((fact) =>
        fact === 'condition' || fact === 'drug' || fact === 'cancer' || fact === 'gene'
          ? item[fact] !== undefined
          : item.tags[fact] !== undefined && item.tags['modality'] !== 'any',
      ) &&
      found === undefined
    )
      return undefined;
  }
  if (topic === undefined) return undefined;
  // "..., renal failure, and any other conditions that would limit compliance": another alternative, no qualifier of the rest.
  const behind = line.text.slice(line.end(start.to), line.end(end));
  const other = /^[ ,]*(?:and|or|and\/or)\b[^.;]*\bother\b/iu.test(behind);
  return {
    expression: SOCIAL.test(behind)
      ? anyOf([
          allOf([start.expression, { attestation: { topic: 'compliance' } }]),
          { attestation: { topic: 'socialSituation' } },
        ])
      : (withAlternativeState(start.expression, behind, topic) ??
        (other ? anyOf : allOf)([start.expression, { attestation: { topic } }])),
    to: end,
    confidence: Math.min(start.confidence, 0.9),
  };
}
