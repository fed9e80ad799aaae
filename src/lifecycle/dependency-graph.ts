import { IndexHeap } from './index-heap';

/** A directed graph whose nodes are numbers from 0 on: for each node the nodes that it needs. */
export type Needs = readonly (readonly number[])[];

/**
 * The nodes in an order in which each comes after all that it needs; of the nodes that could come next always the one of the least priority.
 * Nodes on a cycle, and nodes that need one, are left out.
 *
 * Because the choice is made anew at each place, the order of the others does not change when a node without any edge is added.
 *
 * @param needs the graph
 * @param priority a number for each node, no two the same
 */
export function topologicalOrder(needs: Needs, priority: readonly number[]): number[] {
  const waiting = needs.map((nodes) => nodes.length);
  const neededBy: number[][] = needs.map(() => []);
  needs.forEach((nodes, node) => nodes.forEach((needed) => neededBy[needed].push(node)));
  const nodeOf = new Map(priority.map((value, node) => [value, node]));
  const ready = new IndexHeap();
  waiting.forEach((count, node) => count === 0 && ready.push(priority[node]));
  const order: number[] = [];
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    const node = nodeOf.get(next) as number;
    order.push(node);
    for (const dependent of neededBy[node]) {
      if (--waiting[dependent] === 0) ready.push(priority[dependent]);
    }
  }
  return order;
}

/**
 * One cycle for each group of nodes that need each other, as short as can be through the first node of its group: `[0, 3]` where 0 needs 3 and
 * 3 needs 0.
 */
export function cyclesOf(needs: Needs): number[][] {
  return stronglyConnected(needs)
    .map((group) => ({ first: Math.min(...group), group: new Set(group) }))
    .sort((a, b) => a.first - b.first)
    .flatMap(({ first, group }) => shortestCycle(needs, first, group) ?? []);
}

/** Tarjan's groups of nodes that reach each other, with a stack of its own: a chain of dependencies may be deeper than the call stack. */
function stronglyConnected(needs: Needs): number[][] {
  const index: (number | undefined)[] = new Array(needs.length).fill(undefined);
  const low: number[] = new Array(needs.length).fill(0);
  const onStack: boolean[] = new Array(needs.length).fill(false);
  const stack: number[] = [];
  const groups: number[][] = [];
  let counter = 0;
  const enter = (node: number) => {
    index[node] = low[node] = counter++;
    stack.push(node);
    onStack[node] = true;
    return { node, edge: 0 };
  };
  for (let root = 0; root < needs.length; root++) {
    if (index[root] !== undefined) continue;
    const path = [enter(root)];
    while (path.length > 0) {
      const frame = path[path.length - 1];
      const next = needs[frame.node][frame.edge++];
      if (next !== undefined) {
        if (index[next] === undefined) path.push(enter(next));
        else if (onStack[next]) low[frame.node] = Math.min(low[frame.node], index[next]);
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent) low[parent.node] = Math.min(low[parent.node], low[frame.node]);
      if (low[frame.node] !== index[frame.node]) continue;
      const group = stack.splice(stack.indexOf(frame.node));
      group.forEach((node) => (onStack[node] = false));
      groups.push(group);
    }
  }
  return groups;
}

/** The shortest way from a node back to itself inside of its group, as a list of one cycle; nothing where there is none. */
function shortestCycle(needs: Needs, start: number, group: ReadonlySet<number>): number[][] | undefined {
  const cameFrom = new Map<number, number>();
  const queue = [start];
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at];
    for (const next of needs[node]) {
      if (next === start) {
        const cycle = [node];
        while (cycle[0] !== start) cycle.unshift(cameFrom.get(cycle[0]) as number);
        return [cycle];
      }
      if (!group.has(next) || cameFrom.has(next)) continue;
      cameFrom.set(next, node);
      queue.push(next);
    }
  }
  return undefined;
}
