import type { CriterionResult } from '../domain/evaluation/outcome.js';
import { describeFact } from '../domain/patient/describe.js';
import type { FactKind, Profile } from '../domain/patient/profile.js';
import type { MatchReport, TrialMatch } from '../domain/matching/report.js';

const WIDTH = 110;
const SHOWN_EXCLUDED = 5;
const SHOWN_UNKNOWN = 3;
/** What a clinician wants to see of a patient at a glance, in this order. */
const HEADLINE: FactKind[] = ['cancer', 'stage', 'performance', 'expression', 'signature', 'variant'];

const cut = (text: string, width: number): string => {
  const folded = text.replace(/\s+/g, ' ').trim();
  return folded.length <= width ? folded : `${folded.slice(0, width - 1)}…`;
};

function headline(profile: Profile): string[] {
  const who = [profile.sex, profile.birthDate && `born ${profile.birthDate}`, profile.deceased && 'DECEASED'];
  const lines = HEADLINE.map((kind) => {
    const facts = profile.facts.filter((fact) => fact.kind === kind);
    return [...new Set(facts.map(describeFact))].slice(0, 6).join('; ');
  });
  return [
    `Patient ${profile.patient}: ${who.filter(Boolean).join(', ')}`,
    ...lines.filter((line) => line !== '').map((line) => `  ${cut(line, WIDTH)}`),
  ];
}

const evidenceOf = (criterion: CriterionResult): string =>
  criterion.evidence
    .slice(0, 2)
    .map((item) => `${item.value}${item.date ? ` (${item.date})` : ''} [${item.resource}]`)
    .join('; ');

function reasons(criteria: CriterionResult[]): string[] {
  return criteria.map((criterion) => {
    const because = evidenceOf(criterion);
    const later = criterion.eligibleFrom ? ` - from ${criterion.eligibleFrom} on` : '';
    return `      ${criterion.outcome} ${criterion.section}: "${cut(criterion.text, 70)}"${because ? ` <- ${cut(because, 60)}` : ''}${later}`;
  });
}

function matchLines(match: TrialMatch, position: number): string[] {
  const head = `${String(position).padStart(3)}. ${match.grade.padEnd(9)} ${match.score.toFixed(2)}  ${match.trial.id}  ${cut(match.trial.title ?? '', 70)}`;
  const deciding = (match.criteria ?? [])
    .filter((c) => c.outcome === 'PASS' && c.evidence.length > 0 && !c.presumed)
    .slice(0, 3);
  const open = match.wouldSettle.slice(0, SHOWN_UNKNOWN).map((item) => item.fact);
  return [
    head,
    ...reasons(deciding),
    ...(open.length > 0 ? [`      to find out: ${cut(open.join('; '), WIDTH - 19)}`] : []),
  ];
}

/** A report for people: the patient, the ranked trials with what decided them, and why the first excluded ones are out. */
export function reportTable(report: MatchReport, profile: Profile): string {
  const open = report.matches.filter((match) => match.grade !== 'certainly-not');
  const excluded = report.matches.filter((match) => match.grade === 'certainly-not').slice(0, SHOWN_EXCLUDED);
  const { counts } = report;
  const lines = [
    ...headline(profile),
    '',
    `As of ${report.asOf}: ${counts.certain} certain, ${counts.probable} probable, ${counts.possible} possible, ${counts['certainly-not']} excluded (engine ${report.engine}, vocabulary ${report.vocabulary})`,
    '',
    ...open.flatMap((match, index) => matchLines(match, index + 1)),
  ];
  if (open.length === 0) lines.push('  No trial is open to this patient.');
  if (excluded.length > 0) {
    lines.push('', `Excluded, the first ${excluded.length}:`);
    for (const match of excluded) {
      const failing = (match.criteria ?? []).filter((criterion) => criterion.outcome === 'FAIL').slice(0, 2);
      lines.push(`     ${match.trial.id}  ${cut(match.trial.title ?? '', 80)}`, ...reasons(failing));
    }
  }
  if (report.wouldSettle.length > 0) {
    const facts = report.wouldSettle.slice(0, 5).map((item) => `${item.fact} (${item.trials} trials)`);
    lines.push('', `Most useful to find out: ${facts.join('; ')}`);
  }
  return `${lines.join('\n')}\n`;
}
