// `node scripts/installing.mjs FOLDER MEGABYTES PROGRAM [ARGUMENT...]`: runs a program that installs into the
// folder, and prints its progress to stderr: the size of the folder and the time. MEGABYTES: the size at the
// end. Imports only Node's own modules, because a fresh clone has no others.
import { spawn, spawnSync } from 'node:child_process';

/** Milliseconds until the first line of progress, and between further lines. */
const [FIRST, INTERVAL] = [1000, 5000];

const [folder, megabytes, program, ...args] = process.argv.slice(2);
const began = performance.now();
let timer = setTimeout(show, FIRST);
// Output goes to stderr, because stdout is for the command that needs the installation.
const child = spawn(program, args, { stdio: ['ignore', 2, 2] });
child.once('error', error => {
  clearTimeout(timer);
  console.error(error.message);
  process.exitCode = 1;
});
child.once('exit', status => {
  clearTimeout(timer);
  if (status !== 0) console.error(`${[program, ...args].join(' ')} failed in ${process.cwd()}; see above`);
  process.exitCode = status ?? 1;
});

function show() {
  const seconds = Math.round((performance.now() - began) / 1000);
  console.error(`  ${sizeInWords()}${seconds} s`);
  timer = setTimeout(show, INTERVAL);
}

/** Returns the size of the folder in words. Empty if the system has no `du`. */
function sizeInWords() {
  const { stdout, error } = spawnSync('du', ['-sk', folder], { encoding: 'utf8' });
  return error ? '' : `${Math.round((Number.parseInt(stdout, 10) || 0) / 1000)} of about ${megabytes} MB, `;
}
