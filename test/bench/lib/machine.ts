import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { WIDE_VECTORS } from '../../../src/common/wideVectors';
import { installHost } from '../../host/lib/install';
import { choicesOf, fastestOf, reportOf, tryAll } from './blas';
import { type Program, startSide } from './side';

/** The programs on this machine that can be compared. */
export interface Machine {
  /** Our program at this path, on the Node that VS Code trains on, with the flags that the extension uses. */
  ours(program: string, args: readonly string[]): Program;
  /** Our program on that Node without flags, like the extension host and its threads. */
  inHost(program: string): Program;
  /** A program in `peers`. Undefined if no Python has the module. */
  python(peer: PythonPeer): Program | undefined;
  readonly facts: readonly string[];
}

/** `threads`: one, as we use, or the module's default number. */
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
    facts: [`${cpus()[0].model}, ${cpus().length} cores`, ...(tried.length > 0 ? [reportOf(tried)] : [])],
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

/** VS Code's own Node, on which training runs; without it, the current one. */
async function hostNode(): Promise<string> {
  try {
    return (await installHost()).node;
  } catch (error) {
    console.error(`Without VS Code's Node: ${error instanceof Error ? error.message : error}`);
    return process.execPath;
  }
}

/** A Python that has the module. Debian's comes first. */
function pythonWith(module: PythonPeer['module']): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(command => succeeds(command, ['-c', `import ${module}`]));
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/**
 * The best number of products per second, averaged over the forms of products in training. Throws if a
 * product is wrong.
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
