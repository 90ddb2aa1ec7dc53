// Stores the results of a measurement so far, so that an interrupted one resumes, unless tests or mutants changed.
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

const FILE = 'node_modules/.cache/mutants.json';

/**
 * @typedef {import('./trial.mjs').Result} Result
 * @typedef {{ digest: string, surveys: Record<string, Result>, outcomes: Record<number, Result['outcome']> }} Found
 */

export class Progress {
  /**
   * @param {readonly string[]} bundles with the mutants in them
   * @param {readonly { file: string, place: string, label: string }[]} mutants
   */
  constructor(bundles, mutants) {
    const hash = createHash('sha256');
    hash.update(JSON.stringify(mutants.map(({ file, place, label }) => [file, place, label])));
    for (const path of bundles) hash.update(readFileSync(path));
    const digest = hash.digest('hex');
    /** @type {Found} */
    this.found = readFound(digest) ?? { digest, surveys: {}, outcomes: {} };
  }

  /** @type {(file: string, survey: () => Promise<Result>) => Promise<Result>} The result of a run without mutants. */
  async survey(file, survey) {
    const { surveys } = this.found;
    if (!surveys[file]) {
      surveys[file] = await survey();
      this.save();
    }
    return surveys[file];
  }

  /** @type {(number: number, attempt: () => Promise<Result>) => Promise<Result['outcome']>} */
  async outcome(number, attempt) {
    const { outcomes } = this.found;
    if (!outcomes[number]) {
      outcomes[number] = (await attempt()).outcome;
      this.save();
    }
    return outcomes[number];
  }

  save() {
    writeFileSync(`${FILE}.new`, JSON.stringify(this.found));
    renameSync(`${FILE}.new`, FILE);
  }

  /** Deletes the stored results after a complete measurement. */
  end() {
    rmSync(FILE, { force: true });
  }
}

/** @type {(digest: string) => Found | undefined} */
function readFound(digest) {
  try {
    const found = JSON.parse(readFileSync(FILE, 'utf8'));
    return found.digest === digest ? found : undefined;
  } catch {
    return undefined;
  }
}
