/** All that can be reached from the starts, the starts included. Linear, and no deeper than a flow is long. */
export function getReachable<Node>(starts: Iterable<Node>, next: (node: Node) => Iterable<Node>): Set<Node> {
  const reached = new Set(starts);
  for (const node of reached) for (const after of next(node)) reached.add(after);
  return reached;
}

/** The ways of a graph turned round: node → those that lead to it. */
export function turnRound<Node>(nodes: Iterable<Node>, next: (node: Node) => Iterable<Node>): Map<Node, Node[]> {
  const before = new Map<Node, Node[]>();
  for (const node of nodes) {
    for (const after of next(node)) {
      const known = before.get(after);
      if (known) known.push(node);
      else before.set(after, [node]);
    }
  }
  return before;
}
