import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RunStore } from '../../../src/engine/storage/runs/runStore';
import { NodeFileSystem } from '../../../src/workers/nodeFileSystem';

/**
 * Factor by which the training's clock is too fast. A checkpoint is due every 9 s by this clock, which are
 * about 0.4 s of real time.
 */
export const SPEED = 24;
/** Milliseconds of real time per second of the training's clock. */
export const SECOND = 1000 / SPEED;

const cli = resolve('dist/cli.mjs');
const preload = resolve('test/fuzz/crashes/preload.cjs');

/** The command line as built, and a folder with a single run. */
export class Product {
  readonly store: RunStore;

  constructor(
    private readonly text: string,
    private readonly flags: readonly string[],
    readonly runs: string,
    private readonly variables: NodeJS.ProcessEnv = {},
  ) {
    this.store = new RunStore(new NodeFileSystem(runs));
  }

  /** Returns the words of a command that resumes the run, or that starts it if the folder contains no run. */
  command(): readonly string[] {
    const id = this.id();
    const what = id === undefined ? ['train', this.text, ...this.flags] : ['train', '--resume', id];
    return ['--require', preload, cli, ...what, '--runs', this.runs];
  }

  get environment(): NodeJS.ProcessEnv {
    return { ...process.env, ELMAN_SPEED: String(SPEED), ...this.variables };
  }

  train(more: readonly string[] = [], stdio: StdioOptions = ['ignore', 'ignore', 'pipe']): ChildProcess {
    return spawn(process.execPath, [...this.command(), ...more], { stdio, env: this.environment });
  }

  /** Trains the run to its end, unless it is done. */
  async finish(): Promise<void> {
    const { code, stderr } = await ended(this.train());
    if (code !== 0 && !isDone(stderr)) throw new Error(`exit code ${code}: ${stderr}`);
  }

  /** Returns the id of the run. Undefined if the run has no record. */
  id(): string | undefined {
    try {
      return readdirSync(this.runs).find(name => /^\d{8}T/.test(name) && this.has(name, 'run.json'));
    } catch {
      return undefined;
    }
  }

  checkpoints(): number {
    const id = this.id();
    return id === undefined || !this.has(id, 'checkpoints')
      ? 0
      : readdirSync(join(this.runs, id, 'checkpoints')).reduce(
          (last, name) => Math.max(last, Number.parseInt(name, 10) || 0),
          0,
        );
  }

  /** Returns the parts of the run that an interruption must not change. */
  async outcome() {
    const id = this.id();
    if (id === undefined) throw new Error('there is no run');
    const { metrics, samples, changes: timedChanges } = await this.store.history(id);
    const { columns, values } = metrics;
    const timed = new Set(['tokensPerSecond', 'elapsed'].map(name => columns.indexOf(name)));
    const rows = Array.from({ length: values.length / columns.length }, (_, row) =>
      [...values.subarray(row * columns.length, (row + 1) * columns.length)].filter((_v, c) => !timed.has(c)),
    );
    const lines = readFileSync(join(this.runs, id, 'metrics.jsonl'), 'utf8').split('\n').length - 1;
    const { tensors, iteration } = await this.store.checkpoints.newest(id);
    const { state, validation } = await this.store.records.read(id);
    const changes = timedChanges.map(({ elapsed, ...change }) => change);
    return { columns, rows, lines, samples, changes, tensors, iteration, state, validation };
  }

  private has(id: string, name: string): boolean {
    return readdirSync(join(this.runs, id)).includes(name);
  }
}

export type Outcome = Awaited<ReturnType<Product['outcome']>>;

/** Returns whether an error message says that the run was killed after its last checkpoint. */
export const isDone = (stderr: string) => /completed all of its/.test(stderr);

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

export async function ended(child: ChildProcess): Promise<Ended> {
  let stderr = '';
  child.stderr?.on('data', data => {
    stderr += data;
  });
  const [code, signal] = await once(child, 'close');
  return { code, signal, stderr };
}
