import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { Disk, DiskError } from './disk';
import { ended, isDone, type Product, SECOND } from './product';

/** The ways in which a training is ended. */
export const endings = [
  'kill at any moment',
  'kill in the first second after a checkpoint',
  'the reader of its output has enough',
  'the reader of its progress has enough',
  'the terminal is closed',
  'SIGHUP',
  'SIGINT',
  'SIGTERM',
  'a full disk while it writes its output',
  'a full disk under its runs',
  'a disk under its runs that turns read-only',
] as const;
export type Ending = (typeof endings)[number];

interface Disturbance {
  readonly product: Product;
  readonly disk: Disk;
  readonly kind: Ending;
  readonly roll: (n: number) => number;
}

type Found = 'was ended' | 'was over';

/**
 * Trains and ends the training in the given way. Throws an error if something is lost that could have been
 * saved.
 */
export async function disturb(given: Disturbance): Promise<Found> {
  switch (given.kind) {
    case 'kill at any moment':
    case 'kill in the first second after a checkpoint':
      return kill(given);
    case 'the terminal is closed':
      return closeTerminal(given);
    case 'a full disk under its runs':
      return failDisk(given, 'ENOSPC');
    case 'a disk under its runs that turns read-only':
      return failDisk(given, 'EROFS');
    default:
      return end({ ...given, kind: given.kind });
  }
}

/** Waits for a random time of up to 1.2 seconds. The start of the program takes part of this time. */
const anyMoment = (roll: Disturbance['roll']) => after(roll(1200));

async function kill({ product, kind, roll }: Disturbance): Promise<Found> {
  const child = product.train();
  const end = ended(child);
  let isOver = false;
  void end.then(() => {
    isOver = true;
  });
  if (kind === 'kill at any moment') await anyMoment(roll);
  else {
    const before = product.checkpoints();
    while (!isOver && product.checkpoints() === before) await after(2);
    await after(roll(1000) * (SECOND / 1000));
  }
  child.kill('SIGKILL');
  const { signal, code, stderr } = await end;
  if (signal === 'SIGKILL') return 'was ended';
  assert.ok(code === 0 || isDone(stderr), `exit code ${code}: ${stderr}`);
  return 'was over';
}

const codes = {
  'the reader of its output has enough': 141,
  'the reader of its progress has enough': 141,
  SIGHUP: 129,
  SIGINT: 130,
  SIGTERM: 143,
  'a full disk while it writes its output': 1,
} as const;

async function end(given: Disturbance & { readonly kind: keyof typeof codes }): Promise<Found> {
  const { product, kind, roll } = given;
  const isFull = kind === 'a full disk while it writes its output' && existsSync('/dev/full');
  const output = isFull ? openSync('/dev/full', 'w') : 'pipe';
  const child = product.train(kind === 'the reader of its progress has enough' ? [] : ['--json'], [
    'ignore',
    output,
    'pipe',
  ]);
  if (typeof output === 'number') closeSync(output);
  const end = ended(child);
  const { stdout, stderr } = child;
  stdout?.resume();
  const stream = kind === 'the reader of its progress has enough' ? stderr : stdout;
  // Waits until the program trains.
  if (stream) await Promise.race([once(stream, 'data'), end]);
  await after(roll(600));
  if (kind === 'SIGHUP' || kind === 'SIGINT' || kind === 'SIGTERM') child.kill(kind);
  else stream?.destroy();
  const { code, stderr: said } = await end;
  return judge(product, code, codes[kind], said);
}

/**
 * Trains in a terminal that the program `script` creates. The terminal closes when `script` is killed. If
 * `script` is not installed, sends SIGHUP to the training instead.
 */
async function closeTerminal(given: Disturbance): Promise<Found> {
  const { product, roll } = given;
  if (process.platform !== 'linux' || spawnSync('script', ['--version']).error)
    return end({ ...given, kind: 'SIGHUP' });
  const code = join(product.runs, '..', `${roll(1e9)}.code`);
  const words = [process.execPath, ...product.command()].map(word => `'${word}'`).join(' ');
  const file = `${code}.sh`;
  writeFileSync(file, `trap : HUP\n${words}\necho $? > ${code}.new\nmv ${code}.new ${code}\n`);
  const terminal = spawn('script', ['-qfc', `sh ${file}`, '/dev/null'], { env: product.environment });
  const closed = once(terminal, 'close');
  let progress = '';
  terminal.stdout.on('data', data => {
    progress += data;
  });
  await Promise.race([once(terminal.stdout, 'data'), closed]);
  await after(roll(600));
  terminal.kill('SIGKILL');
  // Waits and looks again: no event reports the end of a process that is not a child of this process.
  while (!existsSync(code)) await after(10);
  return judge(product, Number(readFileSync(code, 'utf8')), 129, progress);
}

/**
 * Makes the disk fail at a random moment. Asserts that the run reports the error and cannot be resumed, and
 * that nothing is lost after the disk works again.
 */
async function failDisk({ product, disk, roll }: Disturbance, error: DiskError): Promise<Found> {
  const child = product.train();
  const end = ended(child);
  await anyMoment(roll);
  disk.fail(error);
  try {
    const { code, stderr } = await end;
    if (code === 0 || isDone(stderr)) return 'was over';
    assertNoStack(stderr);
    assert.equal(code, 1, stderr);
    assert.match(stderr, new RegExp(error));
    // The run has removed files, which freed some space on the full disk.
    disk.fail(error);
    const again = await ended(product.train());
    assertNoStack(again.stderr);
    assert.equal(again.code, 1, again.stderr);
    assert.match(again.stderr, new RegExp(`could not be (resumed|stored) \\(${error}`));
  } finally {
    disk.repair();
  }
  return 'was ended';
}

/** Asserts that everything that could be saved was saved, and that the run is no longer locked. */
async function judge(
  product: Product,
  code: number | null,
  expected: number,
  stderr: string,
): Promise<Found> {
  assertNoStack(stderr);
  const id = product.id();
  if (code === 0 || isDone(stderr)) return 'was over';
  assert.equal(code, expected, stderr);
  assert.ok(id, 'there is a run');
  const { state, iteration } = await product.store.records.read(id);
  assert.equal(state, 'paused');
  assert.equal((await product.store.checkpoints.newest(id)).iteration, iteration);
  assert.deepEqual(readdirSync(join(product.runs, id, 'writers')), [], 'nobody has the run');
  return 'was ended';
}

function assertNoStack(stderr: string): void {
  assert.doesNotMatch(stderr, /^\s+at /m);
}
