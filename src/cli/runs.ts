import { codeOf } from '../common/unreadable';
import type { Kernels } from '../engine/kernels/kernels';
import { chooseKernels } from '../engine/kernels/select';
import { encodeModel } from '../engine/model/modelFile';
import { type OpenNetwork, openNetwork } from '../engine/model/openNetwork';
import { RunStore } from '../engine/storage/runs/runStore';
import { kernelModule } from '../package/kernelModules';
import type { RunRecord } from '../protocol/run';
import { UserError } from '../protocol/userError';
import { NodeFileSystem } from '../workers/nodeFileSystem';
import { newHash } from '../workers/ports';
import { type Call, textFlag } from './command/command';
import { commandFlag } from './command/flag';

export const DEFAULT_FOLDER = 'elman-runs';

const description = `Folder of the runs (default: ./${DEFAULT_FOLDER}).`;
export const runsFlag = commandFlag('runs', 'FOLDER', description);

export const runsFolder = (call: Call) => textFlag(call, 'runs') ?? DEFAULT_FOLDER;
export const storeIn = (folder: string) => new RunStore(new NodeFileSystem(folder), newHash);

/**
 * Finds a run by its id. Throws a UserError if there is no such run. `noFile` is the error that occurred when
 * `id` was tried as the name of a file.
 */
export async function findRun(call: Call, id: string, noFile: unknown) {
  const store = storeIn(runsFolder(call));
  const [record] = await store.records.list([id]);
  if (record) return { store, record };
  throw new UserError(
    'Neither a file nor a run "{0}" was found ({1}). Name a model file, or a run\'s id and the folder of the runs.',
    [id, codeOf(noFile)],
  );
}

/** Returns the model of a run as a safetensors file. */
export async function modelFileOf(store: RunStore, record: RunRecord): Promise<Uint8Array> {
  const { kernels, open } = await openRun(store, record);
  return encodeModel({ kernels, ...open });
}

/** Opens the run's model with the precision that it was trained with. */
async function openRun(store: RunStore, record: RunRecord): Promise<{ kernels: Kernels; open: OpenNetwork }> {
  const checkpoint = await store.loadWeights(record);
  const kernels = await chooseKernels(record.kernels === 'reference' ? 'reference' : 'auto', kernelModule);
  return { kernels, open: openNetwork(kernels, checkpoint) };
}
