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

/** Of so many trials the texts that every patient with the same outcomes is told are kept: a few kilobytes each. */
const KEPT_TRIALS = 2000;

/** A criterion, and what is written of it before the evidence, by outcome and reason. */
interface CriterionTexts {
  compiled: CompiledCriterion;
  heads: Map<string, string>;
}

const textsOfTrials = new KeptOf<TrialEntry, CriterionTexts[]>(KEPT_TRIALS);

/**
 * Matched trials of one patient as `Bundle.entry.search` in JSON text: score, grade, and each criterion with its evidence as
 * an extension. Written from ready-made pieces: a hundred trials have thousands of criteria, of which a patient changes little.
 */
export class SearchTexts {
  /** Trials ask the same of a patient, so that a verdict is put in words once. */
  private readonly words = new Map<Verdict, Words>();

  constructor(private readonly sheet: PatientSheet) {}

  of({ trial, grade, score }: Graded & { trial: TrialEntry }): string {
    const { sheet } = this;
    const criteria = textsOfTrials.get(trial, () =>
      compiledForExplanation(trial, sheet).criteria.map((compiled) => ({ compiled, heads: new Map() })),
    );
    let text = `{"mode":"match","score":${score},"extension":[{"url":"${MATCH_GRADE}","valueCode":"${grade}"}`;
    for (const texts of criteria) {
      const decision = decide(texts.compiled.program, sheet.verdictOf);
      text += headOf(texts, decision) + this.evidence(decision);
    }
    return `${text}]}`;
  }

  /** What a decision rests on, and the end of the criterion; the same evidence of several leaves is told once. */
  private evidence({ deciding }: Decision): string {
    const [first] = deciding;
    if (!first) return END;
    if (deciding.length === 1) return this.wordsOf(first.verdict).whole;
    const lines = new Map<string, string>();
    for (const { verdict } of deciding) for (const [key, line] of this.wordsOf(verdict).lines) lines.set(key, line);
    return joined(lines);
  }

  private wordsOf(verdict: Verdict): Words {
    let words = this.words.get(verdict);
    if (!words) {
      const lines = new Map(evidenceFor(verdict).map(evidenceLine));
      this.words.set(verdict, (words = { lines, whole: joined(lines) }));
    }
    return words;
  }
}

/** Evidence in words, by what tells it from other evidence, and all of it as the end of a criterion. */
interface Words {
  lines: ReadonlyMap<string, string>;
  whole: string;
}

const END = ']}';

const joined = (lines: ReadonlyMap<string, string>): string => `${[...lines.values()].join('')}${END}`;

const part = (url: string, value: string): string => JSON.stringify({ url, valueString: value });

function headOf({ compiled, heads }: CriterionTexts, decision: Decision): string {
  const { outcome, reason } = outcomeOf(compiled.criterion, decision);
  const eligibleFrom = outcome === 'FAIL' && decision.turnsOn !== undefined ? `,${part('eligibleFrom', isoDay(decision.turnsOn))}` : ''; // prettier-ignore
  const name = reason ?? outcome;
  let head = heads.get(name);
  if (head === undefined) {
    const { id, section, text, confidence } = compiled.criterion;
    // Joined and not added up: a sum stays a tree of its parts, to be walked through for every answer.
    head = [
      `,{"url":"${CRITERION_RESULT}","extension":[${part('id', id)},${part('section', section)}`,
      JSON.stringify({ url: 'outcome', valueCode: outcome }),
      ...(reason === undefined ? [] : [part('reason', reason)]),
      part('text', text),
      JSON.stringify({ url: 'confidence', valueDecimal: confidence }),
    ].join();
    heads.set(name, head);
  }
  return head + eligibleFrom;
}

const evidenceLine = (evidence: Evidence): [key: string, line: string] => {
  const reference = JSON.stringify({ reference: evidence.resource, display: evidence.value });
  return [JSON.stringify(evidence), `,{"url":"evidence","valueReference":${reference}}`];
};
