// Starts a child process that runs tests. Ends the process if a test takes far longer than usual.
import { fork } from 'node:child_process';

/**
 * With a mutant, a test may take `times` its usual duration, plus `more` milliseconds. After a time limit, the
 * tests run once more with the longer limit: a busy machine can exceed the first one, but only a mutant that
 * runs forever, or nearly so, exceeds both.
 */
const PATIENCE = { times: 10, more: 8_000 };
const LONG_PATIENCE = { times: 40, more: 40_000 };
/** Maximum milliseconds for a test whose usual duration is unknown. */
const UNKNOWN = 600_000;

/**
 * `Ran`: a test that was run, and the functions that it reached. `Result`: the outcome of a trial, with the
 * title of the test that failed or hung in `by`. `milliseconds`: the duration of all tests, with loading and
 * hooks.
 * @typedef {{ title: string, milliseconds: number, reached: import('./reach.mjs').Reached }} Ran
 * @typedef {{ outcome: 'passed' | 'failed' | 'hung', by?: string, milliseconds: number, ran: Ran[], shared: import('./reach.mjs').Reached }} Result
 */

/**
 * Runs the tests of an order. The outcome is `hung` only if a test exceeds both time limits.
 * @param {import('./child.mjs').Order} order
 * @param {ReadonlyMap<string, number>} usual milliseconds that tests take without a mutant, by title
 * @returns {Promise<Result>}
 */
export async function trial(order, usual = new Map()) {
  const result = await trialWithin(PATIENCE, order, usual);
  return result.outcome === 'hung' ? trialWithin(LONG_PATIENCE, order, usual) : result;
}

/**
 * Runs the tests of an order in a child process, with one time limit.
 * @type {(patience: typeof PATIENCE, order: import('./child.mjs').Order, usual: ReadonlyMap<string, number>) => Promise<Result>}
 */
function trialWithin(patience, order, usual) {
  return new Promise(resolve => {
    const child = fork(new URL('child.mjs', import.meta.url), [], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: ['--max-old-space-size=2048'],
    });
    /** @type {Ran[]} */
    const ran = [];
    let title = 'while loading';
    /** @type {string | undefined} */
    let failed;
    let late = setTimeout(hung, UNKNOWN);
    /** @type {Result | undefined} */
    let result;
    function hung() {
      result = { outcome: 'hung', by: title, milliseconds: 0, ran, shared: {} };
      child.kill('SIGKILL');
    }
    child.on('message', message => {
      clearTimeout(late);
      if (message.event === 'end') {
        result = {
          outcome: message.failures > 0 ? 'failed' : 'passed',
          by: failed,
          milliseconds: message.milliseconds,
          ran,
          shared: message.shared,
        };
        return;
      }
      title = message.title;
      if (message.event === 'fail') failed ??= title;
      if (message.event === 'test end') ran.push(message);
      const isTest = message.event === 'test';
      const milliseconds = isTest ? usual.get(title) : 0;
      const limit = milliseconds === undefined ? UNKNOWN : patience.times * milliseconds + patience.more;
      late = setTimeout(hung, limit);
    });
    // Otherwise an interrupted program leaves the child process behind, which may never end.
    const killChild = () => child.kill('SIGKILL');
    process.once('exit', killChild);
    child.once('exit', () => {
      clearTimeout(late);
      process.off('exit', killChild);
      // Without a result, the child process has crashed.
      resolve(result ?? { outcome: 'failed', by: title, milliseconds: 0, ran, shared: {} });
    });
    child.send(order);
  });
}
