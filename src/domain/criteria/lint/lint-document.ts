import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import type { Path } from '../check-shape.js';
import type { Criterion, EligibilityDocument, Expression, LeafKind, LeafParameters } from '../model.js';
import type { Finding } from './finding.js';
import { lintCodes } from './lint-codes.js';
import { lintGroups } from './lint-groups.js';
import { lintRanges } from './lint-ranges.js';
import { lintSpan } from './lint-text.js';

export interface LintOptions {
  /** The registry's criteria text as received, and its sha256, where they are at hand. */
  registryText?: string;
  registryTextSha256?: string;
}

type Report = (finding: Omit<Finding, 'criterion'>) => void;

/** Calls back for every leaf of an expression with the path of its parameters. */
function eachLeaf(node: Expression, path: Path, visit: (kind: LeafKind, parameters: LeafParameters[LeafKind], path: Path) => void): void {
  const list = (members: readonly Expression[], at: Path) => {
    for (const [i, member] of members.entries()) eachLeaf(member, [...at, i], visit);
  };
  if ('all' in node) list(node.all, [...path, 'all']);
  else if ('any' in node) list(node.any, [...path, 'any']);
  else if ('atLeast' in node) list(node.atLeast.of, [...path, 'atLeast', 'of']);
  else if ('not' in node) eachLeaf(node.not, [...path, 'not'], visit);
  else if ('if' in node) {
    for (const key of ['if', 'then', 'else'] as const) {
      const branch = node[key];
      if (branch) eachLeaf(branch, [...path, key], visit);
    }
  } else {
    const [kind, parameters] = Object.entries(node)[0] as [LeafKind, LeafParameters[LeafKind]];
    visit(kind, parameters, [...path, kind]);
  }
}

function lintMeaning(when: Expression, path: Path, vocabulary: Vocabulary, isConverted: boolean, report: Report): void {
  lintGroups(when, path, isConverted, report);
  eachLeaf(when, path, (kind, parameters, at) => {
    lintRanges(kind, parameters, at, report);
    lintCodes(kind, parameters, vocabulary, at, report);
    if (kind === 'cancer' && Object.keys(parameters).length === 0)
      report({ severity: 'error', rule: 'keyWithoutConcept', message: 'a cancer criterion that names no cancer', path: at });
  });
}

/** What is wrong with an expression by itself: contradictions, unknown codes, impossible values and units. */
export function lintExpression(when: Expression, vocabulary: Vocabulary): Omit<Finding, 'criterion'>[] {
  const findings: Omit<Finding, 'criterion'>[] = [];
  lintMeaning(when, [], vocabulary, false, (finding) => findings.push(finding));
  return findings;
}

function lintCriterion(criterion: Criterion, path: Path, document: EligibilityDocument, vocabulary: Vocabulary, options: LintOptions, report: Report): void {
  lintSpan(criterion, options.registryText, path, report);
  lintMeaning(criterion.when, [...path, 'when'], vocabulary, 'converter' in document.by, report);
  let unread = true;
  eachLeaf(criterion.when, [], (kind) => (unread &&= kind === 'unstructured'));
  if (criterion.basis === 'unparsed' && !unread)
    report({ severity: 'warning', rule: 'basis', message: 'unparsed, yet it has a computable reading', path: [...path, 'basis'] });
  if (criterion.basis === 'curated' && !('curator' in document.by) && !('converter' in document.by))
    report({ severity: 'warning', rule: 'basis', message: 'curated in a document without a curator', path: [...path, 'basis'] });
}

function lintScopes(document: EligibilityDocument, report: Report): void {
  const scopes = document.scopes ?? [];
  const ids = new Set<string>();
  for (const [i, scope] of scopes.entries()) {
    if (ids.has(scope.id) || scope.id === 'all')
      report({ severity: 'error', rule: 'duplicateId', message: `scope id '${scope.id}' is taken`, path: ['scopes', i, 'id'] });
    ids.add(scope.id);
  }
  for (const [i, { parent }] of scopes.entries())
    if (parent !== undefined && !ids.has(parent))
      report({ severity: 'error', rule: 'unknownScope', message: `no scope '${parent}'`, path: ['scopes', i, 'parent'] });
}

/** Everything that is wrong, or looks wrong, with a document that the schema accepts. */
export function lintDocument(document: EligibilityDocument, vocabulary: Vocabulary, options: LintOptions = {}): Finding[] {
  const findings: Finding[] = [];
  const report = (finding: Finding) => findings.push(finding);
  lintScopes(document, report);
  const { textSha256 } = document.trial;
  if (textSha256 !== undefined && options.registryTextSha256 !== undefined && textSha256 !== options.registryTextSha256)
    report({ severity: 'error', rule: 'textChanged', message: "the registry's text has changed since this was written", path: ['trial', 'textSha256'] });
  const scopeIds = new Set(['all', ...(document.scopes ?? []).map(({ id }) => id)]);
  const seen = new Set<string>();
  for (const [i, criterion] of document.criteria.entries()) {
    const path = ['criteria', i];
    const own: Report = (finding) => report({ ...finding, criterion: criterion.id });
    if (seen.has(criterion.id))
      own({ severity: 'error', rule: 'duplicateId', message: `criterion id '${criterion.id}' is taken`, path: [...path, 'id'] });
    seen.add(criterion.id);
    if (!scopeIds.has(criterion.scope))
      own({ severity: 'error', rule: 'unknownScope', message: `no scope '${criterion.scope}'`, path: [...path, 'scope'] });
    lintCriterion(criterion, path, document, vocabulary, options, own);
  }
  return findings;
}
