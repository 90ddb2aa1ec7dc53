import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { SettingValue } from '../../protocol/run';
import { nearest } from '../core/nearest';
import { errorAt } from './fileErrors';

/**
 * Functions that read the parts of a JSON file with comments. All of them throw an ExperimentFileError for a
 * value of the wrong type.
 */

/** Parses the text of a file. A trailing comma after the last entry of a list or object is allowed. */
export function parse(source: string): Node {
  const errors: ParseError[] = [];
  // The byte order mark is replaced by a space, so that offsets of the nodes remain correct.
  const text = source.replace(/^\uFEFF/, ' ');
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) {
    throw errorAt(error, { template: 'This is not valid JSON: {0}.', args: [messageOf(error)] });
  }
  if (root) return root;
  throw expected({ offset: 0, length: 0 }, 'an object');
}

/** Returns the name of a parse error in words, such as `close brace expected` for `CloseBraceExpected`. */
function messageOf({ error }: ParseError): string {
  const words = printParseErrorCode(error).match(/[A-Z][a-z]*/g) ?? [];
  return words.join(' ').toLowerCase();
}

export interface Property {
  readonly name: string;
  /** The node that contains the property's name. */
  readonly key: Node;
  readonly value: Node;
}

/**
 * Returns the properties of an object by name. Throws an ExperimentFileError for a name that occurs twice or
 * is not among `known`.
 */
export function propertiesOf(node: Node, known?: readonly string[]): ReadonlyMap<string, Property> {
  if (node.type !== 'object') throw expected(node, 'an object');
  const found = new Map<string, Property>();
  for (const { children = [] } of node.children ?? []) {
    const [key, value] = children;
    const name = String(key.value);
    if (found.has(name)) throw errorAt(key, { template: '"{0}" is there twice.', args: [name] });
    if (known && !known.includes(name)) throw unknownName(key, known);
    found.set(name, { name, key, value });
  }
  return found;
}

/**
 * Returns an error that says that the name `key` is not among the `known` names, and suggests a similar one.
 */
export function unknownName(key: Node, known: readonly string[]) {
  const name = String(key.value);
  const meant = known.find(each => each.endsWith(`.${name}`)) ?? nearest(name, known);
  return meant === undefined
    ? errorAt(key, { template: 'There is no "{0}" here. Known: {1}.', args: [name, known.join(', ')] })
    : errorAt(
        key,
        { template: 'There is no "{0}" here. Did you mean "{1}"?', args: [name, meant] },
        JSON.stringify(meant),
      );
}

export function textIn(node: Node): string {
  if (node.type === 'string' && node.value !== '') return String(node.value);
  throw expected(node, 'a text');
}

export function choiceIn<Choice extends string>(node: Node, choices: readonly Choice[]): Choice {
  const found = choices.find(choice => choice === node.value);
  if (found !== undefined) return found;
  const meant = typeof node.value === 'string' ? nearest(node.value, choices) : undefined;
  throw expected(
    node,
    `one of ${choices.join(', ')}`,
    meant === undefined ? undefined : JSON.stringify(meant),
  );
}

/** Reads an integer from `minimum` to `maximum`. */
export function integerIn(node: Node, minimum: number, maximum: number): number {
  const { value } = node;
  if (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum)
    return value;
  const correction =
    typeof value === 'number' ? String(nearestIn(Math.round(value), minimum, maximum)) : undefined;
  throw expected(node, `a whole number from ${minimum} to ${maximum}`, correction);
}

/** Returns the number from `minimum` to `maximum` that is nearest to `value`. */
export const nearestIn = (value: number, minimum: number, maximum: number) =>
  Math.min(maximum, Math.max(minimum, value));

const MAX_SEED = 2 ** 32 - 1;

export const seedIn = (node: Node) => integerIn(node, 0, MAX_SEED);

export function numberIn(node: Node): number {
  if (typeof node.value === 'number' && Number.isFinite(node.value)) return node.value;
  throw expected(node, 'a number');
}

/** Reads the value of a setting. Does not check whether this setting allows the type and the value. */
export function settingIn(node: Node): SettingValue {
  const { value } = node;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return numberIn(node);
}

/**
 * Returns the entries of a list. Throws an ExperimentFileError for an empty list or a value that is not a
 * list.
 */
export function entriesOf(node: Node): readonly Node[] {
  if (node.type === 'array' && node.children?.length) return node.children;
  throw expected(node, 'a list with at least one entry');
}

/** Returns an error that says what was expected at this place of the file. */
export function expected(place: Pick<Node, 'offset' | 'length'>, what: string, replacement?: string) {
  return errorAt(place, { template: 'Expected: {0}.', args: [what] }, replacement);
}
