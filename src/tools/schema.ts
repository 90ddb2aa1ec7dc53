import { ToolError } from './toolError';

/** The part of JSON Schema in which the inputs of tools are described. */
export type Schema =
  | { readonly type: 'boolean'; readonly description?: string }
  | StringSchema
  | NumberSchema
  | ArraySchema
  | ObjectSchema;

export interface StringSchema {
  readonly type: 'string';
  readonly description?: string;
  readonly enum?: readonly string[];
  /** Maximum length in UTF-16 code units. */
  readonly maxLength?: number;
}

export interface NumberSchema {
  readonly type: 'integer' | 'number';
  readonly description?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

export interface ArraySchema {
  readonly type: 'array';
  readonly description?: string;
  readonly items: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface ObjectSchema {
  readonly type: 'object';
  readonly description?: string;
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties: false;
}

/**
 * Checks a value against a schema. Throws a ToolError that names the first wrong part and what it must be, so
 * that a language model can correct it.
 */
export function checkValue(schema: Schema, value: unknown, name: string): void {
  switch (schema.type) {
    case 'object':
      checkObject(schema, value, name);
      break;
    case 'array':
      checkArray(schema, value, name);
      break;
    case 'string':
      checkString(schema, value, name);
      break;
    case 'boolean':
      checkThat(typeof value === 'boolean', name, 'true or false');
      break;
    default:
      checkNumber(schema, value, name);
  }
}

function checkObject({ properties, required = [] }: ObjectSchema, value: unknown, name: string): void {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  checkThat(isObject, name, 'an object');
  const fields = Object.entries(value as Readonly<Record<string, unknown>>);
  const missing = required.find(key => !fields.some(([field]) => field === key));
  if (missing !== undefined) throw new ToolError(`${missing} is missing.`);
  for (const [key, field] of fields) {
    if (!Object.hasOwn(properties, key))
      throw new ToolError(`There is no ${key}. There are: ${Object.keys(properties).join(', ')}.`);
    checkValue(properties[key], field, key);
  }
}

function checkArray({ items, minItems = 0, maxItems }: ArraySchema, value: unknown, name: string): void {
  const most = maxItems ?? Number.POSITIVE_INFINITY;
  const isRight = Array.isArray(value) && value.length >= minItems && value.length <= most;
  checkThat(isRight, name, `a list of ${minItems} to ${maxItems ?? 'any number of'} values`);
  for (const item of value as readonly unknown[]) checkValue(items, item, name);
}

function checkString({ enum: choices, maxLength }: StringSchema, value: unknown, name: string): void {
  const isText = typeof value === 'string' && !value.includes('\0');
  checkThat(isText, name, 'a text without NUL characters');
  const text = value as string;
  if (choices) checkThat(choices.includes(text), name, `one of ${choices.join(', ')}`);
  if (maxLength !== undefined)
    checkThat(text.length <= maxLength, name, `at most ${maxLength} characters long`);
}

function checkNumber({ type, ...range }: NumberSchema, value: unknown, name: string): void {
  const { minimum, exclusiveMinimum, maximum } = range;
  const isRight =
    typeof value === 'number' &&
    Number.isFinite(value) &&
    (type === 'number' || Number.isInteger(value)) &&
    (minimum === undefined || value >= minimum) &&
    (exclusiveMinimum === undefined || value > exclusiveMinimum) &&
    (maximum === undefined || value <= maximum);
  const low = exclusiveMinimum === undefined ? `from ${minimum}` : `above ${exclusiveMinimum}`;
  checkThat(isRight, name, `a ${type === 'integer' ? 'whole ' : ''}number ${low}, up to ${maximum}`);
}

function checkThat(isRight: boolean, name: string, expected: string): void {
  if (!isRight) throw new ToolError(`${name} must be ${expected}.`);
}
