import type { TSchema } from '@sinclair/typebox';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { fail } from '../../errors.js';

export type Validate = (value: unknown) => unknown;

/** Compilers of schemas into functions that return the value with its defaults, or throw `invalid_request` and name what is wrong. */
export function createValidators(): { compileBody(schema: TSchema): Validate; compileText(schema: TSchema, where: string): Validate } {
  const options = { strict: false, useDefaults: true, allErrors: false } as const;
  const ofJson = withFormats(new Ajv2020(options));
  // Parameters and queries are text: "50" is a number there.
  const ofText = withFormats(new Ajv2020({ ...options, coerceTypes: true }));
  return {
    compileBody: (schema) => check(ofJson.compile(withoutIds(schema)), 'body'),
    compileText: (schema, where) => check(ofText.compile(withoutIds(schema)), where),
  };
}

/** A document may stand in an answer twice, and an `$id` only once. Nothing refers to one here. */
function withoutIds<Part>(schema: Part): Part {
  if (Array.isArray(schema)) return schema.map(withoutIds) as Part;
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(Object.entries(schema).flatMap(([name, part]) => (name === '$id' && typeof part === 'string' ? [] : [[name, withoutIds(part as unknown)]]))) as Part;
}

function withFormats(ajv: Ajv2020): Ajv2020 {
  addFormats.default(ajv);
  return ajv;
}

function check(isValid: ValidateFunction, where: string): Validate {
  return (value) => {
    if (!isValid(value)) throw fail('invalid_request', { reason: explain(isValid.errors?.[0], where) });
    return value;
  };
}

function explain(error: ErrorObject | undefined, where: string): string {
  const place = `${where}${error?.instancePath.replaceAll('/', '.') ?? ''}`;
  const { additionalProperty, allowedValue, allowedValues } = (error?.params ?? {}) as { additionalProperty?: string; allowedValue?: unknown; allowedValues?: unknown[] };
  if (additionalProperty !== undefined) return `${place} has "${additionalProperty}", which is not known here. Remove it.`;
  if (allowedValues) return `${place} must be one of ${allowedValues.join(', ')}.`;
  if (allowedValue !== undefined) return `${place} must be ${JSON.stringify(allowedValue)}.`;
  return `${place} ${error?.message ?? 'is not valid'}.`;
}
