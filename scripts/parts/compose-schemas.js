import { definitions } from '../../schemas/definitions.ts';
import { Article } from '../../schemas/documents/article.ts';
import { Calendar } from '../../schemas/documents/calendar.ts';
import { Flow, FlowLayout } from '../../schemas/documents/flow.ts';
import { Product } from '../../schemas/documents/product.ts';
import { Scenarios } from '../../schemas/documents/scenario.ts';
import { LocalizedText } from '../../schemas/localized-text.ts';

/** The JSON Schemas of all documents, by the name of their file. A flow's steps are checked by their step types. */
export function composeSchemas() {
  return {
    flow: composeFlow(),
    layout: publish(FlowLayout),
    product: publish(Product),
    article: publish(Article),
    calendar: publish(Calendar),
    scenarios: publish(Scenarios),
  };
}

export const stepTypes = Object.keys(definitions);

function composeFlow() {
  const flow = publish(Flow);
  const [[idPattern, state]] = Object.entries(flow.properties.states.patternProperties);
  flow.properties.states.patternProperties = { [idPattern]: { $ref: '#/$defs/state' } };
  state.properties.meta.properties.step = { type: 'string', enum: stepTypes, description: 'The step type: what this step does.' };
  state.allOf = stepTypes.map((type) => ({
    if: { properties: { meta: { properties: { step: { const: type } }, required: ['step'], type: 'object' } }, required: ['meta'] },
    then: { properties: { meta: { $ref: `#/$defs/step_${type}` } } },
  }));
  const steps = Object.values(definitions).map((definition) => [`step_${definition.type}`, composeStep(definition)]);
  return { ...flow, $defs: { ...flow.$defs, state, ...Object.fromEntries(steps) } };
}

/** What `meta` of a step holds: the step type, a title, and the type's own data. */
function composeStep({ type, title, summary, schema }) {
  const data = publish(schema);
  return {
    ...data,
    title: title['en-US'],
    description: `${summary['en-US']} ${summary['zh-CN']}`,
    properties: {
      step: { const: type },
      title: { $ref: '#/$defs/localized_text', description: 'What people call this step, per language. The id stays.' },
      ...data.properties,
    },
    required: ['step', ...(data.required ?? [])],
    additionalProperties: false,
  };
}

/** A schema as others read it: plain JSON Schema of draft 2020-12 without the form's own words. */
function publish(schema) {
  const plain = tidy(JSON.parse(JSON.stringify(schema)));
  return plain.$id ? { $schema: 'https://json-schema.org/draft/2020-12/schema', ...plain, $defs: { localized_text: localizedText } } : plain;
}

const { 'x-form': _, ...localizedText } = { ...JSON.parse(JSON.stringify(LocalizedText)), additionalProperties: false };
const tagPattern = Object.keys(localizedText.patternProperties)[0];

function tidy(value, isNameMap = false) {
  if (Array.isArray(value)) return value.map((entry) => tidy(entry));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, tidy(inner, !isNameMap && (name === 'properties' || name === 'patternProperties'))]);
  const schema = Object.fromEntries(entries);
  return isNameMap ? schema : tidyKeywords(schema);
}

function tidyKeywords({ 'x-form': _form, 'x-title': label, ...schema }) {
  if (label && !schema.title) schema.title = label['en-US'];
  // Names that no pattern allows are not let through.
  if (schema.patternProperties && schema.additionalProperties === undefined) schema.additionalProperties = false;
  // One definition instead of a copy at each of some hundred places.
  if (schema.patternProperties && tagPattern in schema.patternProperties && schema.minProperties === 1) {
    const { type, patternProperties, minProperties, additionalProperties, ...about } = schema;
    return { $ref: '#/$defs/localized_text', ...about };
  }
  if (schema.anyOf?.every((branch) => 'const' in branch)) {
    const { anyOf, ...rest } = schema;
    return { ...rest, enum: anyOf.map((branch) => branch.const) };
  }
  return schema;
}
