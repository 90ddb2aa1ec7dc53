import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { RunStore } from '../../../src/engine/storage/runs/runStore';
import { NodeFileSystem } from '../../../src/workers/nodeFileSystem';
import { dice } from '../../engine/storage/support/mutate';
import { ended, SPEED } from './product';

/**
 * The processes that a kill ends: the program that trains an experiment (`parent`), one of the processes that
 * it has started (`worker`), or all of them.
 */
const victims = ['all', 'parent', 'worker'] as const;
/**
 * The programs that train an experiment: `scheduler` is the command line, and `host` trains as the editor's
 * extension host does.
 */
const trainers = ['scheduler', 'host'] as const;

const TEXT = 'the quick brown fox jumps over the lazy dog, and one ran away in the dark.\n'.repeat(12);
const SETTINGS = {
  ...{ 'model.hidden': 12, 'training.maxIterations': 5000, 'metrics.interval': 5 },
  ...{ 'validation.fraction': 0.1, 'validation.interval': 500 },
};
const EXPERIMENT = {
  ...{ version: 1, name: 'crashes', text: 'a.txt', settings: SETTINGS },
  vary: { 'model.cell': ['elman', 'gru'] },
  seeds: 2,
};
/** Maximum milliseconds between the start of a program and the kill. */
const LONGEST = 2000;
/**
 * Milliseconds between two attempts to finish an experiment. An attempt fails while processes without a
 * parent still train runs of the experiment.
 */
const PAUSE = 200;
const ATTEMPTS = 50;

export interface ExperimentCampaign {
  readonly seed: number;
  readonly kills: number;
  readonly report?: (line: string) => void;
}

/**
 * Trains an experiment again and again, and kills its processes at random moments. Compares the table, the
 * report and all weights with those of an experiment that was not disturbed. Returns the number of kills by
 * kind, for example `host, worker`. Throws an error if a bit differs.
 */
export async function experimentCampaign({ seed, kills, report = () => {} }: ExperimentCampaign) {
  const place = new Place();
  const roll = dice(seed);
  const done = new Map<string, number>();
  try {
    await place.finish('whole');
    const expected = await place.outcome('whole');
    for (let left = kills, round = 0; left > 0; round++) {
      const runs = `runs-${round}`;
      const history: string[] = [];
      while (left > 0) {
        const kind = `${trainers[left % trainers.length]}, ${victims[roll(victims.length)]}`;
        if (!(await place.disturb(runs, kind, roll(LONGEST)))) break;
        history.push(kind);
        done.set(kind, (done.get(kind) ?? 0) + 1);
        left--;
      }
      await place.finish(runs);
      assert.deepEqual(await place.outcome(runs), expected, history.join('; '));
      report(`experiment ${round} is whole, ${left} kills left`);
    }
    return done;
  } finally {
    place.remove();
  }
}

/** A folder with an experiment's file, its text, and folders of its runs. */
class Place {
  private readonly folder = mkdtempSync(join(tmpdir(), 'elman-experiment-crashes-'));
  private readonly file = join(this.folder, 'e.elman.json');
  private readonly text = join(this.folder, 'a.txt');
  private readonly orphans: Promise<void>[] = [];

  constructor() {
    writeFileSync(this.file, JSON.stringify(EXPERIMENT));
    writeFileSync(this.text, TEXT);
  }

  /**
   * Trains for the given time, then kills the processes that `kind` names. Returns false if none of them
   * existed, which means that the experiment may have ended.
   */
  async disturb(runs: string, kind: string, milliseconds: number): Promise<boolean> {
    const [trainer, victim] = kind.split(', ');
    const parent = trainer === 'host' ? this.host(runs) : this.command(runs);
    const closed = ended(parent);
    await Promise.race([after(milliseconds), closed]);
    const workers = childrenOf(parent);
    this.orphans.push(...workers.map(untilGone));
    const shot = victim === 'parent' ? [] : victim === 'all' ? workers : workers.slice(0, 1);
    const killed = [...(victim === 'worker' ? [] : [parent.kill('SIGKILL')]), ...shot.map(pid => kill(pid))];
    await closed;
    return killed.includes(true);
  }

  /**
   * Trains until all runs are done. Tries again as long as processes without a parent still train some of the
   * runs.
   */
  async finish(runs: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const { code, stderr } = await ended(this.command(runs));
      if (code === 0) break;
      assert.ok(attempt < ATTEMPTS, `the experiment cannot be finished: ${stderr}`);
      await after(PAUSE);
    }
    await Promise.all(this.orphans.splice(0));
  }

  async outcome(runs: string) {
    // The report names its pictures after itself, so all reports have the same name.
    const results = join(this.folder, `${runs}-results`);
    mkdirSync(results);
    const [table, report] = [join(results, 'table.csv'), join(results, 'report.md')];
    for (const file of [table, report]) {
      const { code, stderr } = await ended(this.command(runs, '--results', file));
      assert.equal(code, 0, stderr);
    }
    const store = new RunStore(new NodeFileSystem(join(this.folder, runs)));
    const records = await store.records.list();
    const ids = records.map(({ id }) => id).sort();
    const checkpoints = await Promise.all(ids.map(id => store.checkpoints.newest(id)));
    return {
      table: readFileSync(table, 'utf8'),
      report: readFileSync(report, 'utf8'),
      states: records.map(({ state }) => state),
      weights: checkpoints.map(({ iteration, tensors }, i) => ({ id: ids[i], iteration, tensors })),
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private command(runs: string, ...more: readonly string[]): ChildProcess {
    return this.start([
      resolve('dist/cli.mjs'),
      'experiment',
      this.file,
      '--runs',
      join(this.folder, runs),
      ...more,
    ]);
  }

  private host(runs: string): ChildProcess {
    const program = resolve('dist/test/fuzz/experimentHost.js');
    if (!existsSync(program)) throw new Error('Build the tests first: node esbuild.mjs --tests');
    return this.start([program, this.file, this.text, join(this.folder, runs)]);
  }

  private start(args: readonly string[]): ChildProcess {
    const preload = `--require ${resolve('test/fuzz/crashes/preload.cjs')}`;
    const env = { ...process.env, ELMAN_SPEED: String(SPEED), NODE_OPTIONS: preload };
    return spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  }
}

/** Returns the ids of the processes that a process has started. Empty on systems other than Linux. */
function childrenOf({ pid }: ChildProcess): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return children.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** Kills a process. Returns false if the process has already ended. */
function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

/**
 * Resolves when a process has ended. The process need not be a child of this process, so no event reports its
 * end.
 */
async function untilGone(pid: number): Promise<void> {
  while (isRunning(pid)) await after(PAUSE);
}

function isRunning(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
