import type { ConceptRef } from '../../model.js';
import { isMapped, type CancerVocabulary } from '../../../vocabulary/vocabulary.js';

/** What a tumour name of CTML means; `review` says why a human should look at it. */
export interface NamedCancers {
  anyOf: ConceptRef[];
  review?: string;
}

export interface TumourNames {
  read(name: string): NamedCancers;
}

/**
 * MatchMiner's own expansion map, name to names: no subsumption of ours, exactly the names listed.
 * A name the map does not hold stands for itself and asks for review.
 */
export function expandedNames(map: Readonly<Record<string, string | readonly string[]>>): TumourNames {
  const asText = (name: string): ConceptRef => ({ code: name, system: 'text', name });
  return {
    read(name) {
      const names = map[name];
      if (names === undefined) return { anyOf: [asText(name)], review: `the name map does not hold "${name}"` };
      return { anyOf: (typeof names === 'string' ? [names] : [...names]).map(asText) };
    },
  };
}

const GROUPS: Record<string, string> = { _SOLID_: 'solid', _LIQUID_: 'hematologic', 'All Tumors': 'any' };

/** OncoTree with its subsumption, for new use: `_SOLID_` and `_LIQUID_` become the generic groups. */
export function oncotreeNames(cancers: CancerVocabulary): TumourNames {
  return {
    read(name) {
      const group = GROUPS[name];
      if (group !== undefined) return { anyOf: [group] };
      const result = cancers.fromText(name);
      if (!isMapped(result))
        return { anyOf: [{ code: name, system: 'text', name }], review: `tumour name "${name}": ${result.why}` };
      const { code, system, ncit, name: preferred } = result.concept;
      return { anyOf: [{ code, system, ...(ncit && { ncit }), name: preferred }] };
    },
  };
}
