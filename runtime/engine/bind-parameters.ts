import type { Flow, FlowParameter } from '../../schemas/documents/flow.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import { fail } from '../errors.js';

/** What a flow starts with, of what it is given: its own parameters and nothing else. Throws `flow_not_entered` for what is missing or of a wrong type. */
export function bindParameters({ id, meta }: Flow, given: JsonObject): JsonObject {
  return Object.fromEntries(
    (meta.parameters ?? []).flatMap((parameter) => {
      const { name } = parameter;
      const value = Object.hasOwn(given, name) ? given[name]! : (parameter.default ?? null);
      if (value === null && parameter.default === undefined) throw fail('flow_not_entered', { flow: id, reason: `its parameter "${name}" has no value. Give it one, or a default.` });
      return value === null ? [] : [[name, convert(id, parameter, value)]];
    }),
  );
}

function convert(flow: string, { name, type = 'text' }: FlowParameter, value: Json): Json {
  const converted = conversions[type](value);
  if (converted === null) throw fail('flow_not_entered', { flow, reason: `its parameter "${name}" is a ${type}, and what it is given is none.` });
  return converted;
}

const conversions: Record<NonNullable<FlowParameter['type']>, (value: Json) => Json> = {
  text: (value) => (typeof value === 'object' ? null : String(value)),
  number: (value) => (typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : null),
  boolean: (value) => (typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : null),
  any: (value) => value,
};
