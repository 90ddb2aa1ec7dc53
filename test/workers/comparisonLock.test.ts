import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { MakerChannel, StorageChannel } from '../../src/extension/workerClients/workers';
import { Channel, type Nothing } from '../../src/protocol/channel';
import type { KindsRecord } from '../../src/protocol/kindsComparison';
import type { ReaderSources } from '../../src/protocol/reader';
import type { MakerEvents, MakerRequests } from '../../src/protocol/storedModels';
import type { WorkerData } from '../../src/protocol/trainer';

const fail = (error: unknown) => assert.fail(String(error));
const never = () => Promise.reject(new Error('a comparison reads no models'));
const SOURCES = { weights: never, file: never };

/** A program that starts the worker thread of a window and passes its messages on. */
const WINDOW = `
const { Worker } = require('node:worker_threads');
const worker = new Worker(${JSON.stringify(resolve('dist/worker.js'))}, { workerData: JSON.parse(process.argv[2]) });
worker.on('message', message => process.send(message));
process.on('message', message => worker.postMessage(message));
process.on('disconnect', () => process.exit());
`;

const TEXT = {
  ...{ name: 'text.txt', uri: 'file:///text.txt' },
  bytes: new TextEncoder().encode('the cat sat on the mat, and 2 dogs lay on the rug.\n'.repeat(200)),
};
/** The first kind is done at once, and the second one never ends. */
const OPTIONS = { budget: { tokens: 1e12, parameters: 2000 }, models: ['trigram', 'gru'], seeds: 1 } as const;

describe('a comparison of kinds of models in two windows', () => {
  let folder: string;
  let windows: ChildProcess[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'elman-two-'));
    writeFileSync(join(folder, 'window.cjs'), WINDOW);
    windows = [];
  });
  afterEach(() => {
    for (const window of windows) window.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const data = (role: WorkerData['role']): WorkerData => ({
    ...{ role, kernelFolder: resolve('media'), storeFolder: join(folder, 'runs'), training: 0 },
  });

  /** Starts another process with a worker that compares. */
  function openWindow() {
    const child = fork(join(folder, 'window.cjs'), [JSON.stringify(data('maker'))], {
      ...{ serialization: 'advanced', execArgv: [] },
    });
    windows.push(child);
    const port = {
      post: (message: unknown) => child.send(message as object, undefined, undefined, () => undefined),
      listen: (receive: (message: unknown) => void) => child.on('message', receive),
    };
    const channel: MakerChannel = new Channel<MakerRequests, MakerEvents, ReaderSources, Nothing>(
      port,
      SOURCES,
      fail,
    );
    return { child, channel };
  }

  /** Begins a comparison. Resolves to its record when the first kind is done. */
  function begin(channel: MakerChannel): Promise<KindsRecord> {
    const done = new Promise<KindsRecord>(settle =>
      channel.on('comparison', record => record.results.length === 1 && settle(record)),
    );
    channel.request('compareKinds', { text: TEXT, settings: {}, options: OPTIONS }).catch(() => undefined);
    return done;
  }

  it('continues in the second one only when the first one is gone', async () => {
    const first = openWindow();
    const { id } = await begin(first.channel);
    const second = openWindow();
    const proceed = () => second.channel.request('compareKinds', { id, text: TEXT });
    const place = new RegExp(`Another window or program .*\\(process ${first.child.pid} on .+\\)`);
    await assert.rejects(proceed(), place);
    await assert.rejects(proceed(), place, 'a refusal leaves the lock as it is');
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const continued = new Promise<KindsRecord>(settle => second.channel.on('comparison', settle));
    proceed().catch(() => undefined);
    assert.deepEqual((await continued).results.length, 1);
  });

  it('is not deleted from the second one, which can continue it when the first one has stopped it', async () => {
    const here = new Worker(resolve('dist/worker.js'), { workerData: data('maker') });
    const storage = new Worker(resolve('dist/worker.js'), { workerData: data('storage') });
    const portOf = (worker: Worker) => ({
      post: (message: unknown) => worker.postMessage(message),
      listen: (receive: (message: unknown) => void) => void worker.on('message', receive),
    });
    const stored: StorageChannel = new Channel(portOf(storage), {}, fail);
    const channel = new Channel<MakerRequests, MakerEvents, ReaderSources, Nothing>(
      portOf(here),
      SOURCES,
      fail,
    );
    const { id } = await begin(channel);
    const other = openWindow();
    const proceed = () => other.channel.request('compareKinds', { id, text: TEXT });
    await assert.rejects(proceed(), new RegExp(`process ${process.pid} on`));
    await here.terminate();
    await assert.rejects(proceed(), /process/, 'the process of the lock is alive');
    await stored.request('releaseComparison', { id });
    assert.deepEqual(readdirSync(join(folder, 'runs/comparisons', id, 'writers')), []);
    const continued = new Promise<KindsRecord>(settle => other.channel.on('comparison', settle));
    proceed().catch(() => undefined);
    await continued;
    await assert.rejects(
      stored.request('removeComparison', { id }),
      /is training the models of the comparison/,
    );
    await storage.terminate();
  });
});
