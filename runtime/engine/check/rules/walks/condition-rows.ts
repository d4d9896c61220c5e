import type { Json, JsonObject } from '../../../../../schemas/json.js';
import { valueAt } from '../../../../../schemas/conditions.js';
import { getEntry } from '../../../../../schemas/get-entry.js';
import type { FlowGraph, GraphStep } from '../../flow-graph.js';
import { getAnswerSample, getValueSamples, kindOf } from '../../value-shapes.js';
import { toDotted } from './branches.js';

/** One condition as it stands in a step. */
export interface ConditionRow {
  step: GraphStep;
  pointer: string;
  value: string;
  is: string;
  to: Json | undefined;
  /** What the value may look like, where that is known of every way it is set. */
  samples: Json[] | null;
  /** Looks at the answer of a request, which has a status and a body. */
  ofAnswer: boolean;
}

/** The lists whose rows have conditions, and what these look at. */
const LISTS: Readonly<Record<string, { list: string; ofAnswer: boolean }>> = {
  branch: { list: 'branches', ofAnswer: false },
  http_request: { list: 'outcomes', ofAnswer: true },
};

/** Every condition of a flow that has a value and a comparison; what is malformed is left to the rule `schema`. */
export function getConditionRows(flow: FlowGraph): ConditionRow[] {
  return flow.steps.flatMap((step) => {
    const place = getEntry(LISTS, step.type ?? '');
    const rows = place ? step.data[place.list] : null;
    if (!place || !Array.isArray(rows)) return [];
    return rows.flatMap((row, at) => {
      const all = (row as JsonObject | null)?.['all'];
      return (Array.isArray(all) ? all : []).flatMap((condition, number): ConditionRow[] => {
        const { value, is, to } = (condition ?? {}) as JsonObject;
        if (typeof value !== 'string' || value === '' || typeof is !== 'string') return [];
        const samples = place.ofAnswer ? samplesOfAnswer(step, value) : getValueSamples(flow, toDotted(value));
        return [{ step, pointer: `${step.pointer}/meta/${place.list}/${at}/all/${number}`, value, is, to, samples, ofAnswer: place.ofAnswer }];
      });
    });
  });
}

function samplesOfAnswer(step: GraphStep, path: string): Json[] | null {
  const sample = valueAt(getAnswerSample(step), path);
  return kindOf(sample) === null ? null : [sample!];
}
