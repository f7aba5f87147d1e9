import { decide, type Decision } from '../../evaluation/decision.js';
import { outcomeOf, type CompiledCriterion } from '../../evaluation/document.js';
import type { Evidence } from '../../evaluation/outcome.js';
import { evidenceFor, type Verdict } from '../../evaluation/verdict.js';
import { isoDay } from '../../logic/day.js';
import { KeptOf } from '../../logic/kept.js';
import { compiledForExplanation } from '../explain-trial.js';
import type { Graded } from '../grade.js';
import type { TrialEntry } from '../index/trial-entry.js';
import type { PatientSheet } from '../patient-sheet.js';

const MATCH_GRADE = 'http://hl7.org/fhir/StructureDefinition/match-grade';
/** Our extension: one per criterion, with what it rests on. Described in docs/api.md. */
const CRITERION_RESULT = 'urn:eligo:criterion-result';

/** Of so many trials the texts that are the same for every patient are kept: a few kilobytes each. */
const KEPT_TRIALS = 3000;

/** A criterion, and what is written of it for every patient before the outcome's reason and after it. */
interface CriterionTexts {
  compiled: CompiledCriterion;
  before: string;
  after: string;
}

const textsOfTrials = new KeptOf<TrialEntry, CriterionTexts[]>(KEPT_TRIALS);

/**
 * Matched trials of one patient as `Bundle.entry.search` in JSON text: score, grade, and each criterion with its evidence as
 * an extension. Written from ready-made pieces: a hundred trials have thousands of criteria, of which a patient changes little.
 */
export class SearchTexts {
  /** Trials ask the same of a patient, so that a verdict is put in words once. */
  private readonly lines = new Map<Verdict, Lines>();

  constructor(private readonly sheet: PatientSheet) {}

  of({ trial, grade, score }: Graded & { trial: TrialEntry }): string {
    const { sheet } = this;
    const criteria = textsOfTrials.get(trial, () => compiledForExplanation(trial, sheet).criteria.map(criterionTexts));
    let text = `{"mode":"match","score":${score},"extension":[{"url":"${MATCH_GRADE}","valueCode":"${grade}"}`;
    for (const { compiled, before, after } of criteria) {
      const decision = decide(compiled.program, sheet.verdictOf);
      const { outcome, reason } = outcomeOf(compiled.criterion, decision);
      text += before + outcome;
      text += reason === undefined ? '"}' : `"},{"url":"reason","valueString":"${reason}"}`;
      text += after;
      if (outcome === 'FAIL' && decision.turnsOn !== undefined)
        text += `,{"url":"eligibleFrom","valueString":"${isoDay(decision.turnsOn)}"}`;
      text += `${this.evidence(decision)}]}`;
    }
    return `${text}]}`;
  }

  /** What a decision rests on; the same evidence of several leaves is told once. */
  private evidence({ deciding }: Decision): string {
    const [first] = deciding;
    if (!first) return '';
    if (deciding.length === 1) return joined(this.linesOf(first.verdict));
    const lines = new Map<string, string>();
    for (const { verdict } of deciding) for (const [key, line] of this.linesOf(verdict)) lines.set(key, line);
    return joined(lines);
  }

  private linesOf(verdict: Verdict): Lines {
    let lines = this.lines.get(verdict);
    if (!lines) this.lines.set(verdict, (lines = new Map(evidenceFor(verdict).map(evidenceLine))));
    return lines;
  }
}

function criterionTexts(compiled: CompiledCriterion): CriterionTexts {
  const { id, section, text, confidence } = compiled.criterion;
  const part = (url: string, value: string): string => JSON.stringify({ url, valueString: value });
  return {
    compiled,
    before: `,{"url":"${CRITERION_RESULT}","extension":[${part('id', id)},${part('section', section)},{"url":"outcome","valueCode":"`,
    after: `,${part('text', text)},${JSON.stringify({ url: 'confidence', valueDecimal: confidence })}`,
  };
}

/** Evidence as text, by what tells it from other evidence. */
type Lines = ReadonlyMap<string, string>;

function joined(lines: Lines): string {
  let text = '';
  for (const line of lines.values()) text += line;
  return text;
}

const evidenceLine = (evidence: Evidence): [key: string, line: string] => {
  const reference = JSON.stringify({ reference: evidence.resource, display: evidence.value });
  return [JSON.stringify(evidence), `,{"url":"evidence","valueReference":${reference}}`];
};
