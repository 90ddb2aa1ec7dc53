import { access, stat } from 'node:fs/promises';
import { codeOf, unreadableModel } from '../../common/unreadable';
import { chooseKernels } from '../../engine/kernels/select';
import { type OpenLabelModel, openLabelModel } from '../../engine/model/labelModel';
import { decodeModel } from '../../engine/model/modelFile';
import type { TensorFile } from '../../engine/storage/safetensors/safetensors';
import { kernelModule } from '../../package/kernelModules';
import type { LabelTask } from '../../protocol/run';
import { readAnyFile } from '../../workers/inputFile';
import { newHash } from '../../workers/ports';
import type { Call } from '../command/command';
import { findRun, placeOf, storeIn } from '../runs';

/**
 * Opens a classifier or a tagger: a file, or a run by its id or the path of its folder. Throws a UserError if there is no
 * such model.
 */
export async function openLabels(call: Call, model: string, task: LabelTask): Promise<OpenLabelModel> {
  const file = await modelFileNamed(call, model);
  return openLabelModel(await chooseKernels('auto', kernelModule), file, task);
}

/** Reads the file of a model: a file, or a run by its id or the path of its folder. */
export async function modelFileNamed(call: Call, model: string): Promise<TensorFile> {
  const isFile = (await stat(model).catch(() => undefined))?.isFile();
  if (isFile) {
    const bytes = await readAnyFile(model).catch(error => {
      throw unreadableModel(model, error);
    });
    return decodeModel(bytes, newHash);
  }
  const place = await placeOf(call, model);
  const reason = place.isFolder ? 'EISDIR' : await access(model).then(() => '', codeOf);
  return storeIn(place.folder).loadWeights(await findRun(place, reason));
}
