import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { chooseKernels } from '../engine/kernels/select';
import { encodeModel } from '../engine/model/modelFile';
import { openNetwork } from '../engine/model/openNetwork';
import { RunFiles } from '../engine/storage/runFiles/runFiles';
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
export const runFilesIn = (folder: string) => new RunFiles(new NodeFileSystem(folder), storeIn(folder));

/** A run or model by its id in a folder of runs. `isFolder`: whether it was named by the path of its own folder. */
export interface RunPlace {
  readonly folder: string;
  readonly id: string;
  readonly isFolder: boolean;
}

/**
 * Returns the place of a run or model. `name` is its id, or the path of its own folder, as `elman train` prints
 * it.
 */
export async function placeOf(call: Call, name: string): Promise<RunPlace> {
  const found = await stat(name).catch(() => undefined);
  const path = resolve(name);
  if (found?.isDirectory()) return { folder: dirname(path), id: basename(path), isFolder: true };
  return { folder: runsFolder(call), id: name, isFolder: false };
}

/**
 * Finds the record of a run. Throws a UserError if there is no such run. `noFile` is the code of the error that
 * occurred when the run's name was tried as the name of a file.
 */
export async function findRun({ folder, id }: RunPlace, noFile: string): Promise<RunRecord> {
  const [record] = await storeIn(folder).records.list([id]);
  if (record) return record;
  throw new UserError(
    'Neither a file nor a run "{0}" was found ({1}). Name a model file, or a run\'s id and the folder of the runs.',
    [id, noFile],
  );
}

/** Returns the model of a run as a safetensors file, with the precision that it was trained with. */
export async function modelFileOf(store: RunStore, record: RunRecord): Promise<Uint8Array> {
  const checkpoint = await store.loadWeights(record);
  const kernels = await chooseKernels(record.kernels === 'reference' ? 'reference' : 'auto', kernelModule);
  return encodeModel(openNetwork(kernels, checkpoint));
}
