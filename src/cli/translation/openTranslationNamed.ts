import { chooseKernels } from '../../engine/kernels/select';
import { type OpenTranslation, openTranslation } from '../../engine/model/translationModel';
import { kernelModule } from '../../package/kernelModules';
import type { Call } from '../command/command';
import { modelFileNamed } from '../labelling/openLabels';

/** Opens a network that writes targets: a file, or a run by its id or the path of its folder. */
export async function openTranslationNamed(call: Call, model: string): Promise<OpenTranslation> {
  const file = await modelFileNamed(call, model);
  return openTranslation(await chooseKernels('auto', kernelModule), file);
}
