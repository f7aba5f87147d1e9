/** A term of the Disease Ontology (OBO file), as far as scoring by DOID needs it. */
export interface DoTerm {
  id: string;
  names: string[];
  ncit: string[];
  parents: string[];
}

/** Reads the [Term] stanzas of OBO files; later files complete earlier ones. */
export function readObo(files: readonly string[]): Map<string, DoTerm> {
  const terms = new Map<string, DoTerm>();
  const merged = new Map<string, string>();
  for (const file of files)
    for (const block of file.split('\n[Term]').slice(1)) {
      const lines = block.split('\n');
      const all = (key: string) =>
        lines.filter((line) => line.startsWith(`${key}: `)).map((line) => line.slice(key.length + 2));
      const id = all('id')[0];
      if (id === undefined || lines.includes('is_obsolete: true')) continue;
      const term = terms.get(id) ?? { id, names: [], ncit: [], parents: [] };
      const exact = all('synonym').flatMap((line) =>
        line.includes('" EXACT') ? [line.slice(1, line.indexOf('" EXACT'))] : [],
      );
      term.names = [...new Set([...term.names, ...all('name'), ...exact])];
      term.ncit = [
        ...new Set([
          ...term.ncit,
          ...all('xref').flatMap((line) => (line.startsWith('NCI:') ? [line.slice(4).split(' ')[0] ?? ''] : [])),
        ]),
      ];
      term.parents = [...new Set([...term.parents, ...all('is_a').map((line) => line.split(' ')[0] ?? '')])];
      terms.set(id, term);
      for (const old of all('alt_id')) merged.set(old, id);
    }
  // Terms that were merged into another since: the same term by its old id.
  for (const [old, id] of merged) {
    const term = terms.get(id);
    if (term && !terms.has(old)) terms.set(old, term);
  }
  return terms;
}

/** The terms below `DOID:162`, cancer: what the ontology calls a cancer. */
export function cancerTerms(terms: ReadonlyMap<string, DoTerm>): Map<string, DoTerm> {
  const isCancer = (id: string, seen = new Set<string>()): boolean => {
    if (id === 'DOID:162') return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return (terms.get(id)?.parents ?? []).some((parent) => isCancer(parent, seen));
  };
  return new Map([...terms].filter(([id]) => isCancer(id)));
}

/** A term and its ancestors up to `levels` steps of is_a. */
export function upTo(terms: ReadonlyMap<string, DoTerm>, id: string, levels: number): Set<string> {
  const found = new Set([id]);
  let edge = [id];
  for (let level = 0; level < levels; level++) {
    edge = edge.flatMap((one) => terms.get(one)?.parents ?? []);
    for (const one of edge) found.add(one);
  }
  return found;
}
