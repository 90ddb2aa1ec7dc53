// Finds small faults (mutants) that can be seeded into a source file, in TypeScript's syntax tree.
import {
  isExpressionStatement,
  isImportDeclaration,
  isInterfaceDeclaration,
  isTypeAliasDeclaration,
  isTypeNode,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { TypeFlags } from 'typescript/unstable/sync';
import { functionsAt, regionsOf } from './reach.mjs';

/** @typedef {import('typescript/unstable/ast').Node} Node */
/**
 * A fault that replaces `node` by `text`. `label` says what changes. `line` and `nth` say where: it is the
 * nth such change in a line with the text `line`. So a list of mutants stays valid when other lines of the
 * file change. `functions`: the result of `functionsAt` for the fault's place.
 * @typedef {{ file: string, place: string, line: string, nth: number, label: string, functions?: readonly number[], node: Node, text: string }} Mutant
 */

/** For each operator, the operators by which a mutant may replace it. */
const operators = {
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '&': ['|'],
  '|': ['&'],
  '^': ['&'],
  '<<': ['>>'],
  '>>': ['<<'],
  '>>>': ['>>'],
  '+=': ['-='],
  '-=': ['+='],
  '*=': ['/='],
  '/=': ['*='],
  '<<=': ['>>='],
  '>>=': ['<<='],
  '>>>=': ['>>='],
  '|=': ['&='],
  '&=': ['|='],
};
const comparisons = ['<', '<=', '>', '>=', '===', '!=='];
const removable = [SyntaxKind.ContinueStatement, SyntaxKind.BreakStatement, SyntaxKind.ThrowStatement];

/**
 * Returns every mutant of a source file.
 * @param {{ file: string, source: import('typescript/unstable/ast').SourceFile, checker: import('typescript/unstable/sync').Checker }} of
 * @returns {Mutant[]}
 */
export function findMutants({ file, source, checker }) {
  const { text } = source;
  const lines = text.split('\n');
  const starts = lineStarts(text);
  const regions = regionsOf(source);
  /** @type {Mutant[]} */
  const found = [];
  /** @type {Map<string, number>} */
  const seen = new Map();
  const textOf = node => text.slice(node.getStart(source), node.end);

  /** @type {(node: Node, at: Node, label: string, replacement: string) => void} */
  const add = (node, at, label, replacement) => {
    const start = at.getStart(source);
    const number = starts.findLastIndex(each => each <= start);
    const line = lines[number].trim();
    const key = `${number} ${label}`;
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    const place = `${number + 1}:${start - starts[number] + 1}`;
    const functions = functionsAt(regions, node.getStart(source));
    found.push({ file, place, line, nth, label, functions, node, text: replacement });
  };

  const isNumeric = node => (checker.getTypeAtLocation(node).flags & TypeFlags.NumberLike) !== 0;

  /** @type {(node: Node) => void} */
  const binary = node => {
    const { left, operatorToken, right } = node;
    const operator = textOf(operatorToken);
    if ((operator === '+' || operator === '+=') && !(isNumeric(left) && isNumeric(right))) return;
    const isAssignment = operator.endsWith('=') && !comparisons.includes(operator);
    const [a, b] = isAssignment ? [textOf(left), textOf(right)] : [`(${textOf(left)})`, `(${textOf(right)})`];
    for (const other of operators[operator] ?? [])
      add(node, operatorToken, `${operator} becomes ${other}`, `${a} ${other} ${b}`);
  };

  /** @type {(condition: Node) => void} */
  const condition = node => {
    const isComparison =
      node.kind === SyntaxKind.BinaryExpression && comparisons.includes(textOf(node.operatorToken));
    if (!isComparison) add(node, node, 'negated', `!(${textOf(node)})`);
  };

  /** @type {(node: Node, parent: Node) => void} */
  const look = (node, parent) => {
    if (isExpressionStatement(node) ? !/^(super|yield)\b/.test(textOf(node)) : removable.includes(node.kind))
      add(node, node, 'removed', '');
    switch (node.kind) {
      case SyntaxKind.BinaryExpression:
        binary(node);
        break;
      case SyntaxKind.NumericLiteral: {
        // A number that is the key of a member is not a value.
        if (parent.name === node || parent.propertyName === node) break;
        const value = Number(textOf(node).replaceAll('_', ''));
        for (const other of [value + 1, value - 1])
          add(node, node, `${textOf(node)} becomes ${other}`, `${other}`);
        break;
      }
      case SyntaxKind.TrueKeyword:
        add(node, node, 'true becomes false', 'false');
        break;
      case SyntaxKind.FalseKeyword:
        add(node, node, 'false becomes true', 'true');
        break;
      case SyntaxKind.PrefixUnaryExpression: {
        const operator = text[node.getStart(source)];
        const isStep = /^(\+\+|--)/.test(textOf(node));
        if (!isStep && (operator === '!' || operator === '-') && !isLiteral(node.operand))
          add(node, node, `${operator} dropped`, `(${textOf(node.operand)})`);
        break;
      }
      case SyntaxKind.PostfixUnaryExpression: {
        // Leaves out ++ and -- in the head of a `for` loop, because the loop would never end.
        const isLoop = parent.kind === SyntaxKind.ForStatement;
        const [from, to] = textOf(node).endsWith('++') ? ['++', '--'] : ['--', '++'];
        if (!isLoop) add(node, node, `${from} becomes ${to}`, `${textOf(node.operand)}${to}`);
        break;
      }
      case SyntaxKind.IfStatement:
        condition(node.expression);
        break;
      case SyntaxKind.ConditionalExpression:
        condition(node.condition);
        break;
      case SyntaxKind.WhileStatement:
        add(node.expression, node.expression, 'becomes false', 'false');
        break;
    }
    node.forEachChild(child => {
      if (!isDeclarative(child)) look(child, node);
    });
  };
  look(source, source);
  return found;
}

/**
 * Returns the source with these mutants in it. A mutant is active if `__mutant` returns true for its number.
 * @param {import('typescript/unstable/ast').SourceFile} source
 * @param {ReadonlyMap<Mutant, number>} numbers the number of each mutant
 */
export function withMutants(source, numbers) {
  const { text } = source;
  /** @type {Map<string, Mutant[]>} */
  const byNode = new Map();
  for (const mutant of numbers.keys()) {
    const key = keyOf(mutant.node, source);
    byNode.set(key, [...(byNode.get(key) ?? []), mutant]);
  }
  /** @type {(node: Node) => string} */
  const print = node => {
    let printed = '';
    let at = node.getStart(source);
    node.forEachChild(child => {
      const start = child.getStart(source);
      printed += text.slice(at, start) + print(child);
      at = child.end;
    });
    printed += text.slice(at, node.end);
    for (const mutant of byNode.get(keyOf(node, source)) ?? []) {
      const isOn = `__mutant(${numbers.get(mutant)})`;
      printed =
        mutant.label === 'removed'
          ? `if (${isOn}) {} else ${printed}`
          : `(${isOn} ? (${mutant.text}) : (${printed}))`;
    }
    return printed;
  };
  return text.slice(0, source.getStart(source)) + print(source);
}

const keyOf = (node, source) => `${node.kind} ${node.getStart(source)} ${node.end}`;
const isLiteral = node => node.kind === SyntaxKind.NumericLiteral;
const isDeclarative = node =>
  isTypeNode(node) ||
  isInterfaceDeclaration(node) ||
  isTypeAliasDeclaration(node) ||
  isImportDeclaration(node);

function lineStarts(text) {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
