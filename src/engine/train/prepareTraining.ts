import type { Lesion } from '../../protocol/lesion';
import type { KernelBuild, RunRecord } from '../../protocol/run';
import type { Configuration } from '../../settings/settings';
import { newModel } from '../configuration/network';
import { tokenizerOf } from '../configuration/text';
import { BuildUnavailable } from '../kernels/select';
import { lesioned } from '../model/lesion';
import { RecurrentModel } from '../model/recurrentModel';
import { Evaluation } from './evaluation';
import type { SessionPorts } from './ports';
import { Trainer } from './trainer';
import type { PreparedTraining } from './trainingParts';
import { TrainingSampler } from './trainingSampler';
import type { TrainingTexts } from './trainingTexts';
import { Validator } from './validator';

/**
 * Creates the trainer, the validator and the sampler, with the requested kernel build and number of threads. `lesion`: the parts of
 * the network that stay 0.
 */
export async function prepareTraining(
  ports: SessionPorts,
  configuration: Configuration,
  build: 'auto' | KernelBuild,
  { training, validation }: TrainingTexts,
  lesion?: Lesion,
): Promise<PreparedTraining & { readonly trainer: Trainer }> {
  const { 'kernels.threads': threads, 'training.batch': batch } = configuration;
  const kernels = await ports.kernels(build, threads, batch);
  const created = newModel(kernels.arena, configuration, training.vocabulary.symbols);
  const trainer = new Trainer(kernels, training, configuration, lesioned(kernels.arena, created, lesion));
  const validator =
    validation && new Validator(trainer, new Evaluation(kernels, trainer.model, validation.ids));
  const reader = new RecurrentModel(kernels, trainer.model, training.vocabulary);
  return { trainer, validator, sampler: new TrainingSampler(trainer, reader, tokenizerOf(configuration)) };
}

/** Prepares a resumed run with the kernel build that it used before. */
export function prepareResumed(
  ports: SessionPorts,
  configuration: Configuration,
  { kernels }: RunRecord,
  texts: TrainingTexts,
  lesion: Lesion | undefined,
): Promise<PreparedTraining> {
  return withAvailableBuild(kernels, build => prepareTraining(ports, configuration, build, texts, lesion));
}

/** Prepares a run with a kernel build. If this machine cannot run that build, uses a build that it can run. */
export async function withAvailableBuild<T>(
  wanted: KernelBuild,
  prepare: (build: 'auto' | KernelBuild) => Promise<T>,
): Promise<T> {
  try {
    return await prepare(wanted);
  } catch (error) {
    if (!(error instanceof BuildUnavailable)) throw error;
    return prepare('auto');
  }
}
