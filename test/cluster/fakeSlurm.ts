import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import type { CliFolder } from '../cli/runCli';

/**
 * A program that replaces Slurm's sbatch. It trains a job's runs one after the other as soon as the job is
 * submitted.
 */
const sbatch = `#!${process.execPath}
const { spawn } = require('node:child_process');
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
const script = readFileSync(0, 'utf8');
const given = process.argv.slice(2);
appendFileSync('sbatch.log', JSON.stringify({ given, script }) + '\\n');
if (given.includes('--partition=closed')) {
  console.error('sbatch: error: invalid partition specified: closed');
  process.exit(1);
}
const ranges = given.find(each => each.startsWith('--array=')).slice(8).replace(/%.*/, '').split(',');
const indices = ranges.flatMap(range => {
  const [from, to = from] = range.split('-').map(Number);
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
});
writeFileSync('queue.txt', indices.join(' '));
writeFileSync('script.sh', script);
const loop = 'for i in ' + indices.join(' ') + '; do SLURM_ARRAY_TASK_ID=$i bash script.sh >> out.log 2>&1; sed -i "s/^$i *//" queue.txt; done';
spawn('bash', ['-c', loop], { detached: true, stdio: 'ignore' }).unref();
console.log('77;cluster');
`;
const squeue = `#!${process.execPath}
const { readFileSync } = require('node:fs');
const left = readFileSync('queue.txt', 'utf8').split(' ').filter(each => each !== '');
if (left.length === 0) {
  console.error('slurm_load_jobs error: Invalid job id specified');
  process.exit(1);
}
console.log(left.map((index, i) => index + (i === 0 ? ' RUNNING' : ' PENDING')).join('\\n'));
`;
const scancel = `#!${process.execPath}
require('node:fs').writeFileSync('cancelled.txt', process.argv[2]);
`;

/**
 * Puts programs that replace Slurm's on the PATH. They keep their files in the folder. Returns a function that restores the
 * PATH.
 */
export function installFakeSlurm(place: CliFolder): () => void {
  const path = process.env.PATH;
  const enter = `process.chdir(${JSON.stringify(place.folder)});\n`;
  mkdirSync(place.path('bin'));
  for (const [name, program] of Object.entries({ sbatch, squeue, scancel })) {
    writeFileSync(place.path(`bin/${name}`), program.replace('\n', `\n${enter}`));
    chmodSync(place.path(`bin/${name}`), 0o755);
  }
  process.env.PATH = `${place.path('bin')}${delimiter}${path}`;
  return () => {
    process.env.PATH = path;
  };
}
