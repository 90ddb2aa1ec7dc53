// Chooses the mutants to try: a random sample of the mutants in each chosen folder. Leaves out equivalent
// mutants, which no test can notice.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { API } from 'typescript/unstable/sync';
import { findMutants, withMutants } from './find.mjs';
import { regionsOf, withMarks } from './reach.mjs';

/**
 * Mutants that no test can notice, each with the reason. An entry without a label means all mutants of its
 * line.
 * @type {readonly { file: string, line: string, label?: string, nth?: number, reason: string }[]}
 */
const equivalents = JSON.parse(readFileSync(new URL('equivalents.json', import.meta.url), 'utf8'));

/**
 * A folder or file, the number of mutants in it (without equivalent ones), and a sample of these mutants.
 * @typedef {{ folder: string, all: number, mutants: import('./find.mjs').Mutant[] }} Sample
 */

/**
 * Chooses a sample of the mutants in each folder. Returns, by path, `marked`: all sources with a mark in
 * every function, and `changed`: the sources of the samples with their mutants, numbered in the order of the
 * samples. `equivalent`: the number of mutants left out; `stale`: entries of `equivalents` whose line no
 * longer exists.
 * @param {readonly string[]} folders folders or files
 * @param {number} count maximum number of mutants per folder
 * @param {string} seed
 * @returns {{ marked: Map<string, string>, changed: Map<string, string>, samples: Sample[], equivalent: number, stale: typeof equivalents }}
 */
export function chooseMutants(folders, count, seed) {
  const api = new API({ cwd: resolve('.') });
  try {
    const [project] = api
      .updateSnapshot({ openProjects: [resolve('src/engine/tsconfig.json')] })
      .getProjects();
    const { program, checker } = project;
    const everything = project.rootFiles.map(path => ({
      file: relative('.', path),
      source: program.getSourceFile(path),
    }));
    const marked = new Map(
      everything.map(({ file, source }) => [file, withMarks(file, source, regionsOf(source))]),
    );
    const sources = everything.filter(({ file }) => folders.some(folder => isIn(folder, file)));
    const all = sources.flatMap(each => findMutants({ ...each, checker }));
    const known = all.filter(isEquivalent);
    const byLot = all
      .filter(mutant => !known.includes(mutant))
      .map(mutant => ({ mutant, lot: lotOf(mutant, seed) }))
      .sort((a, b) => (a.lot < b.lot ? -1 : 1))
      .map(({ mutant }) => mutant);
    const samples = folders.map(folder => {
      const mutants = byLot.filter(({ file }) => isIn(folder, file));
      return { folder, all: mutants.length, mutants: mutants.slice(0, count) };
    });
    const numbers = [...samples.flatMap(({ mutants }) => mutants).entries()];
    const changed = new Map();
    for (const { file, source } of sources) {
      const inside = numbers.filter(([, mutant]) => mutant.file === file);
      if (inside.length > 0)
        changed.set(file, withMutants(source, new Map(inside.map(([number, mutant]) => [mutant, number]))));
    }
    const stale = equivalents.filter(
      entry => sources.some(({ file }) => file === entry.file) && !all.some(mutant => isCase(entry, mutant)),
    );
    return { marked, changed, samples, equivalent: known.length, stale };
  } finally {
    api.close();
  }
}

/**
 * Returns whether a file is in a folder, or is the file itself.
 * @type {(folder: string, file: string) => boolean}
 */
const isIn = (folder, file) => file === folder || file.startsWith(`${folder}/`);

const isEquivalent = mutant => equivalents.some(entry => isCase(entry, mutant));

/** Returns whether an entry of `equivalents` describes a mutant. */
function isCase(entry, { file, line, label, nth }) {
  const { label: wanted = label, nth: place = nth } = entry;
  return entry.file === file && codeOf(entry.line) === codeOf(line) && wanted === label && place === nth;
}

/**
 * Returns a line without the comment at its end, so that an entry stays valid if the comment changes.
 * @type {(line: string) => string}
 */
const codeOf = line => line.replace(/\s+\/\/ .*$/, '');

/**
 * Returns a pseudo-random key of a mutant. The sample consists of the mutants with the lowest keys. The key
 * depends only on the mutant's own line, so a change to other lines does not alter it.
 */
function lotOf({ file, line, label, nth }, seed) {
  return createHash('sha256')
    .update(JSON.stringify([seed, file, line, label, nth]))
    .digest('hex');
}
