import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { WIDE_VECTORS } from '../../../src/protocol/wideVectors';
import { installHost } from '../../host/lib/install';
import { type Program, startSide } from './side';

/** What this machine has to compare with. */
export interface Machine {
  /** Our program, by its path, on the Node that VS Code trains on, started as VS Code does. */
  ours(program: string, args: readonly string[]): Program;
  /** The same without flags, as the extension host and its threads run. */
  inHost(program: string): Program;
  /** A program under `peers`, or undefined where no Python has the module. */
  python(module: PythonModule, program: string, args: readonly (string | number)[]): Program | undefined;
  readonly facts: string;
}

export type PythonModule = 'numpy' | 'torch';

const oneThread: NodeJS.ProcessEnv = {
  ...process.env,
  OPENBLAS_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
};

export async function thisMachine(): Promise<Machine> {
  const node = hostNode();
  const flags = succeeds(node, [WIDE_VECTORS, '-e', '']) ? [WIDE_VECTORS] : [];
  const pythons = { numpy: pythonWith('numpy'), torch: pythonWith('torch') };
  const env = pythons.numpy ? await fastestBlas(pythons.numpy) : oneThread;
  return {
    ours: (program, args) => ({ command: node, args: [...flags, program, ...args], env: process.env }),
    inHost: program => ({ command: node, args: [program], env: process.env }),
    python(module, program, args) {
      const command = pythons[module];
      return command === undefined ? undefined : peerProgram(command, program, args, env);
    },
    facts: `${cpus()[0].model}, ${cpus().length} cores`,
  };
}

function peerProgram(
  command: string,
  program: string,
  args: readonly (string | number)[],
  env: NodeJS.ProcessEnv,
): Program {
  return { command, args: [`test/bench/peers/${program}`, ...args.map(String)], env };
}

/** VS Code's own Node, because that is where training runs; else the one that runs us. */
function hostNode(): string {
  try {
    return installHost().node;
  } catch (error) {
    console.error(`Without VS Code's Node: ${error instanceof Error ? error.message : error}`);
    return process.execPath;
  }
}

/** A Python that has the module, Debian's first. */
function pythonWith(module: PythonModule): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(command => succeeds(command, ['-c', `import ${module}`]));
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/**
 * The environment in which the peers multiply fastest: OpenBLAS with the kernels that this machine's environment
 * prescribes, or with those that it takes by itself. An old OpenBLAS may crash or compute wrong products with its own
 * choice, which its side then says.
 */
async function fastestBlas(python: string): Promise<NodeJS.ProcessEnv> {
  const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...itsOwnChoice } = oneThread;
  if (!OPENBLAS_CORETYPE && !OPENBLAS_L2_SIZE) return oneThread;
  const rates = [];
  for (const env of [oneThread, itsOwnChoice]) rates.push(await productRate(python, env));
  return rates[1] > rates[0] ? itsOwnChoice : oneThread;
}

/** Products a second at their best, or 0 where they are wrong. */
async function productRate(python: string, env: NodeJS.ProcessEnv): Promise<number> {
  try {
    const side = await startSide(peerProgram(python, 'product.py', ['matmul', 512, 512, 512], env));
    let best = 0;
    for (let lap = 0; lap < 8; lap++) best = Math.max(best, 20 / (await side.lap(20)).seconds);
    side.end();
    return best;
  } catch {
    return 0;
  }
}
