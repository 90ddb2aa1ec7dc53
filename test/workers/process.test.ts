import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RunStore } from '../../src/engine/storage/runs/runStore';
import { startProcess } from '../../src/extension/workerClients/startProcess';
import { WorkerLauncher } from '../../src/extension/workerClients/workerLauncher';
import { Workers } from '../../src/extension/workerClients/workers';
import { Channel, type Nothing } from '../../src/protocol/channel';
import type { MetricsBlock } from '../../src/protocol/run';
import type { StartParams, TrainerEvents, TrainerRequests, WorkerData } from '../../src/protocol/trainer';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { fileUri } from '../support/fileUri';

const program = resolve('dist/worker.js');
const fail = (error: unknown) => assert.fail(String(error));

describe('a training process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'elman-process-'));
  const storeFolder = join(folder, 'runs');
  const data: WorkerData = { role: 'trainer', kernelFolder: resolve('media'), storeFolder, training: 0 };
  const store = new RunStore(new NodeFileSystem(storeFolder));
  after(() => rmSync(folder, { recursive: true }));

  /** Returns the parameters of a run without an iteration limit. */
  const params = (): StartParams => ({
    name: 'a run',
    text: {
      name: 'text',
      uri: 'file:///text',
      bytes: new TextEncoder().encode('the quick brown fox\n'.repeat(50)),
    },
    settings: { 'model.hidden': 10, 'training.maxIterations': 0 },
  });

  /** Writes a program, which is started instead of the bundled worker. Returns its path. */
  function write(name: string, source: string): string {
    const file = join(folder, name);
    writeFileSync(file, source);
    return file;
  }

  it('trains, and its measurements arrive as they left', async () => {
    const worker = await startProcess(program, data, fail);
    const channel = new Channel<TrainerRequests, TrainerEvents, Nothing, Nothing>(worker.port, {}, fail);
    const measured = new Promise<MetricsBlock>(resolve =>
      channel.on('update', update => update.kind === 'metrics' && resolve(update.metrics)),
    );
    const record = await channel.request('start', params());
    assert.equal(record.state, 'running');
    const { values } = await measured;
    assert.ok(values instanceof Float64Array && values.length > 0);
    await channel.request('stop', undefined);
    await worker.end();
    assert.equal((await store.records.read(record.id)).state, 'stopped');
  });

  it('reads a text from its file, and says how much it has read', async () => {
    const path = write('large.txt', 'the quick brown fox, naïvely\n'.repeat(200_000));
    const { size } = statSync(path);
    const worker = await startProcess(program, data, fail);
    const channel = new Channel<TrainerRequests, TrainerEvents, Nothing, Nothing>(worker.port, {}, fail);
    const shares: number[] = [];
    channel.on('reading', ({ share }) => shares.push(share));
    const { text } = await channel.request('start', {
      ...params(),
      text: { name: 'large.txt', uri: 'file:///large.txt', path, size },
    });
    await channel.request('stop', undefined);
    await worker.end();
    assert.deepEqual([text.bytes, text.tokens], [size, size - 200_000]);
    assert.ok(shares.length > 1);
    assert.equal(shares.at(-1), 1);
  });

  it('saves its run and ends when the extension host is gone', async () => {
    const child = fork(program, [JSON.stringify(data)], { serialization: 'advanced', execArgv: [] });
    await once(child, 'message');
    const port = {
      post: (message: unknown) => child.send(message as object),
      listen: (receive: (message: unknown) => void) => child.on('message', receive),
    };
    const channel = new Channel<TrainerRequests, TrainerEvents, Nothing, Nothing>(port, {}, fail);
    const measured = new Promise<void>(resolve =>
      channel.on('update', update => update.kind === 'metrics' && resolve()),
    );
    const { id } = await channel.request('start', params());
    await measured;
    child.disconnect();
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    const { state, iteration } = await store.records.read(id);
    assert.equal(state, 'paused');
    assert.ok(iteration > 0);
    assert.equal((await store.checkpoints.newest(id)).iteration, iteration);
  });

  it('reports how it died', async () => {
    const killed = write(
      'killed.cjs',
      'process.send("up"); process.on("message", () => process.kill(process.pid, "SIGKILL"))',
    );
    const worker = await startProcess(killed, data, fail);
    const reason = new Promise(resolve => worker.onEnd(resolve));
    worker.port.post('anything');
    assert.equal(await reason, 'the process ended with SIGKILL');
  });

  it('is replaced by a thread if it cannot start', async () => {
    const unwilling = write(
      'unwilling.cjs',
      `require('node:worker_threads').isMainThread ? process.exit(3) : require(${JSON.stringify(program)})`,
    );
    const warnings: string[] = [];
    const log = { warn: (text: string) => warnings.push(text), error: fail };
    const launcher = new WorkerLauncher(fileUri(resolve('.')), unwilling);
    const places = { launcher, storeFolder: () => fileUri(storeFolder) };
    // `Workers` uses only these members of the log.
    const workers = new Workers(places, log as unknown as ConstructorParameters<typeof Workers>[1]);
    const link = await workers.startTrainer(0, fail);
    assert.match(warnings.join(), /trains in a thread.*ended with code 3/);
    assert.equal((await link.channel.request('start', params())).state, 'running');
    await link.channel.request('stop', undefined);
    await link.terminate();
  });
});
