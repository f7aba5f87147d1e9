import { createHash } from 'node:crypto';
import type { Criterion, EligibilityDocument, Scope } from '../criteria/model.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import { codedCriteria } from './coded/coded-criteria.js';
import { registeredConditions } from './coded/registered-conditions.js';
import { withAlternatives } from './alternatives.js';
import { withDoubts } from './doubts.js';
import type { StructuringInput } from './input.js';
import type { StructuringLexicons } from './lexicons.js';
import type { OutlineLine } from './outline/outline.js';
import type { ReadStatement } from './read-trial.js';
import { readTrial } from './read-trial.js';
import { withConflicts } from './readers/field-conflicts.js';
import { registryCriteria } from './readers/registry-fields.js';
import { structurerOf } from './structurer.js';
import { folded } from './text/clean-text.js';

/** Names the state of the structurer's code; a change in what it reads is a new version. */
export const structurerVersion = '1.3.0';

/**
 * Reads a trial's eligibility: registry fields and text, into criteria with their spans. Deterministic and pure; a line that
 * is not understood stays `unstructured`, whole. Criteria come in the order of the text: i1.., e1.. and, first, r1.. .
 */
export function structure(
  input: StructuringInput,
  vocabulary: Vocabulary,
  lexicons: StructuringLexicons,
): EligibilityDocument {
  const structurer = structurerOf(vocabulary, lexicons);
  const scopes = new Map<string, Scope>();
  const criteria: Criterion[] = registryCriteria(input);
  const counts = { inclusion: 0, exclusion: 0 };
  for (const read of readTrial(input, structurer)) {
    const section = read.section === 'exclusion' ? 'exclusion' : 'inclusion';
    const named = read.statement.lines[0]?.scopes ?? [];
    for (const { id, kind, title } of named) if (!scopes.has(id)) scopes.set(id, { id, kind, title });
    for (const scope of named.length > 0 ? named.map((s) => s.id) : ['all']) {
      counts[section] += 1;
      criteria.push(criterion(`${section.charAt(0)}${counts[section]}`, scope, read, input.text));
    }
  }
  criteria.push(...codedCriteria(input, criteria, structurer));
  criteria.push(...registeredConditions(input, criteria, vocabulary));
  return {
    eligo: 1,
    trial: {
      registry: input.registry,
      id: input.id,
      version: input.version,
      textSha256: createHash('sha256').update(input.text).digest('hex'),
      ...(input.title !== undefined ? { title: input.title } : {}),
    },
    by: { structurer: structurerVersion },
    ...(scopes.size > 0 ? { scopes: [...scopes.values()] } : {}),
    criteria: withAlternatives(withDoubts(withConflicts(criteria), vocabulary), vocabulary),
  };
}

function criterion(id: string, scope: string, { statement, result }: ReadStatement, text: string): Criterion {
  const [first, last] = [statement.lines[0], furthest(statement.lines)];
  const span: [number, number] = [first?.span[0] ?? 0, last?.span[1] ?? 0];
  const received = folded(text.slice(...span));
  const understood = result.expression !== undefined;
  return {
    id,
    section: first?.section ?? 'inclusion',
    scope,
    span,
    text: received,
    ...(statement.text !== received ? { display: statement.text } : {}),
    requirement: result.requirement,
    basis: understood ? 'parsed' : 'unparsed',
    confidence: understood ? result.confidence : 0,
    when: result.expression ?? { unstructured: {} },
    ...(result.review.length > 0 ? { review: result.review } : {}),
  };
}

/** The line that ends last. */
const furthest = (lines: readonly OutlineLine[]): OutlineLine | undefined =>
  lines.reduce<OutlineLine | undefined>((far, line) => (far && far.span[1] >= line.span[1] ? far : line), undefined);
