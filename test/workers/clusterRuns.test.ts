import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ClusterRuns } from '../../src/workers/clusterRuns';
import { planExperiment } from '../../src/workers/experiments';
import { CliFolder } from '../cli/runCli';
import { installFakeSlurm } from '../cluster/fakeSlurm';
import { TEXT } from '../engine/support/sessions';

/** Milliseconds between two requests for the state of the queue. */
const PAUSE = 100;

describe('the runs of an experiment that the editor submits to a cluster', () => {
  const place = new CliFolder();
  const texts = { 'a.txt': { name: 'a.txt', uri: '', bytes: new TextEncoder().encode(TEXT) } };
  const source = JSON.stringify({
    ...{ version: 1, name: 'cluster', text: 'a.txt', seeds: 3 },
    settings: { 'model.hidden': 4, 'training.maxIterations': 30 },
    launch: { slurm: { partition: 'short' } },
  });
  const file = place.path('e.elman.json');
  const cluster = new ClusterRuns({ storeFolder: place.path('runs'), kernelFolder: resolve('media') });
  let restore = () => {};
  let ids: readonly string[] = [];
  before(async () => {
    writeFileSync(place.path('a.txt'), TEXT);
    writeFileSync(file, source);
    restore = installFakeSlurm(place);
    ids = (await planExperiment(source, { texts })).runs.map(({ id }) => id);
  });
  after(() => {
    restore();
    place.remove();
  });
  const scripts = () =>
    readFileSync(place.path('sbatch.log'), 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));

  it('are trained by the command line of the extension, with the same ids, and leave the queue', async () => {
    const experiment = { source, ids, file };
    await cluster.submit(experiment, ids.slice(1));
    const [{ given, script }] = scripts();
    assert.ok(given.includes('--array=1-2') && given.includes('--partition=short'), given.join(' '));
    assert.match(script, /dist\/cli\.mjs experiment \S+e\.elman\.json --runs \S+runs --wait --index /);
    for (;;) {
      const queued = await cluster.queued(experiment);
      assert.ok('training' in queued);
      if (queued.training + queued.waiting === 0) break;
      await setTimeout(PAUSE);
    }
    const trained = readdirSync(place.path('runs')).filter(name => name.startsWith('run-'));
    assert.deepEqual(trained.sort(), [...ids.slice(1)].sort(), readFileSync(place.path('out.log'), 'utf8'));
  });

  it('are cancelled, and not submitted again while they are in the queue', async () => {
    const experiment = { source, ids, file };
    writeFileSync(place.path('queue.txt'), '0');
    writeFileSync(place.path('runs/slurm/77.json'), JSON.stringify({ 0: ids[0] }));
    await cluster.submit(experiment, [ids[0]]);
    assert.equal(scripts().length, 1);
    assert.deepEqual(await cluster.queued(experiment), { training: 1, waiting: 0 });
    await cluster.cancel(experiment);
    assert.equal(readFileSync(place.path('cancelled.txt'), 'utf8'), '77');
  });

  it('are refused politely where Slurm is missing', async () => {
    restore();
    const path = process.env.PATH;
    process.env.PATH = '';
    try {
      await assert.rejects(cluster.submit({ source, ids, file }, ids), /Slurm was not found/);
    } finally {
      process.env.PATH = path;
    }
  });
});
