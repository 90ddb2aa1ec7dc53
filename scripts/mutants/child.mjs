// Runs tests on bundles that contain mutants, with one mutant active. Or runs tests on bundles with marks,
// and records which tests reach which functions. The parent process sends an order, and receives a message
// for every event.
import { createRequire } from 'node:module';
import Mocha from 'mocha';

const require = createRequire(import.meta.url);

/**
 * A bundle, and the titles of its tests to skip. A test whose title a mutant changes is not skipped.
 * @typedef {{ path: string, skipped?: readonly string[] }} Suite
 */
/**
 * The suites to run, and the number of the active mutant. Without a number, functions that tests reach are
 * recorded.
 * @typedef {{ suites: readonly Suite[], mutant?: number }} Order
 */

/** Maximum number of functions that are recorded per source file. */
const MOST = 1 << 10;

process.once('message', order => void run(order));

/** @param {Order} order */
async function run({ suites, mutant }) {
  const isSurvey = mutant === undefined;
  // Does not shrink a failing example, because shrinking takes long and the example is not shown.
  require('fast-check').configureGlobal({ seed: 1, endOnFailure: true });
  globalThis.__mutant = number => number === mutant;
  /**
   * A flag per function, by file. Flags are fast: a function may be reached billions of times.
   * @type {Map<string, Uint8Array>}
   */
  const marks = new Map();
  globalThis.__reached = file => {
    marks.set(file, new Uint8Array(MOST));
    return marks.get(file);
  };
  /**
   * Returns the functions that were reached since the last call.
   * @type {() => import('./reach.mjs').Reached}
   */
  const taken = () => {
    const reached = Object.fromEntries([...marks].map(([file, flags]) => [file, numbersIn(flags)]));
    for (const flags of marks.values()) flags.fill(0);
    return reached;
  };

  const began = performance.now();
  const mocha = new Mocha({ ui: 'bdd', reporter: class {}, timeout: 0, bail: !isSurvey });
  for (const { path } of suites) mocha.addFile(path);
  mocha.loadFiles();
  for (const { path, skipped } of suites) if (skipped) skip(mocha.suite, path, new Set(skipped));
  /**
   * The functions that were reached outside tests, by hooks or while a file was loaded. They count as reached
   * by all tests.
   */
  const shared = [taken()];
  const runner = mocha.run(failures => {
    const milliseconds = performance.now() - began;
    send({ event: 'end', failures, milliseconds, shared: merged([...shared, taken()]) });
    process.exit(0);
  });
  let start = 0;
  runner.on('test', test => {
    shared.push(taken());
    start = performance.now();
    send({ event: 'test', title: test.fullTitle() });
  });
  runner.on('fail', test => send({ event: 'fail', title: test.fullTitle() }));
  runner.on('test end', test => {
    const milliseconds = performance.now() - start;
    send({ event: 'test end', title: test.fullTitle(), milliseconds, reached: withoutEmpty(taken()) });
  });
}

/**
 * Returns the indices of the flags that are set.
 * @type {(flags: Uint8Array) => number[]}
 */
function numbersIn(flags) {
  const numbers = [];
  for (let at = flags.indexOf(1); at >= 0; at = flags.indexOf(1, at + 1)) numbers.push(at);
  return numbers;
}

/**
 * Returns all functions that are in at least one of the records.
 * @type {(all: readonly import('./reach.mjs').Reached[]) => import('./reach.mjs').Reached}
 */
function merged(all) {
  const files = new Set(all.flatMap(each => Object.keys(each)));
  return Object.fromEntries(
    [...files].map(file => [file, [...new Set(all.flatMap(each => each[file] ?? []))]]),
  );
}

/**
 * Removes files in which no function was reached.
 * @type {(reached: import('./reach.mjs').Reached) => import('./reach.mjs').Reached}
 */
const withoutEmpty = reached =>
  Object.fromEntries(Object.entries(reached).filter(([, numbers]) => numbers.length > 0));

/** Removes the tests of a file whose titles are in `titles`. */
function skip(suite, file, titles) {
  suite.tests = suite.tests.filter(test => test.file !== file || !titles.has(test.fullTitle()));
  for (const inner of suite.suites) skip(inner, file, titles);
}

function send(what) {
  process.send?.(what);
}
