// Stores the results of trials. The key of a result is a digest of everything that it depends on. So an
// interrupted measurement can be resumed, and after a change to a test, only the mutants that this test
// reaches are tried again.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** Each line is a key and a result. Lines are only appended, because the file has megabytes. */
const FILE = 'node_modules/.cache/mutants.jsonl';

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
    const bundles = suites.map(({ path, skipped }) => [this.digests.get(path), skipped]);
    const key = digestOf(JSON.stringify([mutant, bundles]));
    if (!this.results[key]) {
      const result = await attempt();
      this.results[key] = mutant === undefined ? result : { ...result, ran: [], shared: {} };
      // The line end comes first: the last line of an earlier process may be incomplete.
      appendFileSync(FILE, `\n${JSON.stringify([key, this.results[key]])}`);
    }
    return this.results[key];
  }
}

const digestOf = content => createHash('sha256').update(content).digest('hex');

/**
 * Returns the stored results. Leaves out damaged lines: the last line may be incomplete.
 * @type {() => Record<string, Result>}
 */
function readResults() {
  const lines = existsSync(FILE) ? readFileSync(FILE, 'utf8').split('\n') : [];
  return Object.fromEntries(lines.flatMap(entryOf));
}

/** @type {(line: string) => [string, Result][]} */
function entryOf(line) {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}
