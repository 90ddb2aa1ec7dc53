import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { WIDE_VECTORS } from '../../../src/common/vectorFlags';
import { installHost } from '../../host/lib/install';
import { choicesOf, fastestOf, reportOf, tryAll } from './blas';
import { type Program, startSide } from './side';

/** The programs on this machine that can be compared. */
export interface Machine {
  /**
   * Returns the command that runs our program at this path, in the Node of VS Code, with the flags that the
   * extension uses for training.
   */
  ours(program: string, args: readonly string[]): Program;
  /**
   * Returns the command that runs our program in the Node of VS Code without flags, as the extension host and
   * its threads run.
   */
  inHost(program: string): Program;
  /**
   * Returns the command that runs a Python program in the folder `peers`. Undefined if no installed Python
   * has the required module.
   */
  python(peer: PythonPeer): Program | undefined;
  readonly facts: readonly string[];
}

/**
 * A Python program to compare with. `threads`: one thread, which our program uses, or the default number of
 * the Python module.
 */
export interface PythonPeer {
  readonly module: 'numpy' | 'torch';
  readonly program: string;
  readonly args: readonly (string | number)[];
  readonly threads: Threads;
}

export type Threads = 'one' | 'default';

const oneThread = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

export async function thisMachine(): Promise<Machine> {
  const node = await hostNode();
  const flags = succeeds(node, [WIDE_VECTORS, '-e', '']) ? [WIDE_VECTORS] : [];
  const pythons = { numpy: pythonWith('numpy'), torch: pythonWith('torch') };
  const { numpy } = pythons;
  const choices = choicesOf({ ...process.env, ...oneThread });
  const tried = numpy ? await tryAll(choices, env => productRate(numpy, env)) : [];
  const one = fastestOf(tried)?.env ?? choices[0].env;
  const envs = { one, default: withDefaultThreads(one) };
  return {
    ours: (program, args) => ({ command: node, args: [...flags, program, ...args], env: process.env }),
    inHost: program => ({ command: node, args: [program], env: process.env }),
    python({ module, program, args, threads }) {
      const command = pythons[module];
      return command === undefined ? undefined : peerProgram(command, program, args, envs[threads]);
    },
    facts: [
      `${cpus()[0].model}, ${cpus().length} cores, ${clock()}`,
      ...(tried.length > 0 ? [reportOf(tried)] : []),
    ],
  };
}

function withDefaultThreads(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = new Set(Object.keys(oneThread));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.has(name)));
}

function peerProgram(
  command: string,
  program: string,
  args: readonly (string | number)[],
  env: NodeJS.ProcessEnv,
): Program {
  return { command, args: [`test/bench/peers/${program}`, ...args.map(String)], env };
}

/**
 * Returns the path of VS Code's own Node, on which training runs. If it is not installed, returns the path of
 * the current Node.
 */
async function hostNode(): Promise<string> {
  try {
    return (await installHost()).node;
  } catch (error) {
    console.error(`Without VS Code's Node: ${error instanceof Error ? error.message : error}`);
    return process.execPath;
  }
}

/** Returns the clock rate that the system reports. 0 means that it reports none. */
function clock(): string {
  const { speed } = cpus()[0];
  return speed > 0 ? `${(speed / 1000).toFixed(1)} GHz` : 'clock unknown';
}

/**
 * Returns the command of a Python that has the module. Prefers Debian's Python. Undefined if there is none.
 */
function pythonWith(module: PythonPeer['module']): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(command => succeeds(command, ['-c', `import ${module}`]));
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/**
 * Returns the best number of matrix products per second, averaged over the forms of products in training.
 * Throws if a product is wrong.
 */
async function productRate(python: string, env: NodeJS.ProcessEnv): Promise<number> {
  const rates: number[] = [];
  for (const form of ['matmul', 'matmulNT', 'matmulTN']) {
    const side = await startSide(peerProgram(python, 'product.py', [form, 512, 512, 512], env));
    let best = 0;
    for (let lap = 0; lap < 8; lap++) best = Math.max(best, 10 / (await side.lap(10)).seconds);
    side.end();
    rates.push(best);
  }
  return rates.length / rates.reduce((sum, rate) => sum + 1 / rate, 0);
}
