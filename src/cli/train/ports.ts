import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Kernels } from '../../engine/kernels/kernels';
import { chooseKernels } from '../../engine/kernels/select';
import type { SessionPorts } from '../../engine/train/ports';
import { kernelModule } from '../../package/kernelModules';
import type { KernelBuild } from '../../protocol/run';
import { locksIn } from '../../workers/lockHeartbeat';
import { NodeFileSystem } from '../../workers/nodeFileSystem';
import { loadKernels, randomSuffix, systemClock, yieldToMessages } from '../../workers/ports';
import { processTable } from '../../workers/processes';
import { temporaryFileNear } from '../../workers/temporaryFile';
import { threadsFor } from '../../workers/threadCount';
import { takeWideVectors } from '../../workers/vectorFlags';
import { storeIn } from '../runs';

/**
 * The environment variable with the number of other runs that train at the same time, with which a run of an
 * experiment shares the cores.
 */
export const OTHER_RUNS = 'ELMAN_OTHER_RUNS';
const otherRuns = () => Math.max(0, Number(process.env[OTHER_RUNS] ?? 0) || 0);

/** Returns the services that a session needs to train runs in a folder. */
export function portsIn(folder: string): Omit<SessionPorts, 'onRead' | 'onUpdate'> {
  return {
    store: storeIn(folder),
    clock: systemClock,
    lock: locksIn(new NodeFileSystem(folder), processTable),
    kernels: (wanted, threads, batch) => kernelsFor(wanted, threadsFor(threads, batch, otherRuns())),
    storage: () => temporaryFileNear(folder),
    yield: yieldToMessages,
    randomSuffix,
  };
}

/** Returns the folder of this program. The worker program of the extension is there, too. */
export const programFolder = () => dirname(realpathSync(process.argv[1]));

/**
 * Loads the kernels. Helper threads run the worker program of the extension, which is in the same folder as
 * this program.
 */
function kernelsFor(wanted: 'auto' | KernelBuild, threads: number): Promise<Kernels> {
  const wide = takeWideVectors();
  if (!wide && process.arch === 'x64') noteNewerNode();
  if (threads === 1) return chooseKernels(wanted, kernelModule, undefined, wide);
  const here = programFolder();
  return loadKernels(join(here, '../media'), wanted, threads, join(here, 'worker.js'), wide);
}

let isNoted = false;

/** Says once, in a terminal, that a newer version of Node.js trains faster. */
function noteNewerNode(): void {
  if (isNoted || !process.stderr.isTTY) return;
  isNoted = true;
  process.stderr.write(
    `Node.js ${process.versions.node} uses vectors of 128 bits. Node.js 22 or newer uses 256 bits and trains faster.\n`,
  );
}
