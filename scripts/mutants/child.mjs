// Runs tests on bundles that contain mutants. Either one mutant is active, or none: then it
// records which tests reach which mutants. The parent sends an order, and receives a message for every event.
import { createRequire } from 'node:module';
import Mocha from 'mocha';

const require = createRequire(import.meta.url);

/** @typedef {{ path: string, tests?: readonly string[] }} Suite A bundle, and the tests of it to run; all if missing. */
/** @typedef {{ suites: readonly Suite[], mutant?: number }} Order */

/** Maximum number of mutants. */
const MOST = 1 << 14;

process.once('message', order => void run(order));

/** @param {Order} order */
async function run({ suites, mutant }) {
  const isSurvey = mutant === undefined;
  // A failing example is not shrunk: that takes long, and the example is not shown.
  require('fast-check').configureGlobal({ seed: 1, endOnFailure: true });
  const reached = new Uint8Array(MOST); // a flag per mutant: it may be reached billions of times
  globalThis.__mutant = isSurvey
    ? number => {
        reached[number] = 1;
        return false;
      }
    : number => number === mutant;
  const taken = () => {
    const numbers = [...reached.keys()].filter(number => reached[number] === 1);
    reached.fill(0);
    return numbers;
  };

  const mocha = new Mocha({ ui: 'bdd', reporter: class {}, timeout: 0, bail: !isSurvey });
  for (const { path } of suites) mocha.addFile(path);
  mocha.loadFiles();
  for (const { path, tests } of suites) if (tests) keep(mocha.suite, path, new Set(tests));
  /** Mutants reached outside tests, by hooks or while loading, count as reached by all tests. */
  const shared = taken();
  const runner = mocha.run(failures => {
    tell({ event: 'end', failures, shared: [...shared, ...taken()] });
    process.exit(0);
  });
  let start = 0;
  runner.on('test', test => {
    shared.push(...taken());
    start = performance.now();
    tell({ event: 'test', title: test.fullTitle() });
  });
  runner.on('fail', test => tell({ event: 'fail', title: test.fullTitle() }));
  runner.on('test end', test => {
    const milliseconds = performance.now() - start;
    tell({ event: 'test end', title: test.fullTitle(), milliseconds, reached: taken() });
  });
}

/** Keeps only the tests of a file that have these titles. */
function keep(suite, file, titles) {
  suite.tests = suite.tests.filter(test => test.file !== file || titles.has(test.fullTitle()));
  for (const inner of suite.suites) keep(inner, file, titles);
}

function tell(what) {
  process.send?.(what);
}
