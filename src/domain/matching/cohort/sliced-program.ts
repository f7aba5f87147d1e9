import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import type { Program } from '../../evaluation/program.js';
import { andInto, emptyPlane, orInto, type Plane, type TruthPlanes } from './planes.js';

/** Runs a program on all patients of a block at once. The planes given for leaves are not changed. */
export function runSliced(program: Program, planesOf: (leaf: CompiledLeaf) => TruthPlanes, full: Plane): TruthPlanes {
  const run = (node: Program): TruthPlanes => {
    switch (node.op) {
      case 'leaf':
        return planesOf(node.leaf);
      case 'not': {
        const { yes, no } = run(node.of);
        return { yes: no, no: yes };
      }
      case 'all':
        return conjunction(node.of.map(run), full);
      case 'any': {
        const { yes, no } = conjunction(
          node.of.map(run).map((planes) => ({ yes: planes.no, no: planes.yes })),
          full,
        );
        return { yes: no, no: yes };
      }
      case 'atLeast': {
        const members = node.of.map(run);
        return {
          yes: countAtLeast(
            members.map((planes) => planes.yes),
            node.n,
            full,
          ),
          no: countAtLeast(
            members.map((planes) => planes.no),
            members.length - node.n + 1,
            full,
          ),
        };
      }
      case 'if': {
        const otherwise = node.otherwise ? run(node.otherwise) : { yes: full, no: emptyPlane(full.length) };
        return conditional(run(node.condition), run(node.then), otherwise);
      }
    }
  };
  return run(program);
}

function conjunction(members: readonly TruthPlanes[], full: Plane): TruthPlanes {
  const yes = full.slice();
  const no = emptyPlane(full.length);
  for (const member of members) {
    andInto(yes, member.yes);
    orInto(no, member.no);
  }
  return { yes, no };
}

/** Bits set in at least `n` of the planes: `reached[k]` is set where k + 1 of those seen so far are. */
function countAtLeast(planes: readonly Plane[], n: number, full: Plane): Plane {
  if (n <= 0) return full.slice();
  const reached = Array.from({ length: n }, () => emptyPlane(full.length));
  for (const plane of planes)
    for (let k = n - 1; k >= 0; k--) {
      const before = k === 0 ? undefined : reached[k - 1];
      const target = reached[k] as Plane;
      for (let w = 0; w < full.length; w++)
        target[w] = (target[w] as number) | ((plane[w] as number) & (before ? (before[w] as number) : 0xffffffff));
    }
  return reached[n - 1] as Plane;
}

/** An unknown condition still decides where both branches agree. */
function conditional(condition: TruthPlanes, then: TruthPlanes, otherwise: TruthPlanes): TruthPlanes {
  const choose = (a: Plane, b: Plane): Plane => {
    const chosen = emptyPlane(a.length);
    for (let w = 0; w < a.length; w++) {
      const [x, y] = [a[w] as number, b[w] as number];
      chosen[w] = ((condition.yes[w] as number) & x) | ((condition.no[w] as number) & y) | (x & y);
    }
    return chosen;
  };
  return { yes: choose(then.yes, otherwise.yes), no: choose(then.no, otherwise.no) };
}
