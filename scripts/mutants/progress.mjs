// Stores the results of trials. The key of a result is a digest of everything that it depends on. So an
// interrupted measurement can be resumed, and after a change to a test, only the mutants that this test
// reaches are tried again.
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

const FILE = 'node_modules/.cache/mutants.json';

/**
 * @typedef {import('./trial.mjs').Result} Result
 * @typedef {import('./child.mjs').Suite} Suite
 */

export class Progress {
  /**
   * Digests of the bundles, by path.
   * @type {Map<string, string>}
   */
  digests = new Map();
  /** @type {Record<string, Result>} */
  results = readResults();

  /** @param {Iterable<string>} bundles paths of the bundles that contain mutants or marks */
  constructor(bundles) {
    for (const path of bundles) this.digests.set(path, digestOf(readFileSync(path)));
  }

  /**
   * Returns the stored result of an order. If no result is stored, calls `attempt` and stores its result.
   * @type {(order: import('./child.mjs').Order, attempt: () => Promise<Result>) => Promise<Result>}
   */
  async result({ suites, mutant }, attempt) {
    const bundles = suites.map(({ path, tests }) => [this.digests.get(path), tests]);
    const key = digestOf(JSON.stringify([mutant, bundles]));
    if (!this.results[key]) {
      const { outcome, by, ran, shared } = await attempt();
      const isSurvey = mutant === undefined;
      this.results[key] = isSurvey ? { outcome, by, ran, shared } : { outcome, by, ran: [], shared: {} };
      write(this.results);
    }
    return this.results[key];
  }
}

const digestOf = content => createHash('sha256').update(content).digest('hex');

function write(results) {
  writeFileSync(`${FILE}.new`, JSON.stringify(results));
  renameSync(`${FILE}.new`, FILE);
}

/**
 * Returns the stored results. Empty if the file is missing or damaged.
 * @type {() => Record<string, Result>}
 */
function readResults() {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'));
  } catch {
    return {};
  }
}
