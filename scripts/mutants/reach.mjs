// Finds out which functions each test reaches. The tests run without mutants for this, so the result is valid
// for every sample of mutants.
import { isBlock, isClassLikeDeclaration, SyntaxKind } from 'typescript/unstable/ast';

/**
 * The numbers of the functions that tests have reached, by file. A file that was loaded is included, even if
 * none of its functions was reached.
 * @typedef {Record<string, number[]>} Reached
 */

/** @typedef {import('typescript/unstable/ast').Node} Node */
/**
 * A function with its number in its file, or a class with the numbers of the functions in the class.
 * @typedef {{ start: number, end: number, numbers: number[], body?: Node }} Region
 */

const functions = new Set([
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.ArrowFunction,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.Constructor,
  SyntaxKind.GetAccessor,
  SyntaxKind.SetAccessor,
]);

/**
 * Returns the functions and classes of a source. A function or class precedes those that it contains.
 * @param {import('typescript/unstable/ast').SourceFile} source
 * @returns {Region[]}
 */
export function regionsOf(source) {
  /** @type {Region[]} */
  const regions = [];
  let count = 0;
  /** @type {(node: Node) => void} */
  const look = node => {
    const range = { start: node.getStart(source), end: node.end };
    const first = count;
    if (isClassLikeDeclaration(node)) {
      const region = { ...range, numbers: /** @type {number[]} */ ([]) };
      regions.push(region);
      visitChildren(node);
      for (let number = first; number < count; number++) region.numbers.push(number);
      return;
    }
    if (functions.has(node.kind) && node.body)
      regions.push({ ...range, numbers: [count++], body: node.body });
    visitChildren(node);
  };
  /** @type {(node: Node) => void} */
  const visitChildren = node => {
    node.forEachChild(child => {
      look(child);
    });
  };
  look(source);
  return regions;
}

/**
 * Returns the numbers of the functions that can execute the code at an offset. Undefined if the code is
 * executed when the file is loaded.
 * @param {readonly Region[]} regions
 * @param {number} at the offset
 */
export function functionsAt(regions, at) {
  const numbers = regions.findLast(({ start, end }) => start <= at && at < end)?.numbers;
  return numbers?.length === 0 ? undefined : numbers;
}

/**
 * Returns the source with a mark in every function.
 * @param {string} file
 * @param {import('typescript/unstable/ast').SourceFile} source
 * @param {readonly Region[]} regions
 */
export function withMarks(file, source, regions) {
  const inserted = regions.flatMap(({ numbers: [number], body }) => {
    if (!body) return [];
    const [start, mark] = [body.getStart(source), `__marks[${number}] = 1`];
    if (isBlock(body)) return [{ at: start + 1, text: ` ${mark};` }];
    return [
      { at: start, text: `(${mark}, ` },
      { at: body.end, text: ')' },
    ];
  });
  let { text } = source;
  inserted.sort((a, b) => b.at - a.at);
  for (const { at, text: mark } of inserted) text = text.slice(0, at) + mark + text.slice(at);
  return `const __marks = __reached(${JSON.stringify(file)});\n${text}`;
}

/**
 * Returns whether tests that reached these functions may have executed the code of a mutant.
 * @param {Reached} reached
 * @param {import('./find.mjs').Mutant} mutant
 */
export function isReached(reached, { file, functions }) {
  const numbers = reached[file];
  return numbers !== undefined && (functions === undefined || functions.some(each => numbers.includes(each)));
}
