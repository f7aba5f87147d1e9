import type { Criterion, EligibilityDocument, Scope } from '../../model.js';
import { readClinical } from './clinical.js';
import { readGenomic } from './genomic.js';
import type { CtmlLevel, CtmlLevelKind, CtmlNode, CtmlTrial } from './grammar.js';
import { conjuncts, readNode, type LeafReader } from './match-tree.js';
import type { TumourNames } from './names.js';
import { renderLeaf } from './value.js';

const SCOPE_KINDS: Record<CtmlLevelKind, Scope['kind']> = {
  trial: 'group',
  step: 'step',
  arm: 'arm',
  doseLevel: 'doseLevel',
};

/**
 * A CTML trial as an eligibility document. Every level that has something to match is a scope of its own: MatchMiner
 * evaluates them independently, so an arm does not inherit its step's criteria. A level with an empty `match` is no
 * scope, and a trial without any has one criterion that nobody meets.
 */
export function importCtml(trial: CtmlTrial, names: TumourNames): EligibilityDocument {
  const readLeaf = leafReader(names);
  const levels = trial.levels
    .map((level) => ({ level, criteria: criteriaOf(level, readLeaf) }))
    .filter((read) => read.criteria.length > 0);
  const scopes = levels.map((read) => scopeOf(read.level));
  const criteria = levels.flatMap((read) => read.criteria);
  return {
    eligo: 1,
    trial: {
      registry: 'ctml',
      id: trial.protocolNo,
      version: trial.lastUpdated ?? 'undated',
      ...(trial.title !== undefined && { title: trial.title }),
      ...(trial.status !== undefined && { status: trial.status.toLowerCase() }),
    },
    by: { converter: 'ctml' },
    ...(scopes.length > 0 && { scopes }),
    criteria: criteria.length > 0 ? criteria : [NOTHING_TO_MATCH],
  };
}

const NOTHING_TO_MATCH: Criterion = {
  id: 'i1',
  section: 'inclusion',
  scope: 'all',
  text: 'match: [] (nothing to match)',
  requirement: 'hard',
  basis: 'curated',
  confidence: 1,
  when: { any: [] },
};

const scopeOf = (level: CtmlLevel): Scope => ({
  id: level.id,
  kind: SCOPE_KINDS[level.kind],
  title: level.title,
  open: !level.suspended,
});

const leafReader =
  (names: TumourNames): LeafReader =>
  (label, leaf) => {
    switch (label) {
      case 'clinical':
        return readClinical(leaf, names);
      case 'genomic':
        return readGenomic(leaf);
      default:
        return { when: { unstructured: { topic: label } }, review: [`${label}: no computable reading`] };
    }
  };

function criteriaOf(level: CtmlLevel, readLeaf: LeafReader): Criterion[] {
  return conjuncts(level.match).flatMap((node, i): Criterion[] => {
    const reading = readNode(node, readLeaf);
    if (reading.nothing) return [];
    return [
      {
        id: `${level.id}-i${i + 1}`,
        section: 'inclusion',
        scope: level.id,
        text: renderNode(node),
        requirement: 'hard',
        basis: 'curated',
        confidence: 1,
        when: reading.when,
        ...(reading.review.length > 0 && { review: reading.review }),
      },
    ];
  });
}

const renderNode = (node: CtmlNode): string =>
  node.node === 'leaf'
    ? renderLeaf(node.label, node.leaf)
    : `${node.node} (${node.members.map(renderNode).join('; ')})`;
