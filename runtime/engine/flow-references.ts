/** A step that leads into another flow. */
export interface FlowReference {
  step: string;
  flow: string;
  /** It is a subflow; else the call is handed over. */
  comesBack: boolean;
}

/** The steps of a flow that lead into others. Takes any JSON: what is malformed is left out. */
export function getFlowReferences(document: unknown): FlowReference[] {
  const states = asObject(asObject(document)['states']);
  return Object.entries(states).flatMap(([step, state]) => {
    const { step: type, flow } = asObject(asObject(state)['meta']);
    return typeof flow === 'string' && (type === 'subflow' || type === 'go_to_flow') ? [{ step, flow, comesBack: type === 'subflow' }] : [];
  });
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
