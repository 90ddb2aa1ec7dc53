import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RunStore } from '../../src/engine/storage/runs/runStore';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { processTable } from '../../src/workers/processes';
import { TEXT } from '../engine/support/sessions';
import { CliFolder } from './runCli';

const cli = resolve('dist/cli.mjs');
const ENDLESS = ['train', 'a.txt', '--hidden', '8', '--max-iterations', '0', '--snapshot-interval', '50'];
const isLinux = process.platform === 'linux';

/**
 * In whatever way a training ends, the run must be saved and unlocked, and the exit code must show the cause.
 */
describe('elman train saves and ends after', () => {
  const place = new CliFolder();
  let runs = '';
  beforeEach(() => {
    runs = place.path(`runs-${readdirSync(place.folder).length}`);
  });
  before(() => writeFileSync(place.path('a.txt'), TEXT));
  after(() => place.remove());

  const start = (args: readonly string[], stdio: ('pipe' | number)[] = ['pipe', 'pipe', 'pipe']) =>
    spawn(process.execPath, [cli, ...ENDLESS, '--runs', runs, ...args], { cwd: place.folder, stdio });

  /** Resolves to the exit code when all output was read. */
  async function codeOf(child: ChildProcess): Promise<number | null> {
    const [code] = await once(child, 'close');
    return code;
  }

  function textOf(stream: NodeJS.ReadableStream | null): () => string {
    let text = '';
    stream?.on('data', data => {
      text += data;
    });
    return () => text;
  }

  async function assertSaved(): Promise<void> {
    const store = new RunStore(new NodeFileSystem(runs));
    const [{ id, state, iteration }] = await store.records.list();
    assert.equal(state, 'paused');
    assert.ok(iteration > 0);
    assert.equal((await store.checkpoints.newest(id)).iteration, iteration);
    const { metrics } = await store.history(id);
    assert.equal(metrics.values.at(-metrics.columns.length), iteration - 1);
    assert.deepEqual(readdirSync(join(runs, id, 'writers')), []);
  }

  it('a reader that closes the pipe of its output', async () => {
    const child = start(['--json', '--metrics-interval', '1']);
    const stderr = textOf(child.stderr);
    child.stdout?.once('data', () => child.stdout?.destroy());
    assert.equal(await codeOf(child), 141);
    assert.match(stderr(), /^Saved\. .*--resume/);
    await assertSaved();
  });

  it('a kill whose parent does not wait for it: resuming works at once', async function () {
    // Windows has no zombie processes.
    if (process.platform === 'win32') this.skip();
    const words = [cli, ...ENDLESS, '--runs', runs, '--json', '--metrics-interval', '1'].map(
      word => `'${word}'`,
    );
    // The program that `exec` starts never waits for its child, so that the child becomes a zombie process.
    const source = `'${process.execPath}' ${words.join(' ')} & echo $!; exec sleep 600`;
    const parent = spawn('sh', ['-c', source], { cwd: place.folder, stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const stdout = textOf(parent.stdout);
      while (!/"type":"metrics"/.test(stdout())) await once(parent.stdout, 'data');
      const pid = Number(/^\d+$/m.exec(stdout())?.[0]);
      process.kill(pid, 'SIGKILL');
      // Waits until the process is dead.
      while ((await processTable.birthOf(pid)) !== undefined) await new Promise(setImmediate);
      assert.doesNotThrow(() => process.kill(pid, 0), 'its id is still taken');
      const [id] = readdirSync(runs).filter(name => /^\d/.test(name));
      assert.equal(readdirSync(join(runs, id, 'writers')).length, 1);
      const resumed = await place.run(`train --resume ${id} --runs ${runs} --max-iterations 100000 --json`, {
        interrupt: { at: /"type":"metrics"/, signal: 'SIGINT' },
      });
      assert.equal(resumed.code, 130, resumed.stderr);
      await assertSaved();
    } finally {
      parent.kill('SIGKILL');
    }
  });

  it('a reader that closes the pipe of its progress', async () => {
    const child = start(['--metrics-interval', '1']);
    child.stderr?.once('data', () => child.stderr?.destroy());
    assert.equal(await codeOf(child), 141);
    await assertSaved();
  });

  it('a full disk while it writes its output', async function () {
    if (!existsSync('/dev/full')) this.skip();
    const child = start(['--json', '--metrics-interval', '1'], ['pipe', openSync('/dev/full', 'w'), 'pipe']);
    const stderr = textOf(child.stderr);
    assert.equal(await codeOf(child), 1);
    assert.match(stderr(), /^The output could not be written \(ENOSPC.*\)\.\nSaved\./);
    await assertSaved();
  });

  for (const [signal, code] of [
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    it(`${signal}, when its output is closed`, async () => {
      const child = start(['--json', '--metrics-interval', '1']);
      child.stdout?.once('data', () => {
        child.kill(signal);
        child.stderr?.destroy();
      });
      child.stdout?.resume();
      assert.equal(await codeOf(child), code);
      await assertSaved();
    });
  }

  it('a terminal that is closed', async function () {
    // `script` runs a command in its own terminal, which closes when `script` is killed.
    if (!isLinux || spawnSync('script', ['--version']).error) this.skip();
    const words = [process.execPath, cli, ...ENDLESS, '--runs', runs].map(word => `'${word}'`).join(' ');
    writeFileSync(place.path('train.sh'), `trap : HUP\n${words}\necho $? > code\n`);
    const terminal = spawn('script', ['-qfc', 'sh train.sh', '/dev/null'], { cwd: place.folder });
    const progress = textOf(terminal.stdout);
    while (!/iteration/.test(progress())) await once(terminal.stdout, 'data');
    terminal.kill('SIGKILL');
    while (!existsSync(place.path('code')) || readFileSync(place.path('code'), 'utf8') === '')
      // Waits and looks again: no event reports the end of a process that is not a child of this process.
      await new Promise(done => setTimeout(done, 20));
    assert.equal(readFileSync(place.path('code'), 'utf8'), '129\n');
    await assertSaved();
  });

  it('a signal while it waits for its input', async () => {
    const child = spawn(process.execPath, [cli, 'train', '-', '--runs', runs], { cwd: place.folder });
    child.stdin.write('a');
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [null, 'SIGTERM']);
    assert.equal(existsSync(runs), false);
  });

  it('the removal of its folder, and does not say that the run is saved', async () => {
    const child = start(['--json', '--metrics-interval', '1']);
    const stderr = textOf(child.stderr);
    child.stdout?.once('data', () => rmSync(runs, { recursive: true, maxRetries: 5 }));
    child.stdout?.resume();
    assert.equal(await codeOf(child), 1);
    assert.match(stderr(), /^The folder of the run "a.txt" was removed or renamed while .*\n$/);
    assert.equal(existsSync(runs), false);
  });

  it('a kill, and continues with other kernels where those of the run do not work', async () => {
    const child = start(['--json', '--metrics-interval', '1']);
    child.stdout?.once('data', () => child.kill('SIGINT'));
    child.stdout?.resume();
    await codeOf(child);
    const [id] = readdirSync(runs).filter(name => name !== 'texts');
    const record = join(runs, id, 'run.json');
    writeFileSync(record, readFileSync(record, 'utf8').replace(/"kernels": "\w+"/, '"kernels": "fma"'));
    const args = ['--no-enable-fma3', cli, 'train', '--resume', id, '--runs', runs, '--json'];
    const resumed = spawn(process.execPath, args, { cwd: place.folder });
    const stderr = textOf(resumed.stderr);
    resumed.stdout.once('data', () => resumed.kill('SIGINT'));
    resumed.stdout.resume();
    assert.equal(await codeOf(resumed), 130, stderr());
    assert.match(stderr(), /^The run ".*a\.txt" was trained with the kernel build fma.*continues with simd/);
    const { kernels, kernelChanges } = JSON.parse(readFileSync(record, 'utf8'));
    assert.equal(kernels, 'simd');
    assert.deepEqual([kernelChanges.length, kernelChanges[0].from], [1, 'fma']);
    const { iteration } = kernelChanges[0];
    const command = await place.run(`export ${id} --command --runs ${runs}`);
    assert.match(command.stdout, /--build simd/);
    const builds = `kernel builds (fma (0–${iteration}), simd (${iteration}–))`;
    assert.ok(command.stderr.includes(`${builds}. The command names the last, simd;`), command.stderr);
  });
});
