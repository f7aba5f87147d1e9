import type { HierarchyFile, OncoTreeFile } from './lexicon.js';

/** How what a patient has relates to what a criterion names. */
export type CancerRelation = 'within' | 'overlaps' | 'disjoint';

const HEMATOLOGIC_TISSUES = new Set(['LYMPH', 'MYELOID']);

interface Entry {
  code: string;
  name: string;
  system: 'oncotree' | 'ncit';
  ncit: readonly string[];
  depth: number;
  /** Itself first, then upwards, nearest first; `solid` or `hematologic` and `any` last. */
  ancestors: readonly string[];
  touches: readonly string[];
}

/**
 * OncoTree with the corrections of criteria/lexicon/cancer-hierarchy.yaml: additional parents, parents that clinical
 * language does not share, and malignancies that have no node of their own. Immutable.
 */
export class OncoTree {
  private readonly entries = new Map<string, Entry>();
  private readonly below = new Map<string, Set<string>>();
  private readonly former = new Map<string, string[]>();
  /** Node -> nodes whose bearers may count as it. */
  private readonly countsAs = new Map<string, string[]>();
  private readonly stands = new Map<string, readonly string[]>();

  constructor(file: OncoTreeFile, hierarchy: HierarchyFile) {
    const rows = new Map(file.nodes.map((row) => [row.code, row]));
    const parents = (code: string): string[] => [
      ...(rows.get(code)?.parent === undefined ? [] : [rows.get(code)?.parent ?? '']),
      ...(hierarchy.alsoBelow[code] ?? []),
    ];
    for (const row of file.nodes) {
      if (row.parent === undefined) continue;
      let depth = 0;
      for (let up: string | undefined = row.code; up !== undefined; up = rows.get(up)?.parent) depth += 1;
      const line = climb(row.code, parents).filter((code) => code !== 'TISSUE');
      const group = line.some((code) => HEMATOLOGIC_TISSUES.has(code)) ? 'hematologic' : 'solid';
      const removed = new Set<string>();
      for (const [node, excluded] of Object.entries(hierarchy.notBelow))
        if (excluded.some((code) => line.includes(code))) removed.add(node);
      this.add({
        code: row.code,
        // A tissue is named for what arises in it: "Lung Cancer", not "Lung".
        name: row.parent === 'TISSUE' ? (row.mainType ?? row.name) : row.name,
        system: 'oncotree',
        ncit: row.ncit ?? [],
        depth: depth - 1,
        ancestors: [...line.filter((code) => !removed.has(code)), group, 'any'],
        touches: hierarchy.touches[row.code] ?? [],
      });
      for (const old of [...(row.history ?? []), ...(row.precursors ?? []), ...(row.revocations ?? [])])
        this.former.set(old, [...(this.former.get(old) ?? []), row.code]);
    }
    for (const [code, name] of [
      ['solid', 'Solid Tumor'],
      ['hematologic', 'Hematologic Malignancy'],
    ] as const)
      this.add({ code, name, system: 'oncotree', ncit: [], depth: 0, ancestors: [code, 'any'], touches: [] });
    this.add({ code: 'any', name: 'Cancer', system: 'oncotree', ncit: [], depth: 0, ancestors: ['any'], touches: [] });
    for (const { code, name, below, touches } of hierarchy.extra) {
      const up = [...new Set([...below.flatMap((node) => this.entries.get(node)?.ancestors ?? []), 'any'])];
      this.add({ code, name, system: 'ncit', ncit: [code], depth: 1, ancestors: [code, ...up], touches });
    }
    for (const { code, parent } of file.retired)
      if (!this.former.has(code)) this.former.set(code, [rows.has(parent) ? parent : 'BRAIN']);
    for (const [code, coarser] of Object.entries(hierarchy.unspecified)) this.stands.set(code, coarser);
    for (const [code, others] of Object.entries(hierarchy.touches))
      for (const other of others) this.countsAs.set(other, [...(this.countsAs.get(other) ?? []), code]);
  }

  private add(entry: Entry): void {
    this.entries.set(entry.code, entry);
    for (const ancestor of entry.ancestors) {
      const below = this.below.get(ancestor) ?? new Set();
      below.add(entry.code);
      this.below.set(ancestor, below);
    }
  }

  get codes(): Iterable<string> {
    return this.entries.keys();
  }

  entry(code: string): Entry | undefined {
    return this.entries.get(code);
  }

  /** Today's nodes for a code of this or an earlier release (`GBM` -> GB, `ALL` -> BLL and TLL); empty if there is none. */
  resolve(code: string): readonly string[] {
    return this.entries.has(code) ? [code] : (this.former.get(code) ?? []);
  }

  isA(code: string, ancestor: string): boolean {
    return this.below.get(ancestor)?.has(code) ?? false;
  }

  /** A set of alternatives without those that lie below another of it; the first stays first where it is not dropped. */
  distinct(codes: readonly string[]): string[] {
    return [...new Set(codes)].filter((code, _, all) => all.every((other) => other === code || !this.isA(code, other)));
  }

  /**
   * The coarsest nodes that every one of several sets of alternatives allows; empty where they exclude each other.
   * Independent of order, and the finer set where one lies within the other.
   */
  meet(sets: readonly (readonly string[])[]): string[] {
    const different = [...new Map(sets.map((set) => [[...set].sort().join(), set])).values()];
    const [first, ...others] = different;
    if (!first) return [];
    if (others.length === 0) return [...first];
    const inner = different
      .filter((set) => different.every((other) => this.relation(set, other) === 'within'))
      .sort((a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1))[0];
    if (inner) return [...inner];
    const allowed = different.map((set) => this.possible(set));
    const [smallest, ...rest] = allowed.sort((a, b) => a.size - b.size);
    const common = [...(smallest ?? [])].filter((code) => rest.every((set) => set.has(code)));
    return this.inOrder(this.distinct(common), different);
  }

  /** Everything a set of alternatives may turn out to be. */
  private possible(codes: readonly string[]): Set<string> {
    const found = new Set<string>();
    const open = codes.flatMap((code) => [code, ...(this.stands.get(code) ?? []), ...this.unsettled(code)]);
    for (const code of open) {
      for (const below of this.below.get(code) ?? [code]) found.add(below);
      for (const other of this.countsAs.get(code) ?? []) found.add(other);
    }
    return found;
  }

  /** What a malignancy without a node of its own may turn out to be. */
  private unsettled(code: string): readonly string[] {
    const entry = this.entries.get(code);
    return entry?.system === 'ncit' ? entry.touches : [];
  }

  /** A set in the order of the shortest given set that it equals, else by code, so that the headline is stable. */
  private inOrder(codes: string[], sets: readonly (readonly string[])[]): string[] {
    const same = sets.find((set) => set.length === codes.length && set.every((code) => codes.includes(code)));
    if (same) return [...same];
    const rank = new Map(
      sets
        .map((set) => [...set])
        .sort((a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1))
        .flat()
        .map((code, i) => [code, i] as const)
        .reverse(),
    );
    return codes.sort((a, b) => (rank.get(a) ?? 1e6) - (rank.get(b) ?? 1e6) || (a < b ? -1 : 1));
  }

  /**
   * `within`: whatever the patient has is one of the asked; `disjoint`: it cannot be; `overlaps`: the record is too
   * coarse to tell. `has` and `asked` are sets of alternatives.
   */
  relation(has: readonly string[], asked: readonly string[]): CancerRelation {
    const each = has.map((code) => this.relationOfOne(code, asked));
    if (each.length > 0 && each.every((one) => one === 'within')) return 'within';
    return each.every((one) => one === 'disjoint') && each.length > 0 ? 'disjoint' : 'overlaps';
  }

  private relationOfOne(code: string, asked: readonly string[]): CancerRelation {
    if (asked.some((one) => this.isA(code, one))) return 'within';
    const known = this.stands.get(code) ?? [code];
    if (known.some((node) => asked.some((one) => this.isA(one, node)))) return 'overlaps';
    const touches = this.entries.get(code)?.touches ?? [];
    const touched = touches.some((node) => asked.some((one) => this.isA(one, node) || this.isA(node, one)));
    const touching = asked.some((one) => (this.entries.get(one)?.touches ?? []).some((node) => this.isA(code, node)));
    return touched || touching ? 'overlaps' : 'disjoint';
  }
}

function climb(code: string, parents: (code: string) => string[]): string[] {
  const line = [code];
  for (let i = 0; i < line.length; i++)
    for (const parent of parents(line[i] ?? '')) if (!line.includes(parent)) line.push(parent);
  return line;
}
