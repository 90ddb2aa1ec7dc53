import type { Lesion } from '../../protocol/lesion';
import type { KernelBuild, RunRecord } from '../../protocol/run';
import type { Configuration } from '../../settings/settings';
import { newModel } from '../configuration/network';
import { BuildUnavailable } from '../kernels/select';
import { lesioned } from '../model/lesion';
import { Evaluation } from './evaluation';
import type { SessionPorts } from './ports';
import { Trainer } from './trainer';
import type { TrainingTexts } from './trainingTexts';
import { Validator } from './validator';

/**
 * Creates the trainer and the validator, with the requested kernel build and number of threads. `lesion`: the parts of
 * the network that stay 0.
 */
export async function prepareTraining(
  ports: SessionPorts,
  configuration: Configuration,
  build: 'auto' | KernelBuild,
  { training, validation }: TrainingTexts,
  lesion?: Lesion,
): Promise<{ readonly trainer: Trainer; readonly validator: Validator | undefined }> {
  const { 'kernels.threads': threads, 'training.batch': batch } = configuration;
  const kernels = await ports.kernels(build, threads, batch);
  const created = newModel(kernels.arena, configuration, training.vocabulary.symbols);
  const trainer = new Trainer(kernels, training, configuration, lesioned(kernels.arena, created, lesion));
  const validator =
    validation && new Validator(trainer, new Evaluation(kernels, trainer.model, validation.ids));
  return { trainer, validator };
}

/**
 * Prepares a resumed run with the kernel build that it used before. If this machine cannot run that build,
 * uses a build that it can run.
 */
export async function prepareResumed(
  ports: SessionPorts,
  configuration: Configuration,
  { kernels }: RunRecord,
  texts: TrainingTexts,
  lesion: Lesion | undefined,
) {
  try {
    return await prepareTraining(ports, configuration, kernels, texts, lesion);
  } catch (error) {
    if (!(error instanceof BuildUnavailable)) throw error;
    return prepareTraining(ports, configuration, 'auto', texts, lesion);
  }
}
