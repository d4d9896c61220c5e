import { Type, type Static } from '@sinclair/typebox';
import { valueAt } from './conditions.js';
import type { CallView } from './define-step.js';
import { FlowId, ParameterName } from './documents/flow.js';
import { fillJson } from './fill-json.js';
import { anyJson, field, stepData } from './form-controls.js';
import type { Json, JsonObject } from './json.js';

/** Another flow, by its id. */
export const OtherFlow = field(FlowId, { title: { 'en-US': 'Flow', 'zh-CN': '流程' }, help: 'The other flow, by its id. It must be published.', control: 'flow', placeholder: 'identify' });

/** What another flow is given. */
export const GivenParameters = Type.Optional(
  field(
    Type.Array(
      stepData({
        name: field(ParameterName, { title: { 'en-US': 'Parameter', 'zh-CN': '参数' }, help: 'Its name in the other flow, such as card.', control: 'text', placeholder: 'card' }),
        to: field(anyJson(), {
          title: { 'en-US': 'Is given', 'zh-CN': '传入' },
          help: 'A text, which may be a template, or any JSON value. A template that is one value, such as {{ bill }}, gives the value as it is.',
          control: 'json',
        }),
      }),
      { maxItems: 50 },
    ),
    { title: { 'en-US': 'Parameters', 'zh-CN': '参数' }, help: 'What the other flow is given. Of the values of this flow it sees nothing else.', control: 'rows' },
  ),
);

export type GivenParameters = Static<typeof GivenParameters>;

/** The parameters filled in. What is not known is left out, so that the default of the other flow holds. */
export function fillParameters(given: GivenParameters | undefined, call: CallView): JsonObject {
  return Object.fromEntries(
    (given ?? []).flatMap(({ name, to }) => {
      const value = giveValue(to, call);
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );
}

/** One value and nothing else, such as `{{ bill }}`. */
const wholeValue = /^\{\{-?\s*([A-Za-z_][\w.[\]]*)\s*-?\}\}$/;

function giveValue(to: Json, call: CallView): Json | undefined {
  const path = typeof to === 'string' ? wholeValue.exec(to.trim())?.[1] : undefined;
  return path === undefined ? fillJson(to, call.fill) : valueAt(call.values, path);
}
