/** Tells whether a value is of a type. After `false`, `errors` says why, until the next call. */
export interface Validator<T> {
  (value: unknown): value is T;
  errors?: ValidationError[] | null;
}

/** One reason, in the words of Ajv. */
export interface ValidationError {
  /** JSON pointer to the value. */
  instancePath: string;
  schemaPath: string;
  /** Of JSON Schema, such as `required`. */
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
}
