import { validateFlow } from '../../../../schemas/published/validators.js';
import type { ValidationError } from '../../../../schemas/validator.js';
import { defineRule, type Finding } from '../define-rule.js';
import { describeSchemaError } from '../describe-schema-error.js';
import { explainField } from '../explain-field.js';
import type { FlowGraph, GraphStep } from '../flow-graph.js';
import { inChinese, inEnglish } from '../name-step.js';
import { pointerTo, stepOfPointer } from '../pointer.js';
import { createFix, type Messages } from '../problem.js';

/** A broken document can be wrong in a million places; whoever mends it starts with the first of them. */
const MAX_SCHEMA_PROBLEMS = 200;

export const schema = defineRule({
  id: 'schema',
  severity: 'error',
  title: { 'en-US': 'Not as the flow language says', 'zh-CN': '不符合流程语言' },
  summary: {
    'en-US': 'The flow, or the data of a step, has a missing, unknown or wrong property. The JSON Schema in schemas/published says what may stand where.',
    'zh-CN': '流程或步骤数据里有缺失、多余或不正确的属性。schemas/published 里的 JSON Schema 说明了各处的写法。',
  },
  check(flow) {
    if (validateFlow(flow.document)) return [];
    return leaveOutEchoes(validateFlow.errors ?? [])
      .filter((error) => !isToldElsewhere(error))
      .slice(0, MAX_SCHEMA_PROBLEMS)
      .map((error) => toFinding(flow, error));
  },
});

function toFinding(flow: FlowGraph, error: ValidationError): Finding {
  const extra = error.params['additionalProperty'];
  const pointer = error.instancePath + (typeof extra === 'string' ? pointerTo(extra) : '');
  const fix = typeof extra === 'string' ? createFix({ 'en-US': `Remove "${extra}"`, 'zh-CN': `删除“${extra}”` }, { op: 'remove', path: pointer }) : null;
  const id = stepOfPointer(pointer);
  const field = fix ? null : explainField(error, flow.byId.get(id ?? ''));
  if (field) return { step: id, ...field };
  return { pointer, step: id, messages: withTitle(describeSchemaError(error), flow.byId.get(id ?? '')), fix };
}

/** A pointer knows a step by its id alone. */
function withTitle(messages: Messages, step: GraphStep | undefined): Messages {
  if (!step) return messages;
  return { 'en-US': messages['en-US'].replace(`"${step.id}"`, () => inEnglish(step)), 'zh-CN': messages['zh-CN'].replace(`“${step.id}”`, () => inChinese(step)) };
}

/** A word for an unknown step type stands with the rule of that name. */
function isToldElsewhere(error: ValidationError): boolean {
  return error.keyword === 'enum' && /^\/states\/[^/]*\/meta\/step$/.test(error.instancePath);
}

/** `if`, and each branch of an `anyOf`, only repeat in other words what one sentence can say. */
function leaveOutEchoes(errors: ValidationError[]): ValidationError[] {
  const unions = errors.filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf');
  const told = new Set<string>();
  return errors.filter((error) => {
    if (error.keyword === 'if') return false;
    if (unions.some((union) => union !== error && isBranchOf(error, union))) return false;
    const key = `${error.instancePath} ${error.keyword} ${JSON.stringify(error.params)}`;
    return !told.has(key) && told.add(key);
  });
}

function isBranchOf(error: ValidationError, union: ValidationError): boolean {
  return error.schemaPath.startsWith(`${union.schemaPath}/`) && error.instancePath.startsWith(union.instancePath);
}
