interface ClassNode {
  parents?: string[];
  modality?: string;
}

/** A directed acyclic graph of classes. Throws on a parent that doesn't exist and on a cycle: a lexicon error. */
export class ClassGraph {
  private readonly ancestors = new Map<string, readonly string[]>();
  private readonly above = new Map<string, ReadonlySet<string>>();

  constructor(private readonly nodes: Readonly<Record<string, ClassNode>>) {
    for (const id of Object.keys(nodes)) this.collect(id, []);
  }

  /** The classes themselves and all their ancestors, nearest first. Classes that are not in the graph stay alone. */
  closure(ids: readonly string[]): readonly string[] {
    const [only] = ids;
    if (ids.length === 1 && only !== undefined) return this.ancestors.get(only) ?? [only];
    return [...new Set(ids.flatMap((id) => this.ancestors.get(id) ?? [id]))];
  }

  /** Whether a class is the other or lies below it. */
  isA(id: string, ancestor: string): boolean {
    if (id === ancestor) return true;
    let above = this.above.get(id);
    if (!above) this.above.set(id, (above = new Set(this.ancestors.get(id) ?? [])));
    return above.has(ancestor);
  }

  /** The modality of the nearest class that states one. */
  modality(ids: readonly string[]): string | undefined {
    for (const id of this.closure(ids)) {
      const modality = this.nodes[id]?.modality;
      if (modality !== undefined) return modality;
    }
    return undefined;
  }

  private collect(id: string, below: readonly string[]): readonly string[] {
    const done = this.ancestors.get(id);
    if (done) return done;
    const node = this.nodes[id];
    if (!node) throw new Error(`class ${id}, parent of ${below.at(-1) ?? '?'}, is not in the lexicon`);
    if (below.includes(id)) throw new Error(`class ${id} is its own ancestor`);
    const upwards = (node.parents ?? []).flatMap((parent) => this.collect(parent, [...below, id]));
    const closure = [...new Set([id, ...upwards])];
    this.ancestors.set(id, closure);
    return closure;
  }
}
