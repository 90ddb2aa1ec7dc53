import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { RunStore } from '../../src/engine/storage/runs/runStore';
import type { RunRecord } from '../../src/protocol/run';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { CliFolder, type Ended } from '../cli/runCli';
import { TEXT } from '../engine/support/sessions';
import { Slurm, until, whyNoSlurm } from './slurm';

const why = whyNoSlurm();
const title = 'an experiment on a real Slurm';

describe(why === undefined ? title : `${title}, skipped: ${why}`, () => {
  if (why !== undefined) {
    it.skip('is skipped');
    return;
  }
  const slurm = new Slurm();
  const place = new CliFolder();
  const storeIn = (runs: string) => new RunStore(new NodeFileSystem(place.path(runs)));
  const outer = process.env.SLURM_CONF;
  before(async () => {
    writeFileSync(place.path('a.txt'), TEXT.repeat(20));
    process.env.SLURM_CONF = slurm.environment.SLURM_CONF;
    await slurm.start();
  });
  after(async () => {
    if (outer === undefined) delete process.env.SLURM_CONF;
    else process.env.SLURM_CONF = outer;
    await slurm.stop();
    place.remove();
  });

  const small = { 'model.hidden': 8, 'training.maxIterations': 3000 };
  function experiment(name: string, changes: object = {}): void {
    const file = {
      ...{ version: 1, name, text: 'a.txt' },
      settings: small,
      vary: { 'model.activation': ['tanh', 'logistic'] },
      ...{ seeds: 2, launch: { slurm: { partition: 'main' } }, ...changes },
    };
    writeFileSync(place.path(`${name}.elman.json`), JSON.stringify(file));
  }

  /**
   * Runs `elman experiment` for the experiment of this name. Its runs are stored in the folder of the same
   * name.
   */
  function train(name: string, ...more: readonly string[]): Promise<Ended> {
    return place.run(['experiment', `${name}.elman.json`, '--runs', name, ...more]);
  }

  /**
   * Returns the id of a run that a node is training, and the id of the process that trains it. Undefined if
   * the node trains none of the runs in the folder `runs`.
   */
  function trained(runs: string, node: string): { id: string; pid: number } | undefined {
    const pids = slurm.training(node);
    const locks = namesIn(runs).flatMap(id =>
      namesIn(`${runs}/${id}/writers`)
        .filter(lock => lock.endsWith('.json')) // a lock that is still being written has another ending
        .map(lock => ({ id, lock: place.path(`${runs}/${id}/writers/${lock}`) })),
    );
    for (const { id, lock } of locks) {
      const pid = pidIn(lock);
      if (pid !== undefined && pids.includes(pid)) return { id, pid };
    }
    return undefined;
  }

  const namesIn = (folder: string): string[] => {
    try {
      return readdirSync(place.path(folder));
    } catch {
      return [];
    }
  };

  async function recordsIn(runs: string): Promise<readonly RunRecord[]> {
    return storeIn(runs).records.list();
  }

  /**
   * Pauses, with SIGSTOP, a process that is training a run on the node. Returns the ids of the process and
   * the run.
   */
  async function stopped(runs: string, node: string): Promise<{ id: string; pid: number }> {
    for (;;) {
      await until(() => trained(runs, node) !== undefined);
      const found = trained(runs, node);
      if (!found) continue;
      process.kill(found.pid, 'SIGSTOP');
      if (trained(runs, node)?.pid === found.pid) return found;
      // The process had already ended this run when it was paused, so it continues.
      process.kill(found.pid, 'SIGCONT');
    }
  }

  /**
   * Changes the locks of a run as if its process had trained on another machine, which was lost 95 seconds ago. The process
   * table of this machine then does not show that the process is dead.
   */
  function moveLocks(runs: string, id: string): void {
    for (const name of namesIn(`${runs}/${id}/writers`)) {
      const path = place.path(`${runs}/${id}/writers/${name}`);
      const lock = JSON.parse(readFileSync(path, 'utf8'));
      assert.match(lock.task, /^slurm elman \d+_\d+$/);
      writeFileSync(path, JSON.stringify({ ...lock, host: 'lost', beat: Date.now() - 95_000 }));
    }
  }

  const isLogged = (runs: string, words: RegExp) =>
    namesIn(`${runs}/slurm`).some(
      name => name.endsWith('.log') && words.test(readFileSync(place.path(`${runs}/slurm/${name}`), 'utf8')),
    );

  it('has the same bits as here, though two nodes were lost and their jobs requeued', async () => {
    experiment('whole', { seeds: 6 });
    const ended = train('whole');
    // This node loses its service and its training process.
    const dead = await stopped('whole', 'n2');
    await slurm.kill('n2');
    slurm.killJob(dead.pid);
    moveLocks('whole', dead.id);
    slurm.lose('n2');
    slurm.startNode('n2');
    // Now the node loses only its service. Its paused process keeps the run locked, also when the requeued
    // job begins.
    const alone = await stopped('whole', 'n2');
    await slurm.kill('n2');
    slurm.lose('n2');
    await until(() => isLogged('whole', /Another process trains this run/));
    process.kill(alone.pid, 'SIGCONT');
    slurm.startNode('n2');
    const { code, stdout, stderr } = await ended;
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^Submitted job \d+ with 12 runs\./);

    const here = await place.run('experiment whole.elman.json --runs here --local');
    assert.equal(here.stdout, stdout);
    const records = await recordsIn('whole');
    assert.deepEqual(
      records.map(({ id }) => id).sort(),
      (await recordsIn('here')).map(({ id }) => id).sort(),
    );
    for (const { id } of records) {
      const [there, local] = await Promise.all(
        ['whole', 'here'].map(runs => storeIn(runs).checkpoints.newest(id)),
      );
      assert.deepEqual(there.tensors, local.tensors, id);
    }
  });

  it('is cancelled with its runs saved, and only what is missing is submitted again', async () => {
    experiment('long', { seeds: 1 });
    assert.equal((await train('long')).code, 0);
    experiment('long', { seeds: 2, settings: { ...small, 'training.maxIterations': 1e6 } });
    const ended = train('long');
    await until(() => ['n1', 'n2'].every(node => trained('long', node)));
    const cancelled = await train('long', '--cancel');
    assert.match(cancelled.stdout, /^Cancelled \d+\.\n$/);
    const { code, stderr } = await ended;
    assert.deepEqual([code, /with 4 runs/.test(stderr)], [1, true], stderr);
    const paused = (await recordsIn('long')).filter(({ state }) => state !== 'done');
    assert.ok(paused.length >= 2);
    for (const { id, state, iteration } of paused) {
      assert.equal(state, 'paused');
      assert.equal((await storeIn('long').checkpoints.newest(id)).iteration, iteration);
    }
    experiment('long', { seeds: 2 });
    const again = await train('long');
    assert.deepEqual(
      [again.code, /^Submitted job \d+ with 2 runs\./.test(again.stderr)],
      [0, true],
      again.stderr,
    );
  });

  it('says what Slurm refuses', async () => {
    experiment('closed', { launch: { slurm: { partition: 'closed' } } });
    const refused = await train('closed');
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /Slurm refused the job: .+invalid partition specified: closed/);
  });

  it('says that the controller does not answer, and waits for it if a job was submitted', async () => {
    await slurm.endController();
    experiment('lost', { seeds: 1, vary: {} });
    const refused = await train('lost');
    assert.deepEqual([refused.code, refused.stdout], [1, '']);
    assert.match(refused.stderr, /Slurm did not answer: .+Unable to contact slurm controller/);
    slurm.startController();
    await until(() => slurm.ask('sinfo', '-h', '-o', '%D %t') === '2 idle\n');
    let printed = '';
    const ended = place.run('experiment lost.elman.json --runs lost', { onError: text => (printed += text) });
    const { pid } = await stopped('lost', 'n1');
    await slurm.endController();
    await until(() => /Slurm did not answer: .+\nAsking again until it answers\./.test(printed));
    slurm.startController();
    process.kill(pid, 'SIGCONT');
    const { code, stderr } = await ended;
    assert.equal(code, 0, stderr);
  });
});

function pidIn(lock: string): number | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')).pid;
  } catch {
    // The process removed the file after it was listed, because the run ended.
    return undefined;
  }
}
