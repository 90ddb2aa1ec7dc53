// Formats the result of a measurement as a table with a line per folder.

/**
 * Returns a table with the number of mutants, and the share that tests noticed, for each folder.
 * @param {readonly import('./choose.mjs').Sample[]} samples
 * @param {(mutant: import('./find.mjs').Mutant) => boolean} isNoticed
 * @returns {string}
 */
export function table(samples, isNoticed) {
  const rows = samples.map(({ folder, all, mutants }) =>
    row(folder, mutants.filter(isNoticed).length, mutants.length, all),
  );
  const sum = (/** @type {1 | 2 | 3} */ column) =>
    rows.reduce((total, each) => total + Number(each[column]), 0);
  const lines = [
    ['folder', 'noticed', 'tried', 'of all', 'rate'],
    ...rows,
    ...(rows.length > 1 ? [row('together', sum(1), sum(2), sum(3))] : []),
  ];
  const widths = lines[0].map((_, column) => Math.max(...lines.map(line => line[column].length)));
  return lines
    .map(line =>
      line.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]) : cell.padStart(widths[c]))).join('  '),
    )
    .join('\n');
}

/**
 * Returns the cells of a row.
 * @type {(folder: string, noticed: number, tried: number, all: number) => string[]}
 */
function row(folder, noticed, tried, all) {
  const rate = tried > 0 ? `${((100 * noticed) / tried).toFixed(1)} %` : '';
  return [folder, `${noticed}`, `${tried}`, `${all}`, rate];
}
