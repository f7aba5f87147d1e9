import type { Criterion, EligibilityDocument, Expression, Section } from '../../domain/criteria/model.js';
import { Random } from './random.js';
import { AGENTS, CANCERS, CHANGES, CLASSES, CONDITIONS, GENES, LABS, MARKERS, STAGES } from './subjects.js';

/**
 * Synthetic trials with everything that a program can hold: all operators, both sections, hard and soft criteria, unsure
 * readings, scopes and scopes within scopes. No claim to look like real protocols.
 */
export function syntheticDocuments(count: number, seed: number): EligibilityDocument[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, i) => syntheticDocument(`T${String(i + 1).padStart(6, '0')}`, random));
}

function syntheticDocument(id: string, random: Random): EligibilityDocument {
  const scopes = random.chance(0.6)
    ? []
    : [
        { id: 'part-1', kind: 'part' as const, title: 'Part 1' },
        { id: 'cohort-a', kind: 'cohort' as const, title: 'Cohort A', parent: 'part-1', open: random.chance(0.7) },
        { id: 'cohort-b', kind: 'cohort' as const, title: 'Cohort B', open: random.chance(0.7) },
      ];
  const criteria = Array.from({ length: random.whole(3, 16) }, (_, i) =>
    criterion(i, ['all', 'all', 'all', ...scopes.map((scope) => scope.id)], random),
  );
  const trial = { registry: 'ctgov', id, version: '2026-01-01' };
  return { eligo: 1, trial, by: { converter: 'synthetic' }, ...(scopes.length > 0 && { scopes }), criteria };
}

function criterion(i: number, scopes: readonly string[], random: Random): Criterion {
  const section: Section = random.chance(0.55) ? 'inclusion' : 'exclusion';
  return {
    id: `${section === 'inclusion' ? 'i' : 'e'}${i + 1}`,
    section,
    scope: random.pick(scopes),
    text: `criterion ${i + 1}`,
    requirement: random.pick(['hard', 'hard', 'hard', 'hard', 'soft', 'informational'] as const),
    basis: 'parsed',
    confidence: random.chance(0.8) ? 0.95 : 0.7,
    when: expression(random, 2),
  };
}

function expression(random: Random, depth: number): Expression {
  const shape = depth === 0 ? 10 : random.whole(0, 11);
  const member = () => expression(random, depth - 1);
  switch (shape) {
    case 0:
      return { all: [member(), member()] };
    case 1:
      return { any: [member(), member(), member()] };
    case 2:
      return { not: member() };
    case 3:
      return { atLeast: { n: random.whole(1, 3), of: [member(), member(), member()] } };
    case 4:
      return { if: member(), then: member(), ...(random.chance(0.7) && { else: member() }) };
    default:
      return leaf(random);
  }
}

function leaf(random: Random): Expression {
  switch (random.whole(0, 11)) {
    case 0:
      return { age: { min: { value: random.pick([12, 18, 18, 65]), inclusive: true }, unit: 'a' } };
    case 1:
      return { age: { max: { value: random.pick([18, 65, 75, 80]), inclusive: random.chance(0.7) }, unit: 'a' } };
    case 2:
      return { sex: { is: random.chance(0.5) ? 'female' : 'male' } };
    case 3:
      return { cancer: { anyOf: random.chance(0.2) ? ['solid'] : random.some(CANCERS, 4) } };
    case 4:
      return { stage: { anyOf: random.some(STAGES, 6) } };
    case 5:
      return { performance: { scale: 'ecog', max: { value: random.whole(0, 2), inclusive: true } } };
    case 6: {
      const [analyte, unit, , typical] = random.pick(LABS);
      const bound = { value: Math.round(typical * (0.6 + random.next()) * 10) / 10, inclusive: true };
      return { lab: { analyte, unit, ...(random.chance(0.5) ? { min: bound } : { max: bound }) } };
    }
    case 7: {
      const type = random.pick(['any', 'mutation', 'protein', 'amplification', 'fusion']);
      const alteration = { type, ...(type === 'protein' && { hgvs: random.pick(CHANGES) }) };
      return { variant: { gene: random.pick(GENES), alteration, is: random.pick(['present', 'present', 'absent', 'wildType'] as const) } }; // prettier-ignore
    }
    case 8:
      return { expression: { marker: random.pick(MARKERS), is: random.pick(['positive', 'negative'] as const) } };
    case 9:
      return { condition: { anyOf: random.some(CONDITIONS, 2) } };
    case 10: {
      const within = random.chance(0.5) ? { within: { value: random.pick([14, 28, 90]), unit: 'd' as const } } : {};
      return { priorTherapy: { ...(random.chance(0.5) ? { agents: random.some(AGENTS, 2) } : { classes: random.some(CLASSES, 2) }), ...within } }; // prettier-ignore
    }
    default:
      return random.chance(0.5) ? { attestation: { topic: 'consent' } } : { unstructured: {} };
  }
}
