import type { TSchema } from '@sinclair/typebox';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { fail } from '../../errors.js';
import { explainSchemaError, type Where } from './explain-schema-error.js';

export type Validate = (value: unknown) => unknown;

/** Compilers of schemas into functions that return the value with its defaults, or throw `invalid_request` and name what is wrong. */
export function createValidators(): { compileBody(schema: TSchema): Validate; compileText(schema: TSchema, where: Where): Validate } {
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

function check(isValid: ValidateFunction, where: Where): Validate {
  return (value) => {
    if (!isValid(value)) throw fail('invalid_request', { reason: explainSchemaError(isValid.errors?.[0], where) });
    return value;
  };
}
