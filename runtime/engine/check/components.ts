/**
 * Strongly connected components among `nodes`, each in the order of `nodes`: groups whose members can all reach one another.
 * Tarjan's algorithm (1972), with a stack of its own so that a chain of any length fits. Linear.
 */
export function getComponents<Node>(nodes: readonly Node[], next: (node: Node) => Iterable<Node>): Node[][] {
  const within = new Set(nodes);
  const index = new Map<Node, number>();
  const low = new Map<Node, number>();
  const open: Node[] = [];
  const isOpen = new Set<Node>();
  const components: Node[][] = [];

  const start = (node: Node) => {
    index.set(node, index.size);
    low.set(node, index.get(node)!);
    open.push(node);
    isOpen.add(node);
    return { node, rest: next(node)[Symbol.iterator]() };
  };

  for (const root of nodes) {
    if (index.has(root)) continue;
    const path = [start(root)];
    while (path.length > 0) {
      const top = path[path.length - 1]!;
      const step = top.rest.next();
      if (!step.done) {
        if (!within.has(step.value)) continue;
        if (!index.has(step.value)) path.push(start(step.value));
        else if (isOpen.has(step.value)) lower(top.node, index.get(step.value)!);
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent) lower(parent.node, low.get(top.node)!);
      if (low.get(top.node) === index.get(top.node)) components.push(close(top.node));
    }
  }
  const order = new Map(nodes.map((node, at) => [node, at]));
  for (const component of components) component.sort((one, other) => order.get(one)! - order.get(other)!);
  return components.sort((one, other) => order.get(one[0]!)! - order.get(other[0]!)!);

  function lower(node: Node, value: number): void {
    low.set(node, Math.min(low.get(node)!, value));
  }

  function close(root: Node): Node[] {
    const members: Node[] = [];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      isOpen.delete(node);
      members.push(node);
      if (node === root) break;
    }
    return members;
  }
}
