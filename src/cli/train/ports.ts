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
import { temporaryFileNear } from '../../workers/temporaryFile';
import { threadsFor } from '../../workers/threadCount';
import { takeWideVectors } from '../../workers/wideVectors';
import { storeIn } from '../runs';

/** Returns the services that a session needs to train runs in a folder. */
export function portsIn(folder: string): Omit<SessionPorts, 'onRead' | 'onUpdate'> {
  return {
    store: storeIn(folder),
    clock: systemClock,
    lock: locksIn(new NodeFileSystem(folder)),
    kernels: (wanted, threads, batch) => kernelsFor(wanted, threadsFor(threads, batch, 0)),
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
  if (threads === 1) return chooseKernels(wanted, kernelModule, undefined, wide);
  const here = programFolder();
  return loadKernels(join(here, '../media'), wanted, threads, join(here, 'worker.js'), wide);
}
