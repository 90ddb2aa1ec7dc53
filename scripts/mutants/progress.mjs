// Stores the results of trials, keyed by all that they depend on: an interrupted measurement resumes, and after a change
// to a test only the mutants that this test reaches are tried again.
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

const FILE = 'node_modules/.cache/mutants.json';

/**
 * @typedef {import('./trial.mjs').Result} Result
 * @typedef {import('./child.mjs').Suite} Suite
 */

export class Progress {
  /** @type {Map<string, string>} digests of the bundles by their paths */
  digests = new Map();
  /** @type {Record<string, Result>} */
  results = readResults();

  /** @param {Iterable<string>} bundles with the mutants in them */
  constructor(bundles) {
    for (const path of bundles) this.digests.set(path, digestOf(readFileSync(path)));
  }

  /** @type {(order: import('./child.mjs').Order, attempt: () => Promise<Result>) => Promise<Result>} Returns the stored result of an order, or carries it out. */
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

/** @type {() => Record<string, Result>} */
function readResults() {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'));
  } catch {
    return {};
  }
}
