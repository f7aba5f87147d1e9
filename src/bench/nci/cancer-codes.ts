import type { EligibilityDocument } from '../../domain/criteria/model.js';
import { leavesOf } from '../../domain/criteria/expression-leaves.js';
import type { Vocabulary } from '../../domain/vocabulary/vocabulary.js';

/** Cancers that a document asks for, one list per statement: named in inclusion criteria, not negated. */
export function cancersIn(document: EligibilityDocument): string[][] {
  const statements: string[][] = [];
  for (const criterion of document.criteria) {
    if (criterion.section !== 'inclusion' || criterion.requirement === 'informational') continue;
    for (const { leaf, negated } of leavesOf(criterion.when))
      if (!negated && 'cancer' in leaf)
        statements.push((leaf.cancer.anyOf ?? []).map((ref) => (typeof ref === 'string' ? ref : ref.code)));
  }
  return statements;
}

/** The tissue of each code (OncoTree's first level); a generic group stays itself. */
export function mainTypes(codes: Iterable<string>, { cancers }: Vocabulary): Set<string> {
  const types = new Set<string>();
  for (const code of codes) {
    const line = cancers.ancestors(code).filter((ancestor) => !['solid', 'hematologic', 'any'].includes(ancestor));
    types.add(line.at(-1) ?? code);
  }
  return types;
}
