// Chooses the mutants to try: a sample of those in the chosen folders, without equivalent ones.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { API } from 'typescript/unstable/sync';
import { findMutants, withMutants } from './find.mjs';

/**
 * Mutants that no test can notice, each with the reason. An entry without a label covers all mutants of its line.
 * @type {readonly { file: string, line: string, label?: string, nth?: number, reason: string }[]}
 */
const equivalents = JSON.parse(readFileSync(new URL('equivalents.json', import.meta.url), 'utf8'));

/**
 * @param {readonly string[]} folders or files
 * @param {number} count at most
 * @param {string} seed
 * @returns {{ changed: Map<string, string>, mutants: import('./find.mjs').Mutant[], equivalent: number, stale: typeof equivalents }} `changed`: sources with their mutants in them
 */
export function chooseMutants(folders, count, seed) {
  const api = new API({ cwd: resolve('.') });
  try {
    const [project] = api
      .updateSnapshot({ openProjects: [resolve('src/engine/tsconfig.json')] })
      .getProjects();
    const { program, checker } = project;
    const sources = project.rootFiles
      .map(path => ({ file: relative('.', path), source: program.getSourceFile(path) }))
      .filter(({ file }) => folders.some(folder => file === folder || file.startsWith(`${folder}/`)));
    const all = sources.flatMap(each => findMutants({ ...each, checker }));
    const known = all.filter(isEquivalent);
    const mutants = all
      .filter(mutant => !known.includes(mutant))
      .map(mutant => ({ mutant, lot: lotOf(mutant, seed) }))
      .sort((a, b) => (a.lot < b.lot ? -1 : 1))
      .slice(0, count)
      .map(({ mutant }) => mutant);
    const changed = new Map();
    for (const { file, source } of sources) {
      const numbers = new Map([...mutants.entries()].map(([number, mutant]) => [mutant, number]));
      for (const mutant of numbers.keys()) if (mutant.file !== file) numbers.delete(mutant);
      if (numbers.size > 0) changed.set(file, withMutants(source, numbers));
    }
    const stale = equivalents.filter(
      entry => sources.some(({ file }) => file === entry.file) && !all.some(mutant => isCase(entry, mutant)),
    );
    return { changed, mutants, equivalent: known.length, stale };
  } finally {
    api.close();
  }
}

const isEquivalent = mutant => equivalents.some(entry => isCase(entry, mutant));

/** Whether the entry covers this mutant. */
function isCase(entry, { file, line, label, nth }) {
  const { label: wanted = label, nth: place = nth } = entry;
  return entry.file === file && entry.line === line && wanted === label && place === nth;
}

/** Returns a mutant's lot, by which the sample is drawn. Other changes to the file do not affect it. */
function lotOf({ file, line, label, nth }, seed) {
  return createHash('sha256')
    .update(JSON.stringify([seed, file, line, label, nth]))
    .digest('hex');
}
